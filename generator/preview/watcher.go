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

// watcher signals that the manual may have changed. It does not say what changed, or how.
type watcher struct {
	folder   string
	log      io.Writer
	signals  chan struct{}
	interval time.Duration // the longest time between two signals
	open     func() (*fsnotify.Watcher, error)

	mu      sync.Mutex
	watcher *fsnotify.Watcher // nil while polling
	polling bool
	stale   atomic.Bool // the folders to watch may have changed
	watched atomic.Pointer[watched]
}

// watched is the set of folders being watched. It is immutable.
type watched struct {
	plan    plan
	folders map[string]os.FileInfo
	watches int // len(WatchList) when the folders were added
}

func newWatcher(folder string, poll time.Duration, log io.Writer) *watcher {
	w := &watcher{folder: folder, log: log, signals: make(chan struct{}, 1), interval: rescanInterval, open: fsnotify.NewWatcher}
	w.stale.Store(true)
	if poll > 0 {
		w.polling, w.interval = true, poll
	}
	return w
}

// notify signals a change. It never blocks: a signal that is still pending is enough.
func (w *watcher) notify() {
	select {
	case w.signals <- struct{}{}:
	default:
	}
}

// wait blocks until the manual has to be checked again, and returns false once ctx is done. After a
// signal it waits for the events to calm down, at most maxWait.
func (w *watcher) wait(ctx context.Context) bool {
	timer := time.NewTimer(w.interval)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		// Folders that were replaced without an event are found here.
		w.stale.Store(true)
		return true
	case <-w.signals:
	}
	latest := time.After(maxWait)
	for {
		select {
		case <-ctx.Done():
			return false
		case <-w.signals:
		case <-time.After(debounce):
			return true
		case <-latest:
			return true
		}
	}
}

// watch makes the watches match a plan. Call it before each rebuild, so that no later change is
// missed, and after it, because a rebuild can change the plan.
func (w *watcher) watch(p plan) {
	w.mu.Lock()
	defer w.mu.Unlock()
	last := w.watched.Load()
	same := last != nil && reflect.DeepEqual(last.plan, p)
	if w.polling || same && !w.stale.Swap(false) {
		return
	}
	// A folder may appear between listing and watching its parent, so list again until there are no
	// new ones.
	const rounds = 10
	for range rounds {
		next := &watched{plan: p, folders: p.folders(w.folder)}
		if last := w.watched.Load(); w.intact(last) && maps.EqualFunc(next.folders, last.folders, os.SameFile) {
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

// renew replaces the fsnotify watcher. A watch belongs to a folder, not to its path: after folders
// were renamed and recreated, the watches of the old one may be elsewhere. It then signals a
// change, because there was a time without watches.
func (w *watcher) renew(next *watched) error {
	w.stop()
	events, err := w.open()
	if err != nil {
		return err
	}
	w.watcher = events
	go w.listen(events)
	for folder := range next.folders {
		// A folder that has vanished is missing from the next list; one that cannot be watched is
		// covered by the interval.
		if err := events.Add(folder); err != nil && exhausted(err) {
			w.stop()
			return err
		}
	}
	next.watches = len(events.WatchList())
	w.watched.Store(next)
	w.notify()
	return nil
}

// intact reports whether all watches still exist. A folder that was deleted and recreated may have
// the same inode number, but it is not watched.
func (w *watcher) intact(last *watched) bool {
	return last != nil && len(w.watcher.WatchList()) == last.watches
}

func (w *watcher) stop() {
	w.watched.Store(nil)
	if w.watcher != nil {
		_ = w.watcher.Close()
		w.watcher = nil
	}
}

// exhausted reports whether the system has no more watches, files or memory to give.
func exhausted(err error) bool {
	for _, limit := range []error{syscall.ENOSPC, syscall.EMFILE, syscall.ENFILE, syscall.ENOMEM} {
		if errors.Is(err, limit) {
			return true
		}
	}
	return false
}

// startPolling switches from watching to polling, and logs the reason.
func (w *watcher) startPolling(err error) {
	w.polling, w.interval = true, pollInterval
	why := err.Error()
	switch {
	case errors.Is(err, syscall.ENOSPC):
		why = "the system has no watches left"
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		why = "the system has no open files left"
	}
	fmt.Fprintf(w.log, "watching files does not work (%s), so they are looked at every %s\n", why, w.interval)
}

// listen handles the events of an fsnotify watcher until it is closed.
func (w *watcher) listen(events *fsnotify.Watcher) {
	for {
		select {
		case e, ok := <-events.Events:
			if !ok {
				return
			}
			w.handle(e)
		case _, ok := <-events.Errors:
			if !ok {
				return
			}
			// Events were lost, so anything may have changed.
			w.forget()
			w.notify()
		}
	}
}

// forget makes the next watch start from nothing.
func (w *watcher) forget() {
	w.watched.Store(nil)
	w.stale.Store(true)
}

// handle processes one event. A new folder, or a watched one that was moved or removed, makes the
// watches stale.
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
