package preview

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	corpus = flag.String("manual", "../../example-manual", "the `folder` of the manual that BenchmarkEdit and TestSoak edit a copy of")
	soak   = flag.Duration("soak", 0, "how long TestSoak edits, such as 10m")
)

// BenchmarkEdit saves a document that is open in a browser and waits for the event on the wire:
//
//	go test ./generator/preview -run '^$' -bench Edit -benchtime 50x -manual FOLDER
//
// It reports medians: save-ms from the save to the event, and look-ms the rebuild, as logged.
func BenchmarkEdit(b *testing.B) {
	folder := filepath.Join(b.TempDir(), "manual")
	if err := os.CopyFS(folder, os.DirFS(*corpus)); err != nil {
		b.Fatal(err)
	}
	r := start(b, folder, func(p *Preview) { p.rescan = 0 })
	defer r.stop()
	file, page := someDocument(r)
	l := listen(r, page)
	l.hello()
	// Recently written files are read again at each check.
	time.Sleep(3 * time.Second)
	var took []float64
	for n := range b.N {
		text := r.read(file)
		started := time.Now()
		r.write(file, text+fmt.Sprintf("\nEdit %d.\n", n))
		l.change()
		took = append(took, float64(time.Since(started).Microseconds())/1000)
	}
	var looks []float64
	for _, m := range regexp.MustCompile(`; ([0-9]+) ms\n`).FindAllStringSubmatch(r.log.String(), -1) {
		ms, _ := strconv.ParseFloat(m[1], 64)
		looks = append(looks, ms)
	}
	b.ReportMetric(median(took), "save-ms")
	b.ReportMetric(median(looks), "look-ms")
	b.ReportMetric(0, "ns/op")
}

func median(list []float64) float64 {
	slices.Sort(list)
	if len(list) == 0 {
		return 0
	}
	return list[len(list)/2]
}

// someDocument gives a document in the middle of a manual, and its page.
func someDocument(r *running) (file, page string) {
	entries := r.shown.Load().latest.Manual.Entries
	for _, e := range entries[len(entries)/2:] {
		if e.Published() {
			return e.File, e.URL
		}
	}
	r.Fatal("the manual has no document")
	return "", ""
}

// TestSoak edits once a second. Memory, open files and watches must stay what they are:
//
//	go test ./generator/preview -run Soak -soak 10m -timeout 0 -v
func TestSoak(t *testing.T) {
	if *soak == 0 {
		t.Skip("by hand: -soak 10m")
	}
	folder := filepath.Join(t.TempDir(), "manual")
	if err := os.CopyFS(folder, os.DirFS(*corpus)); err != nil {
		t.Fatal(err)
	}
	r := start(t, folder, func(p *Preview) { p.rescan = 0 })
	file, page := someDocument(r)
	l := listen(r, page)
	l.hello()
	text := r.read(file)
	var first usage
	ends := time.Now().Add(*soak)
	for n := 0; time.Now().Before(ends); n++ {
		r.write(file, text+fmt.Sprintf("\nEdit %d.\n", n))
		if n%10 == 9 {
			r.write(filepath.ToSlash(filepath.Dir(file))+fmt.Sprintf("/soak%d/x.md", n), "")
			r.must(os.RemoveAll(filepath.Join(filepath.Dir(r.at(file)), fmt.Sprintf("soak%d", n))))
		}
		l.drain()
		time.Sleep(time.Second)
		if n%60 == 30 {
			now := measure()
			t.Logf("after %d edits: %s", n, now)
			if first == (usage{}) {
				first = now
			}
		}
	}
	last := measure()
	t.Logf("at the end: %s", last)
	if last.files > first.files+2 || last.goroutines > first.goroutines+5 || last.watches > first.watches+2 || last.heap > first.heap*3/2+8<<20 {
		t.Errorf("it grew: %s, then %s", first, last)
	}
}

// drain takes all events that have come.
func (l *listener) drain() {
	for {
		select {
		case <-l.events:
		case <-time.After(100 * time.Millisecond):
			return
		}
	}
}

// usage is what a long run must not use more and more of.
type usage struct {
	heap                       uint64
	goroutines, files, watches int
}

func (u usage) String() string {
	return fmt.Sprintf("%d KiB of memory, %d goroutines, %d open files, %d watches", u.heap>>10, u.goroutines, u.files, u.watches)
}

// measure counts; files and watches only where the system tells.
func measure() usage {
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	u := usage{heap: memory.HeapAlloc, goroutines: runtime.NumGoroutine()}
	open, _ := os.ReadDir("/proc/self/fd")
	u.files = len(open)
	for _, f := range open {
		info, _ := os.ReadFile("/proc/self/fdinfo/" + f.Name())
		u.watches += strings.Count(string(info), "inotify wd:")
	}
	return u
}
