package publish

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// TestReaderDuringPublishes walks a site while it is published again and again. Every file of a path that all versions have
// is there at any time, and what a version alone has is there as long as it is the one published. With CLAUSEBOOK_RELEASE it
// publishes a thousand times.
func TestReaderDuringPublishes(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, version("A"))
	times := 10
	if os.Getenv("CLAUSEBOOK_RELEASE") != "" {
		times = 1000
	}
	walks, reads := readDuring(t, output, func() {
		for i := range times {
			publishSite(t, manual, version(string(rune('A'+(i+1)%2))))
		}
	}, t.Errorf)
	t.Logf("%d publishes, %d walks, %d reads", times, walks, reads)
	if reads == 0 {
		t.Error("nothing was read")
	}
}

// TestReaderSeesSteps shows that the reader above sees a publish that is not done in one step.
func TestReaderSeesSteps(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, version("A"))
	var faults atomic.Int32
	readDuring(t, output, func() {
		for i := 0; i < 5000 && faults.Load() == 0; i++ {
			must(t, os.Rename(output, output+".old"))
			must(t, os.Rename(output+".old", output))
		}
	}, func(string, ...any) { faults.Add(1) })
	if faults.Load() == 0 {
		t.Error("no walk noticed that the folder was gone")
	}
}

// readDuring walks over the files of a site until work is done.
func readDuring(t *testing.T, output string, work func(), fault func(format string, args ...any)) (walks, reads int64) {
	t.Helper()
	var done atomic.Bool
	var walked, read atomic.Int64
	var readers sync.WaitGroup
	common := version("A")
	maps.DeleteFunc(common, func(name, _ string) bool { return strings.HasPrefix(name, "only-") })
	for range 2 {
		readers.Go(func() {
			for ; !done.Load(); walked.Add(1) {
				for name := range common {
					data, err := os.ReadFile(filepath.Join(output, filepath.FromSlash(name)))
					read.Add(1)
					if text := string(data); err != nil {
						fault("%v", err)
					} else if text != version("A")[name] && text != version("B")[name] {
						fault("%s is of neither version: %d bytes", name, len(data))
					}
				}
				mixture(output, fault)
			}
		})
	}
	work()
	done.Store(true)
	readers.Wait()
	return walked.Load(), read.Load()
}

// mixture holds the folder of a site open, in which every file is of the same version, or is gone because
// the version is.
func mixture(output string, fault func(format string, args ...any)) {
	root, err := os.OpenRoot(output)
	if err != nil {
		fault("%v", err)
		return
	}
	defer root.Close()
	seen := map[string]bool{}
	for name := range version("A") {
		if data, err := root.ReadFile(filepath.FromSlash(name)); err == nil && strings.HasSuffix(name, ".html") && len(data) > 0 && name != "d0/same.html" {
			seen[string(data[:1])] = true
		}
	}
	if len(seen) > 1 {
		fault("a folder holds a mixture: %v", seen)
	}
}
