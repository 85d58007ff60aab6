// Package preview serves a manual to the browser while it is being written.
//
// # Correctness
//
// The watcher only signals that something may have changed. Each rebuild is a full
// check of the manual, which compares every file with what is cached of it. A lost event, a
// folder that vanished and came back or an overflowed queue can therefore delay a rebuild, but
// never cause a wrong page; without any signal, the next rebuild is at most two seconds away.
//
//	watcher ─► rebuilder ─► snapshot: what is shown ─► change ─► hub ─► browsers
//
// A snapshot is immutable. While there are errors, the pages remain those of the last rebuild without
// errors, and the panel in each page says so.
//
// # Requests
//
// The server answers GET and HEAD, on known host names, with the files of the site only. Their
// bytes are those of a build; the reload script is added to a page when it is sent to a browser
// that navigates to it.
package preview

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"sync/atomic"
	"time"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/site"
)

// Preview is the preview of one manual.
type Preview struct {
	Folder string // of the manual
	// Check checks the manual in a folder; now is the time. It is not called twice at once, so it may keep what it has
	// read for the next call. Its error is one of the disk.
	Check func(folder fs.FS, now time.Time) (*Build, error)
	// Poll is the interval of polling; 0 means watching instead.
	Poll time.Duration
	// Host is the name or address that the user asked to listen on. Loopback names are always
	// accepted.
	Host string
	// Log gets a line for each rebuild, and the errors that it found or that are fixed.
	Log io.Writer
	// Path converts a finding's file to a path that the reader of Log can open. It may be nil.
	Path func(file string) string

	shown     atomic.Pointer[snapshot]
	hub       hub
	rebuilder rebuilder
	log       io.Writer     // writes to Log
	rescan    time.Duration // replaces rescanInterval unless 0; for tests
}

// Build is a manual that was checked, and its site.
type Build struct {
	*check.Result
	// Pages makes the site. It is called at most once, before the next Check, and only where there is a matrix.
	Pages func() *site.Pages
}

// Delays are short enough to go unnoticed, and long enough to save rebuilds.
const (
	debounce       = 15 * time.Millisecond // time without a signal, so that the files of one save are seen together
	retryDelay     = 30 * time.Millisecond // before an error is checked a second time
	maxWait        = 50 * time.Millisecond // limit of debouncing
	rescanInterval = 2 * time.Second       // longest time between two rebuilds
	pollInterval   = time.Second           // the same, when watching is not possible
)

// Serve serves the manual on l until ctx is done. It calls opened, which may be nil, with the
// address once the server accepts requests. An error is that of the first check or of the listener.
func (p *Preview) Serve(ctx context.Context, l net.Listener, opened func(url string)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	p.log = inertWriter{p.Log}
	p.rebuilder = rebuilder{folder: p.Folder, checkFolder: p.Check}
	w := newWatcher(p.Folder, p.Poll, p.log)
	if p.rescan > 0 {
		w.interval = p.rescan
	}
	w.watch(p.rebuilder.folders())
	first, err := p.rebuilder.rebuild(nil)
	if err != nil {
		w.close()
		return err
	}
	p.shown.Store(first)
	w.watch(p.rebuilder.folders())

	server := newServer(p, l.Addr())
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	url := address(l.Addr(), p.Host)
	fmt.Fprintf(p.log, "serving %s — press Ctrl-C to end\n", url)
	if len(first.findings) > 0 {
		fmt.Fprintln(p.log, first.countFindings())
		p.logErrors(news{added: first.findings})
	}
	if opened != nil {
		opened(url)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.watchAndRebuild(ctx, w)
	}()
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	stop()
	_ = server.Close()
	// Do not wait for a rebuild in progress: nothing is lost.
	select {
	case <-ended:
	case <-time.After(100 * time.Millisecond):
	}
	return err
}

// watchAndRebuild rebuilds at each signal of the watcher, and at its interval, until ctx is done.
func (p *Preview) watchAndRebuild(ctx context.Context, w *watcher) {
	defer p.rebuilder.close()
	defer w.close()
	for w.wait(ctx) {
		started := time.Now()
		w.watch(p.rebuilder.folders())
		before := p.shown.Load()
		now := p.rebuilder.rebuildAfter(before)
		if now.stale() && !before.stale() {
			// A file that is being written looks like this, so an error has to be seen twice.
			time.Sleep(retryDelay)
			now = p.rebuilder.rebuildAfter(before)
		}
		w.watch(p.rebuilder.folders())
		change := before.changeTo(now, p.hub.open())
		if change == nil {
			if now.root != before.root {
				// The folder was replaced by an equal one; serve files from the new one.
				now.build, now.changes, now.news = before.build, before.changes, before.news
				p.shown.Store(now)
				p.rebuilder.release(now.root)
			}
			continue
		}
		now.build = before.build + 1
		change.Build = now.build
		p.shown.Store(now)
		p.rebuilder.release(now.root)
		p.hub.broadcast(change, now)
		fmt.Fprintf(p.log, "%s: %s; %d ms\n", change.files, now.countFindings(), time.Since(started).Milliseconds())
		p.logErrors(now.news)
	}
}
