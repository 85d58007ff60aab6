package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
)

func TestFirstPublish(t *testing.T) {
	t.Parallel()
	for name, there := range map[string]string{"missing": "other/", "empty": "deep/er/public/"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			put(t, manual, files{there: ""})
			output := filepath.Join(manual, "deep", "er", "public")
			s := prepare(t, manual, output)
			write(t, s, files{"index.html": "A", "a/b/c.html": "A"})
			must(t, s.Commit())
			s.Discard()
			mustHold(t, output, files{"index.html": "A", "a/b/c.html": "A"})
			mustStandAlone(t, output)
		})
	}
}

func TestStaleFilesVanish(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	publishSite(t, manual, files{"index.html": "A", "gone/deep/a.html": "A", "turns": "A", "into/file": "A"})
	output := publishSite(t, manual, files{"index.html": "B", "turns/into": "B", "into": "B"})
	mustHold(t, output, files{"index.html": "B", "turns/into": "B", "into": "B"})
	if _, err := os.Stat(filepath.Join(output, "gone")); err == nil {
		t.Error("the folder of a vanished page is still there")
	}
	mustStandAlone(t, output)
}

func TestPermissions(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"a/index.html": "A"})
	put(t, manual, files{"plain/file": "x"})
	for ours, plain := range map[string]string{".": "plain", "a": "plain", "a/index.html": "plain/file", marker: "plain/file"} {
		got, err := os.Stat(filepath.Join(output, ours))
		must(t, err)
		want, err := os.Stat(filepath.Join(manual, plain))
		must(t, err)
		if got.Mode() != want.Mode() {
			t.Errorf("%s has mode %v, want %v", ours, got.Mode(), want.Mode())
		}
	}
}

func TestWriteErrors(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	s := prepare(t, manual, filepath.Join(manual, "public"))
	before := snapshot(t, manual)
	for _, path := range []string{"", ".", "..", "../x", "a/../../x", "/etc/x", "a//b", "a/", "./a", "a\x00b", marker} {
		if s.Write(path, holding("")) == nil {
			t.Errorf("path %q was taken", path)
		}
	}
	before.mustEqual(t, snapshot(t, manual))
	write(t, s, files{"twice": "first"})
	if s.Write("twice", holding("second")) == nil {
		t.Error("a path was written twice")
	}
	must(t, s.Commit())
	mustHold(t, filepath.Join(manual, "public"), files{"twice": "first"})
	if s.Write("late", holding("")) == nil || s.Commit() == nil {
		t.Error("the staging folder was used after Commit")
	}
}

func TestIncompleteSiteIsNotPublished(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	before := snapshot(t, manual)
	s := prepare(t, manual, output)
	write(t, s, files{"index.html": "B", "a": "B"})
	if s.Write("a/b", holding("")) == nil {
		t.Error("a file was written below a file")
	}
	if s.Commit() == nil {
		t.Error("a site was published that lacks a file")
	}
	before.mustEqual(t, snapshot(t, manual))
}

func TestWriteDoesNotFollowLinks(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	s := prepare(t, manual, filepath.Join(manual, "public"))
	symlink(t, manual, filepath.Join(manual, s.fresh, "up"))
	symlink(t, "../manual.yaml", filepath.Join(manual, s.fresh, "page"))
	symlink(t, "page", filepath.Join(manual, s.fresh, "inner"))
	symlink(t, marker, filepath.Join(manual, s.fresh, "list"))
	before := snapshot(t, manual)
	if s.Write("inner", holding("")) == nil || s.Write("list", holding("")) == nil {
		t.Error("a link within the site was followed")
	}
	if s.Write("up/manual.yaml", holding("x")) == nil || s.Write("up/new", holding("")) == nil || s.Write("page", holding("")) == nil {
		t.Error("a link was followed")
	}
	before.mustEqual(t, snapshot(t, manual))
}

func TestDiscard(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	before := snapshot(t, manual)
	s := prepare(t, manual, output)
	write(t, s, files{"index.html": "B", "a/b": "B"})
	s.Discard()
	s.Discard()
	before.mustEqual(t, snapshot(t, manual))
}

func TestConcurrentWrites(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := filepath.Join(manual, "public")
	s := prepare(t, manual, output)
	want := files{}
	var all sync.WaitGroup
	for i := range 2000 {
		path := fmt.Sprintf("d%d/e%d/f%d.html", i%7, i%31, i)
		want[path] = path
		all.Go(func() {
			if err := s.Write(path, holding(path)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	must(t, s.Commit())
	mustHold(t, output, want)
}

// A build that gives up may discard while some of its writers still run.
func TestDiscardWaitsForWriters(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	s := prepare(t, manual, filepath.Join(manual, "public"))
	var all sync.WaitGroup
	for i := range 500 {
		all.Go(func() { _ = s.Write(fmt.Sprintf("d%d/f%d", i%50, i), holding("")) })
	}
	s.Discard()
	all.Wait()
	mustStandAlone(t, filepath.Join(manual, "public"))
}

// TestNothingLeftWithoutMarker: a staging folder whose marker cannot be written goes again.
func TestNothingLeftWithoutMarker(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	parent, err := os.OpenRoot(manual)
	must(t, err)
	defer parent.Close()
	s := newStaging(parent, "public", filepath.Join(manual, "public"))
	s.fresh = ".public.clausebook-new"
	before := snapshot(t, manual)
	s.writeMarker = func(*os.Root, string, []byte, os.FileMode) error { return syscall.ENOSPC }
	if err := s.create(); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v", err)
	}
	s.root.Close()
	before.mustEqual(t, snapshot(t, manual))
}
