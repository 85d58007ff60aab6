package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"
)

// A repository can make git wait for ever, such as with a pipe in the place of one of its files, or write
// without end. So git has to answer from time to time, and its output is bounded.

// idleTimeout is how long git may take for its next bytes. Following one folder through a long history may
// take it most of a minute.
var idleTimeout = 90 * time.Second

const (
	maxOutput = 128 << 20 // of a command whose output is held in memory, in bytes
	maxSaid   = 64 << 10  // of its messages
)

var errIdle = errors.New("no answer")

// idleTimer ends a command that is silent for too long.
type idleTimer struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	timer  *time.Timer
	asking atomic.Bool // git waits for us, not we for git
}

func withIdleTimer(parent context.Context) (context.Context, *idleTimer) {
	w := &idleTimer{}
	w.ctx, w.cancel = context.WithCancelCause(parent)
	w.timer = time.AfterFunc(time.Hour, func() {
		if w.asking.Load() {
			w.reset()
			return
		}
		w.cancel(errIdle)
	})
	w.reset()
	return w.ctx, w
}

func (i *idleTimer) reset() { i.timer.Reset(idleTimeout) }

func (i *idleTimer) expired() bool { return errors.Is(context.Cause(i.ctx), errIdle) }

func (i *idleTimer) stop() {
	i.timer.Stop()
	i.cancel(context.Canceled)
}

// explain words the error with which a command ended.
func (i *idleTimer) explain(command string, said *output, err error) error {
	if i.expired() {
		return fmt.Errorf("git %s: no answer for %s; it was ended", command, idleTimeout)
	}
	if text := strings.TrimSpace(said.String()); text != "" {
		err = errors.New(text)
	}
	return fmt.Errorf("git %s: %w", command, err)
}

// answer is the output of a command as it is read.
type answer struct {
	io.Reader
	watch *idleTimer
}

func (a *answer) Read(p []byte) (int, error) {
	a.watch.reset()
	defer a.watch.reset()
	return a.Reader.Read(p)
}

// question is the input of a command, which may take us as long as we like.
type question struct {
	io.Reader
	watch *idleTimer
}

func (q *question) Read(p []byte) (int, error) {
	q.watch.asking.Store(true)
	defer func() {
		q.watch.reset()
		q.watch.asking.Store(false)
	}()
	return q.Reader.Read(p)
}

// output holds the output of a command. What is too much ends the command, or is left out.
type output struct {
	bytes.Buffer
	watch *idleTimer
	max   int
	fail  bool
	over  bool
}

func (o *output) Write(p []byte) (int, error) {
	o.watch.reset()
	if left := o.max - o.Len(); len(p) > left {
		o.over = true
		o.Buffer.Write(p[:left])
		if o.fail {
			o.watch.cancel(context.Canceled)
			return left, io.ErrShortWrite
		}
		return len(p), nil
	}
	return o.Buffer.Write(p)
}

// checkRepository looks for pipes and devices among the files that git reads first. It would wait for
// them for ever.
func checkRepository(dir string) error {
	for _, at := range places(dir) {
		info, err := os.Stat(at)
		if err != nil {
			continue
		}
		if !info.IsDir() {
			return checkKind(at, info)
		}
		for _, name := range []string{"HEAD", "config", "config.worktree", "commondir", "packed-refs", "shallow", "index", "reftable/tables.list",
			"info/grafts", "info/attributes", "info/exclude", "info/sparse-checkout", "objects/info/alternates", "objects/info/commit-graph"} {
			if info, err := os.Stat(filepath.Join(at, filepath.FromSlash(name))); err == nil {
				if err := checkKind(filepath.Join(at, name), info); err != nil {
					return err
				}
			}
		}
		return filepath.WalkDir(filepath.Join(at, "refs"), func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.Type()&(fs.ModeNamedPipe|fs.ModeDevice|fs.ModeSocket|fs.ModeIrregular) == 0 {
				return nil // what cannot be listed is for git to report
			}
			return fmt.Errorf("%s in the Git repository is not a regular file", d.Name())
		})
	}
	return nil
}

func checkKind(file string, info fs.FileInfo) error {
	if info.Mode().IsRegular() {
		return nil
	}
	return fmt.Errorf("%s in the Git repository is not a regular file", filepath.Base(file))
}
