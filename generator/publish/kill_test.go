package publish

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

const (
	childManual = "CLAUSEBOOK_TEST_MANUAL"
	childSteps  = "CLAUSEBOOK_TEST_STEPS"
)

func TestMain(m *testing.M) {
	if manual := os.Getenv(childOnce); manual != "" {
		publishOnce(manual)
	}
	if manual := os.Getenv(childManual); manual != "" {
		fmt.Fprintln(os.Stderr, publishForever(manual, os.Getenv(childSteps) != ""))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// version is a site all of whose files but one tell which version it is.
func version(v string) files {
	site := files{"index.html": v, "only-" + v + ".html": v, "d0/same.html": "the same in each"}
	for i := range 30 {
		site[fmt.Sprintf("d%d/%d.html", i%5, i)] = strings.Repeat(v, 5000)
	}
	return site
}

func publishForever(manual string, steps bool) error {
	for i := 0; ; i++ {
		s, err := Prepare(manual, sourcesOf(manual), filepath.Join(manual, "public"))
		if err != nil {
			return err
		}
		if steps {
			inSteps(s)
		}
		for path, text := range version(string(rune('A' + i%2))) {
			if err := s.Write(path, holding(text)); err != nil {
				return err
			}
		}
		if err := s.Commit(); err != nil {
			return err
		}
		fmt.Println("published")
	}
}

func TestKilled(t *testing.T) {
	t.Parallel()
	for name, steps := range map[string]string{"exchange": "", "steps": "yes"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			output := publishSite(t, manual, version("A"))
			put(t, output, files{"CNAME": "example.org"})
			for range 20 {
				killOne(t, manual, steps)
				if steps != "" || runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
					prepare(t, manual, output).Discard()
				}
				mustBeWhole(t, output)
			}
			publishSite(t, manual, version("C"))
			mustBeWhole(t, output)
			mustStandAlone(t, output)
		})
	}
}

// killOne lets a child publish once, so that it is at work, and then kills it
// at any moment of its next builds.
func killOne(t *testing.T, manual, steps string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childManual+"="+manual, childSteps+"="+steps)
	var complaint strings.Builder
	child.Stderr = &complaint
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	_, err = io.ReadFull(out, make([]byte, 1))
	go io.Copy(io.Discard, out)
	time.Sleep(rand.N(25 * time.Millisecond))
	child.Process.Kill()
	child.Wait()
	if err != nil || complaint.Len() > 0 {
		t.Fatalf("the child failed: %v %s", err, &complaint)
	}
}

func mustBeWhole(t *testing.T, output string) {
	t.Helper()
	index, err := os.ReadFile(filepath.Join(output, "index.html"))
	must(t, err)
	want := files{"CNAME": "example.org"}
	maps.Copy(want, version(string(index)))
	mustHold(t, output, want)
}
