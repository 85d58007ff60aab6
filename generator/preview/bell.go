package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watcher rings when something may have changed. It says neither what nor how.
type watcher struct {
	folder string
	log    io.Writer
	rings  chan struct{}
	every  time.Duration // between two looks at most
	open   func() (*fsnotify.Watcher, error)

	mu      sync.Mutex
	watcher *fsnotify.Watcher // nil where it polls
	polling bool
	stale   atomic.Bool // the folders may be others than those that are watched
	watched atomic.Pointer[watched]
}

// watched is what is watched now. It is not changed once it is made.
type watched struct {
	plan    plan
	folders map[string]os.FileInfo
	watches int // how many there were at first; those of folders that are gone end by themselves
}

func newWatcher(folder string, poll time.Duration, log io.Writer) *watcher {
	b := &watcher{folder: folder, log: log, rings: make(chan struct{}, 1), every: rescanInterval, open: fsnotify.NewWatcher}
	b.stale.Store(true)
	if poll > 0 {
		b.polling, b.every = true, poll
	}
	return b
}

// notify never waits: one ring that nobody has heard yet is enough.
func (w *watcher) notify() {
	select {
	case w.rings <- struct{}{}:
	default:
	}
}

// wait returns true when it is time to look, and false when the context has ended.
func (w *watcher) wait(ctx context.Context) bool {
	timer := time.NewTimer(w.every)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		// Folders that were exchanged without an event are found here.
		w.stale.Store(true)
		return true
	case <-w.rings:
	}
	latest := time.After(maxWait)
	for {
		select {
		case <-ctx.Done():
			return false
		case <-w.rings:
		case <-time.After(debounce):
			return true
		case <-latest:
			return true
		}
	}
}

// watch sees to it that all folders of a plan are watched. It is called before each look, since what
// changes after it rings and what changed before it is seen, and after it, since a look can change
// the plan.
func (w *watcher) watch(p plan) {
	w.mu.Lock()
	defer w.mu.Unlock()
	last := w.watched.Load()
	same := last != nil && reflect.DeepEqual(last.plan, p)
	if w.polling || same && !w.stale.Swap(false) {
		return
	}
	// A folder may appear between listing and watching its parent, so it is listed again until
	// nothing new is there.
	const rounds = 10
	for range rounds {
		next := &watched{plan: p, folders: p.folders(w.folder)}
		if last := w.watched.Load(); w.canWatch(last) && maps.EqualFunc(next.folders, last.folders, os.SameFile) {
			next.watches = last.watches
			w.watched.Store(next)
			return
		}
		if err := w.renew(next); err != nil {
			w.startPolling(err)
			return
		}
	}
	w.stale.Store(true)
}

// renew puts a new watcher in the place of the old one. A watch belongs to a folder and not to its
// path, so that after renaming and recreating folders the watches of an old watcher are on places
// that nobody knows; a new one has none of that. Then it rings, since there was a time without.
func (b *watcher) renew(next *watched) error {
	b.stop()
	w, err := b.open()
	if err != nil {
		return err
	}
	b.watcher = w
	go b.listen(w)
	for folder := range next.folders {
		// One that is gone again is missing from the next list, and one that cannot be watched
		// is left to the clock.
		if err := w.Add(folder); err != nil && exhausted(err) {
			b.stop()
			return err
		}
	}
	next.watches = len(w.WatchList())
	b.watched.Store(next)
	b.notify()
	return nil
}

// canWatch reports whether all watches still are. A folder that was deleted and made again may be the
// same by its number, and is not watched.
func (w *watcher) canWatch(last *watched) bool {
	return last != nil && len(w.watcher.WatchList()) == last.watches
}

func (w *watcher) stop() {
	w.watched.Store(nil)
	if w.watcher != nil {
		_ = w.watcher.Close()
		w.watcher = nil
	}
}

// exhausted reports that the system gives no more watches.
func exhausted(err error) bool {
	for _, limit := range []error{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM} {
		if errors.Is(err, limit) {
			return true
		}
	}
	return false
}

// startPolling goes over to looking at an interval.
func (w *watcher) startPolling(err error) {
	w.polling, w.every = true, pollInterval
	why := err.Error()
	switch {
	case errors.Is(err, syscall.ENOSPC):
		why = "the system has no watches left"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		why = "the system has no open files left"
	}
	fmt.Fprintf(w.log, "watching files does not work (%s), so they are looked at every %s\n", why, w.every)
}

// listen turns events into rings until its watcher is closed.
func (b *watcher) listen(w *fsnotify.Watcher) {
	for {
		select {
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			b.handle(e)
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
			// Events were lost, so anything may have happened.
			b.forget()
			b.notify()
		}
	}
}

// forget lets the next look watch everything anew.
func (w *watcher) forget() {
	w.watched.Store(nil)
	w.stale.Store(true)
}

// handle takes one event. A folder that is new, or a watched one that came or went, makes the watches
// stale.
func (w *watcher) handle(e fsnotify.Event) {
	now := w.watched.Load()
	if now == nil {
		w.stale.Store(true)
		w.notify()
		return
	}
	name, err := filepath.Rel(w.folder, e.Name)
	if err != nil || e.Op == fsnotify.Chmod || now.plan.ignored(filepath.ToSlash(name)) {
		return
	}
	_, known := now.folders[e.Name]
	switch {
	case known && !e.Has(fsnotify.Write):
		w.forget()
	case e.Has(fsnotify.Create):
		if info, err := os.Lstat(e.Name); err != nil || info.IsDir() {
			w.stale.Store(true)
		}
	}
	w.notify()
}

func (w *watcher) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.polling = true
	w.stop()
}
