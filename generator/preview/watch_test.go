package preview

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

func page(id, title, text string) string {
	return fmt.Sprintf("---\nid: %s\ntitle: %s\nrevision: 1\nstatus: draft\nowner: Manager\n---\n\n%s\n", id, title, text)
}

// TestSaved does with files what editors and other programs do. Each time the preview must come to
// what a build makes, by what it hears alone.
func TestSaved(t *testing.T) {
	for _, c := range []struct {
		name       string
		do         func(r *running)
		page, word string
	}{
		{"in place", func(r *running) { r.edit("documents/qp-01.md", "first text", "changed text") },
			"documents/qp-01.html", "changed text"},
		{"same length", func(r *running) { r.edit("documents/qp-01.md", "first text", "other text") },
			"documents/qp-01.html", "other text"},
		{"temporary file and rename", func(r *running) {
			r.write("documents/.qp-01.md.tmp", strings.Replace(r.read("documents/qp-01.md"), "first text", "atomic", 1))
			r.must(os.Rename(r.at("documents/.qp-01.md.tmp"), r.at("documents/qp-01.md")))
		}, "documents/qp-01.html", "atomic"},
		{"atomic twice", func(r *running) {
			for _, word := range []string{"once", "twice over"} {
				r.write("documents/sedX1", page("QP-01", "First", word))
				r.must(os.Rename(r.at("documents/sedX1"), r.at("documents/qp-01.md")))
				r.shows("documents/qp-01.html", word)
			}
		}, "documents/qp-01.html", "twice over"},
		{"backup, then a new file", func(r *running) {
			text := r.read("documents/qp-01.md")
			r.must(os.Rename(r.at("documents/qp-01.md"), r.at("documents/qp-01.md~")))
			r.write("documents/qp-01.md", strings.Replace(text, "first text", "vim text", 1))
		}, "documents/qp-01.html", "vim text"},
		{"new folders with a file at once", func(r *running) {
			r.write("documents/a/b/c/d/new.md", page("NEW-1", "Deep", "Deep down."))
		}, "documents/new-1.html", "Deep down."},
		{"later in a new folder", func(r *running) {
			r.write("documents/a/b/new.md", page("NEW-1", "Deep", "Deep down."))
			r.shows("documents/new-1.html", "Deep down.")
			r.write("documents/a/b/new.md", page("NEW-1", "Deep", "Deeper."))
		}, "documents/new-1.html", "Deeper."},
		{"folder deleted and recreated", func(r *running) {
			r.must(os.RemoveAll(r.at("documents/shop")))
			r.write("documents/shop/wi-01.md", page("WI-01", "Again", "Back."))
			r.shows("documents/wi-01.html", "Back.")
			r.write("documents/shop/wi-01.md", page("WI-01", "Again", "Back again."))
		}, "documents/wi-01.html", "Back again."},
		{"folder away for a while", func(r *running) {
			r.must(os.RemoveAll(r.at("documents/shop")))
			r.eventually(func() string {
				if status, _ := r.get("documents/wi-01.html"); status != 404 {
					return fmt.Sprint(status)
				}
				return ""
			})
			r.write("documents/shop/wi-01.md", page("WI-01", "Again", "Back."))
			r.shows("documents/wi-01.html", "Back.")
			r.edit("documents/shop/wi-01.md", "Back.", "Once more.")
		}, "documents/wi-01.html", "Once more."},
		{"folder renamed, then a file in it", func(r *running) {
			r.must(os.Rename(r.at("documents/shop"), r.at("documents/works")))
			r.shows("sections/works.html", "WI-01")
			r.edit("documents/works/wi-01.md", "second text", "moved text")
		}, "documents/wi-01.html", "moved text"},
		{"two folders exchanged", func(r *running) {
			r.write("documents/hall/wi-03.md", page("WI-03", "Hall", "In the hall."))
			r.shows("documents/wi-03.html", "hall")
			r.must(os.Rename(r.at("documents/hall"), r.at("documents/x")))
			r.must(os.Rename(r.at("documents/shop"), r.at("documents/hall")))
			r.must(os.Rename(r.at("documents/x"), r.at("documents/shop")))
			r.shows("documents/wi-03.html", "shop.html")
			r.edit("documents/shop/wi-03.md", "In the hall.", "In the shop.")
		}, "documents/wi-03.html", "In the shop."},
		{"all documents replaced", func(r *running) {
			r.must(os.Rename(r.at("documents"), r.at("old")))
			r.write("documents/qp-09.md", page("QP-09", "Other", "Another branch."))
		}, "documents/qp-09.html", "Another branch."},
		{"many files at once", func(r *running) {
			for i := range 300 {
				r.write(fmt.Sprintf("documents/m%d/n%d.md", i%7, i), page(fmt.Sprintf("N-%d", i), "Many", "One of many."))
			}
			r.must(os.RemoveAll(r.at("documents/m3")))
		}, "documents/n-299.html", "One of many."},
		{"unzipped over", func(r *running) {
			for _, name := range []string{"documents/qp-01.md", "documents/shop/wi-01.md"} {
				text := strings.Replace(r.read(name), " text", " zipped", 1)
				r.must(os.Remove(r.at(name)))
				r.write(name, text)
				old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
				r.must(os.Chtimes(r.at(name), old, old))
			}
		}, "documents/wi-01.html", "second zipped"},
		{"configuration", func(r *running) { r.edit("manual.yaml", "company: Company", "company: Another Ltd") },
			"index.html", "Another Ltd"},
		{"another documents folder", func(r *running) {
			r.write("docs/qm/qp-05.md", page("QP-05", "Elsewhere", "Here."))
			r.edit("manual.yaml", "edition: 1994", "edition: 1994\ndocuments: docs/qm")
			r.shows("documents/qp-05.html", "Here.")
			r.edit("docs/qm/qp-05.md", "Here.", "Also watched.")
		}, "documents/qp-05.html", "Also watched."},
		{"theme that was not there", func(r *running) {
			r.write("theme/partials/body-end.html", "<p>Our own end</p>\n")
			r.shows("index.html", "Our own end")
			r.write("theme/partials/body-end.html", "<p>Our other end</p>\n")
		}, "index.html", "Our other end"},
		{"picture", func(r *running) { r.edit("documents/plan.svg", "M0 0h9v9z", "M0 0h9v8z") },
			"files/plan.svg", "M0 0h9v8z"},
		{"error, then fixed", func(r *running) {
			good := r.read("documents/qp-01.md")
			r.write("documents/qp-01.md", strings.Replace(good, "title: First", "title: [", 1))
			r.eventually(func() string {
				if !strings.Contains(r.log.String(), "the last good site stays") {
					return "nothing is said"
				}
				return ""
			})
			if _, body := r.get("documents/qp-01.html"); !strings.Contains(body, "The first text") {
				r.Errorf("the old page is gone")
			}
			r.write("documents/qp-01.md", strings.Replace(good, "first text", "fixed text", 1))
		}, "documents/qp-01.html", "fixed text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := start(t, writeArchive(t, small))
			c.do(r)
			r.shows(c.page, c.word)
			r.equalsBuild()
		})
	}
}

// TestStorm writes far more often than the preview can rebuild.
func TestStorm(t *testing.T) {
	t.Parallel()
	r := start(t, writeArchive(t, small))
	f, err := os.OpenFile(r.at("documents/qp-01.md"), os.O_WRONLY|os.O_APPEND, 0)
	r.must(err)
	for i := range 40_000 {
		_, err := fmt.Fprintf(f, "%d\n", i)
		r.must(err)
		if i%1000 == 0 {
			r.write(fmt.Sprintf("documents/storm/s%d.md", i), page(fmt.Sprintf("S-%d", i), "Storm", "Wind."))
		}
	}
	r.must(f.Close())
	r.shows("documents/qp-01.html", "39999")
	r.equalsBuild()
}

// TestSilence: what is not part of the manual, and what stays as it is, is no rebuild.
func TestSilence(t *testing.T) {
	t.Parallel()
	r := start(t, writeArchive(t, small), func(p *Preview) { p.rescan = 200 * time.Millisecond })
	r.write("public/index.html", "a site of another build")
	r.write(".git/index", "x")
	r.write("notes.txt", "not ours")
	r.write("documents/.qp-01.md.swp", "an editor's")
	r.write("documents/qp-01.md", r.read("documents/qp-01.md"))
	now := time.Now()
	r.must(os.Chtimes(r.at("documents/qp-01.md"), now, now))
	time.Sleep(time.Second)
	if n := r.rebuilds(); n != 0 {
		t.Errorf("%d rebuilds for nothing:\n%s", n, r.log)
	}
}

// belled starts a watcher on a folder.
func startWatcher(t *testing.T, open func() (*fsnotify.Watcher, error)) (*watcher, *journal, string) {
	folder, log := writeArchive(t, small), &journal{}
	b := newWatcher(folder, 0, log)
	b.open = open
	b.watch(planOf(nil))
	t.Cleanup(b.close)
	return b, log, folder
}

// heard reports whether the watcher signals a change in time.
func signalled(b *watcher, within time.Duration) bool {
	select {
	case <-b.signals:
		return true
	case <-time.After(within):
		return false
	}
}

// TestOverflow drops events like a full queue: a folder appears without an event. The report of the
// loss has to be enough.
func TestOverflow(t *testing.T) {
	b, log, folder := startWatcher(t, fsnotify.NewWatcher)
	signalled(b, time.Second) // the initial signal
	w := b.watcher
	for _, path := range w.WatchList() {
		if err := w.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(folder, "documents", "new"), 0o777); err != nil {
		t.Fatal(err)
	}
	if signalled(b, 100*time.Millisecond) {
		t.Fatal("the test does not lose events")
	}
	w.Errors <- fsnotify.ErrEventOverflow
	if !signalled(b, time.Second) {
		t.Fatal("no ring after events were lost")
	}
	b.watch(planOf(nil))
	signalled(b, 100*time.Millisecond)
	if err := os.WriteFile(filepath.Join(folder, "documents", "new", "a.md"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if !signalled(b, time.Second) {
		t.Error("the new folder is not watched")
	}
	if log.String() != "" {
		t.Errorf("unexpected: %s", log)
	}
}

// TestNoWatches: if the system provides no watcher or no watches, the preview polls and says so
// once.
func TestNoWatches(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{syscall.ENOSPC, "watching files does not work (the system has no watches left), so they are looked at every 1s\n"},
		{syscall.EMFILE, "watching files does not work (the system has no open files left), so they are looked at every 1s\n"},
		{os.NewSyscallError("inotify_init", syscall.ENOSYS),
			"watching files does not work (inotify_init: function not implemented), so they are looked at every 1s\n"},
	} {
		b, log, _ := startWatcher(t, func() (*fsnotify.Watcher, error) { return nil, c.err })
		b.watch(planOf(nil))
		b.forget()
		b.watch(planOf(nil))
		if log.String() != c.want {
			t.Errorf("got  %swant %s", log, c.want)
		}
		started := time.Now()
		if !b.wait(t.Context()) || time.Since(started) > rescanInterval {
			t.Errorf("%v: nobody looks", c.err)
		}
	}
}

// TestPoll polls without a watcher.
func TestPoll(t *testing.T) {
	t.Parallel()
	r := start(t, writeArchive(t, small), func(p *Preview) { p.rescan, p.Poll = 0, 100*time.Millisecond })
	r.edit("documents/qp-01.md", "first text", "polled text")
	r.shows("documents/qp-01.html", "polled text")
	r.write("documents/a/b/new.md", page("NEW-1", "Deep", "Deep down."))
	r.shows("documents/new-1.html", "Deep down.")
	r.equalsBuild()
}

// TestSafetyLook: a change without an event delays the preview, but never makes it wrong.
func TestSafetyLook(t *testing.T) {
	t.Parallel()
	r := start(t, writeArchive(t, small), func(p *Preview) { p.rescan, p.Poll = 0, rescanInterval })
	r.edit("documents/qp-01.md", "first text", "late text")
	r.shows("documents/qp-01.html", "late text")
}

// TestFolderReplaced puts another folder in the place of the manual's own.
func TestFolderReplaced(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "manual")
	if err := os.Rename(writeArchive(t, small), folder); err != nil {
		t.Fatal(err)
	}
	r := start(t, folder, func(p *Preview) { p.rescan = 0 })
	r.must(os.Rename(folder, folder+"-old"))
	r.eventually(func() string {
		if !strings.Contains(r.log.String(), "reading failed") {
			return "nothing is said"
		}
		return ""
	})
	if status, _ := r.get("documents/qp-01.html"); status != 200 {
		t.Errorf("the last good site is gone: %d", status)
	}
	r.must(os.Rename(writeArchive(t, small), folder))
	r.edit("documents/qp-01.md", "first text", "another folder")
	r.shows("documents/qp-01.html", "another folder")
	r.edit("documents/qp-01.md", "another folder", "watched again")
	r.shows("documents/qp-01.html", "watched again")
	r.equalsBuild()
}

// TestPlan lists the folders that are watched.
func TestPlan(t *testing.T) {
	folder := writeArchive(t, `
-- manual.yaml --
-- documents/a/b/x.md --
-- documents/.hidden/x.md --
-- documents/public/x.md --
-- public/documents/index.html --
-- .git/objects/x --
-- .public.clausebook-new/x --
-- theme/assets/x.css --
-- standards/x.yaml --
-- src/code/x.go --
`)
	if runtime.GOOS != "windows" {
		if err := os.Symlink(folder, filepath.Join(folder, "documents", "link")); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]bool{".": true, "documents": true, "documents/a": true, "documents/a/b": true, "documents/public": true,
		"theme": true, "theme/assets": true}
	p := planOf(nil)
	got := p.folders(folder)
	for path := range got {
		name, _ := filepath.Rel(folder, path)
		if !want[filepath.ToSlash(name)] {
			t.Errorf("%s is watched", name)
		}
		delete(want, filepath.ToSlash(name))
	}
	for name := range want {
		t.Errorf("%s is not watched", name)
	}
}
