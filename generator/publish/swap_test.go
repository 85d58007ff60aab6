package publish

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
)

func TestInSteps(t *testing.T) {
	t.Parallel()
	for name, there := range map[string]files{
		"missing": {}, "empty": {"public/": ""}, "site": {"public/.clausebook": header + "old\n", "public/old": "A", "public/CNAME": "x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			put(t, manual, there)
			output := filepath.Join(manual, "public")
			s := prepare(t, manual, output)
			inSteps(s)
			write(t, s, files{"index.html": "B"})
			must(t, s.Commit())
			want := files{"index.html": "B"}
			if name == "site" {
				want["CNAME"] = "x"
			}
			mustHold(t, output, want)
			mustStandAlone(t, output)
		})
	}
}

func TestSecondRenameFails(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	before := snapshot(t, manual)
	s := prepare(t, manual, output)
	write(t, s, files{"index.html": "B"})
	s.exchange = func(parent *os.Root, fresh, _ string) error {
		return errors.Join(parent.RemoveAll(fresh), syscall.EINVAL)
	}
	if s.Commit() == nil {
		t.Error("published a folder that is not there")
	}
	before.mustEqual(t, snapshot(t, manual))
}

func TestSwapFails(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	before := snapshot(t, manual)
	s := prepare(t, manual, output)
	write(t, s, files{"index.html": "B"})
	s.exchange = func(*os.Root, string, string) error { return syscall.EBUSY }
	if err := s.Commit(); !errors.Is(err, syscall.EBUSY) {
		t.Errorf("got %v, want the system's error", err)
	}
	before.mustEqual(t, snapshot(t, manual))
}

// The states that a killed build can leave, and what the next one finds.
func TestRecover(t *testing.T) {
	t.Parallel()
	const (
		site  = "public/"
		fresh = ".public.clausebook-new/"
		aside = ".public.clausebook-old/"
	)
	for name, c := range map[string]struct {
		there files
		want  string // content of index.html after Prepare; "" if there is no site
	}{
		"staging just made":       {files{fresh: ""}, ""},
		"staging's marker opened": {files{fresh + marker: ""}, ""},
		"staging half written":    {files{fresh + marker: header, fresh + "a/b": "B"}, ""},
		"staging's list half written": {files{fresh + marker: header + "index.h", fresh + "index.html": "B",
			site + marker: header + "index.html\n", site + "index.html": "A"}, "A"},
		"between the renames": {files{fresh + marker: header + "index.html\n", fresh + "index.html": "B",
			aside + marker: header + "index.html\n", aside + "index.html": "A"}, "A"},
		"between the renames, emptied": {files{site: "", aside + marker: header + "index.html\n", aside + "index.html": "A"}, "A"},
		"after the renames": {files{site + marker: header + "index.html\n", site + "index.html": "B",
			aside + marker: header + "index.html\n", aside + "index.html": "A"}, "B"},
		"old site half removed": {files{site + marker: header + "index.html\n", site + "index.html": "B",
			fresh + marker: header + "gone\nindex.html\n", fresh + "index.html": "A"}, "B"},
		"old site all but removed": {files{site + marker: header + "index.html\n", site + "index.html": "B", fresh: ""}, "B"},
		"lock of a dead process":   {files{".public.clausebook-lock": ""}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			put(t, manual, c.there)
			output := filepath.Join(manual, "public")
			prepare(t, manual, output).Discard()
			if got, _ := os.ReadFile(filepath.Join(output, "index.html")); string(got) != c.want {
				t.Errorf("the site after recovery is %q, want %q", got, c.want)
			}
			mustStandAlone(t, output)
			publishSite(t, manual, files{"index.html": "C"})
			mustHold(t, output, files{"index.html": "C"})
		})
	}
}

// A reader who opens by path meets a complete page at every moment.
func TestReaderNeverMissesThePage(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("names cannot be exchanged here")
	}
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A", "a/b.html": "A"})
	var stop atomic.Bool
	reads := make(chan int)
	go func() {
		n := 0
		for ; !stop.Load(); n++ {
			if text, err := os.ReadFile(filepath.Join(output, "index.html")); err != nil || len(text) != 1 {
				t.Errorf("read %q, %v", text, err)
				break
			}
		}
		reads <- n
	}()
	for i := range 200 {
		version := string(rune('A' + i%2))
		publishSite(t, manual, files{"index.html": version, "a/b.html": version})
	}
	stop.Store(true)
	t.Logf("%d reads during 200 swaps", <-reads)
}
