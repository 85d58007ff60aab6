// Package preview shows a manual in the browser while it is written.
//
// # How it stays right
//
// The watcher is only a bell. Whatever rings it, each look is a whole generator.Builder.Check, which
// compares every file with what it knows of it, and is never told what changed. An event that was
// lost, a folder that vanished and came again, a queue that overflowed: none of them can leave a
// wrong page, they can only make the look late, and a look that nobody rang for is never more than
// two seconds away.
//
//	bell ─► look ─► site: what is shown now ─► change: what to tell ─► hub ─► browsers
//
// A site is never changed once it is made. With an error finding the pages stay those of the last
// good look, and the panel in the page says so.
//
// # What it answers
//
// Only what the site contains, to known names, to GET and HEAD. The bytes are those of a build; the
// reload script goes into a page on its way out, where a navigation asked for it.
package preview

import (
	"context"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"time"

	"github.com/clausebook/clausebook/generator"
)

// Preview is the preview of one manual.
type Preview struct {
	Folder string // of the manual
	// Options settles how to look at the manual, anew for each look: the day may have changed.
	Options func() (generator.Options, error)
	// Poll looks at an interval instead of watching, where it is not 0.
	Poll time.Duration
	// Host is the name or address that the reader was told to listen on; loopback is always known.
	Host string
	Log  io.Writer // one line for each rebuild

	shown  atomic.Pointer[site]
	hub    hub
	looker rebuilder
	safety time.Duration // in the place of rescanInterval, where it is not 0
}

// Times that a reader does not notice, and a machine does.
const (
	debounce       = 15 * time.Millisecond // without a ring, so that the files of one save are seen together
	retryDelay     = 30 * time.Millisecond // between a first look that finds errors and another
	maxWait        = 50 * time.Millisecond // for that, in all
	rescanInterval = 2 * time.Second       // between two looks at most
	pollInterval   = time.Second           // the same, where watching does not work
)

// Serve shows the manual to those who ask at a listener, until the context ends. Opened is told the
// address as soon as it answers; it may be nil. An error is one of the first look or of the listener.
func (p *Preview) Serve(ctx context.Context, l net.Listener, opened func(url string)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	p.looker = rebuilder{folder: p.Folder, options: p.Options}
	bell := newWatcher(p.Folder, p.Poll, p.Log)
	if p.safety > 0 {
		bell.every = p.safety
	}
	bell.watch(p.looker.folders())
	first, err := p.looker.rebuild(nil)
	if err != nil {
		bell.close()
		return err
	}
	p.shown.Store(first)
	bell.watch(p.looker.folders())

	server := newServer(p, l.Addr())
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	url := address(l.Addr(), p.Host)
	fmt.Fprintf(p.Log, "serving %s — press Ctrl-C to end\n", url)
	if len(first.findings) > 0 {
		fmt.Fprintln(p.Log, first.tally())
	}
	if opened != nil {
		opened(url)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.watchAndRebuild(ctx, bell)
	}()
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	stop()
	_ = server.Close()
	// A look under way is not waited for: nothing is lost with it.
	select {
	case <-ended:
	case <-time.After(100 * time.Millisecond):
	}
	return err
}

// watchAndRebuild looks whenever the bell rings, and now and then by itself.
func (p *Preview) watchAndRebuild(ctx context.Context, b *watcher) {
	defer p.looker.close()
	defer b.close()
	for b.wait(ctx) {
		started := time.Now()
		b.watch(p.looker.folders())
		before := p.shown.Load()
		now := p.looker.pollAfter(before)
		if now.stale() && !before.stale() {
			// So looks a file that is being written. An error is believed when it is seen twice.
			time.Sleep(retryDelay)
			now = p.looker.pollAfter(before)
		}
		b.watch(p.looker.folders())
		change := before.changeTo(now, p.hub.open())
		if change == nil {
			if now.root != before.root {
				// An equal folder is in the place of the one before, and its files are those to be shown.
				now.build, now.moves = before.build, before.moves
				p.shown.Store(now)
				p.looker.release(now.root)
			}
			continue
		}
		now.build = before.build + 1
		change.Build = now.build
		p.shown.Store(now)
		p.looker.release(now.root)
		p.hub.broadcast(change, now)
		fmt.Fprintf(p.Log, "%s: %s; %d ms\n", change.files, now.tally(), time.Since(started).Milliseconds())
	}
}
