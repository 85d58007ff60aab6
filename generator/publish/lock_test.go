package publish

import (
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
)

func TestSecondBuildIsRefused(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	s := prepare(t, manual, output)
	write(t, s, files{"index.html": "B"})
	before := snapshot(t, manual)
	_, err := Prepare(manual, sourcesOf(manual), output+"/.")
	mustRefuse(t, err, "another build is writing to")
	before.mustEqual(t, snapshot(t, manual))
	must(t, s.Commit())
	mustHold(t, output, files{"index.html": "B"})
	prepare(t, manual, output).Discard()
	mustStandAlone(t, output)
}

// Many builds start, end and remove the lock file under each other's feet; at
// most one may ever be at work.
func TestConcurrentBuilds(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, files{"index.html": "A"})
	var working, published atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 25 {
				s, err := Prepare(manual, sourcesOf(manual), output)
				if err != nil {
					if _, ok := err.(*Refused); !ok {
						t.Error(err)
					}
					continue
				}
				if working.Add(1) != 1 {
					t.Error("two builds at work")
				}
				err = s.Write("index.html", holding("B"))
				working.Add(-1)
				if err == nil {
					err = s.Commit()
				}
				if err != nil {
					t.Error(err)
				}
				published.Add(1)
			}
		})
	}
	all.Wait()
	t.Logf("%d of 200 builds published", published.Load())
	mustHold(t, output, files{"index.html": "B"})
	mustStandAlone(t, output)
}

// A lock on a file that its last holder has removed is worth nothing.
func TestLockOnRemovedFile(t *testing.T) {
	t.Parallel()
	parent, err := os.OpenRoot(t.TempDir())
	must(t, err)
	defer parent.Close()
	stale := &lock{parent: parent, name: "lock"}
	must(t, stale.open())
	defer stale.file.Close()
	must(t, parent.Remove("lock"))
	if held, err := stale.try(); held || err != nil {
		t.Errorf("the lock file is gone: held %v, %v", held, err)
	}
	other, err := takeLock(parent, "lock")
	must(t, err)
	if held, err := stale.try(); held || err != nil {
		t.Errorf("another lock file has its name: held %v, %v", held, err)
	}
	other.release()
	if _, err := os.Stat(filepath.Join(parent.Name(), "lock")); err == nil {
		t.Error("the lock file is left behind")
	}
}
