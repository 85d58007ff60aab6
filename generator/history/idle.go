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

// A repository can make git block forever, for example with a named pipe in place of a file, or
// print without end. Therefore git has to produce output regularly, and its output is limited.

// idleTimeout is the limit between two outputs of git. Following one folder through a long history
// may take most of a minute.
var idleTimeout = 90 * time.Second

const (
	maxOutput = 128 << 20 // bytes of stdout held in memory
	maxStderr = 64 << 10  // bytes of stderr
)

// noAnswer is in the message of a command that was ended.
const noAnswer = "no answer"

var errIdle = errors.New(noAnswer)

// idleTimer cancels a command that makes no progress for idleTimeout.
type idleTimer struct {
	ctx          context.Context
	cancel       context.CancelCauseFunc
	timer        *time.Timer
	readingStdin atomic.Bool // git waits for input, so silence is fine
}

func withIdleTimer(parent context.Context) (context.Context, *idleTimer) {
	w := &idleTimer{}
	w.ctx, w.cancel = context.WithCancelCause(parent)
	w.timer = time.AfterFunc(time.Hour, func() {
		if w.readingStdin.Load() {
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

// explain returns the error of a command in readable form.
func (i *idleTimer) explain(command string, stderr *boundedBuffer, err error) error {
	if i.expired() {
		return fmt.Errorf("git %s: %s for %s; it was ended", command, noAnswer, idleTimeout)
	}
	if text := strings.TrimSpace(stderr.String()); text != "" {
		err = errors.New(text)
	}
	return fmt.Errorf("git %s: %w", command, err)
}

// stdoutReader is the output of a command; reading resets the timer.
type stdoutReader struct {
	io.Reader
	watch *idleTimer
}

func (a *stdoutReader) Read(p []byte) (int, error) {
	a.watch.reset()
	defer a.watch.reset()
	return a.Reader.Read(p)
}

// stdinReader is the input of a command; the timer is suspended while it blocks.
type stdinReader struct {
	io.Reader
	watch *idleTimer
}

func (q *stdinReader) Read(p []byte) (int, error) {
	q.watch.readingStdin.Store(true)
	defer func() {
		q.watch.reset()
		q.watch.readingStdin.Store(false)
	}()
	return q.Reader.Read(p)
}

// boundedBuffer holds at most max bytes of output. Beyond that it cancels the command if fail is
// set, or drops the rest.
type boundedBuffer struct {
	bytes.Buffer
	watch *idleTimer
	max   int
	fail  bool
	over  bool
}

func (o *boundedBuffer) Write(p []byte) (int, error) {
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

// checkRepository rejects named pipes and devices among the files that git reads first, on which
// git would block forever.
func checkRepository(dir string) error {
	for _, at := range places(dir) {
		info, err := os.Stat(at)
		if err != nil {
			continue
		}
		if !info.IsDir() {
			return checkRegular(at, info)
		}
		for _, name := range []string{"HEAD", "config", "config.worktree", "commondir", "packed-refs", "shallow", "index", "reftable/tables.list",
			"info/grafts", "info/attributes", "info/exclude", "info/sparse-checkout", "objects/info/alternates", "objects/info/commit-graph"} {
			if info, err := os.Stat(filepath.Join(at, filepath.FromSlash(name))); err == nil {
				if err := checkRegular(filepath.Join(at, name), info); err != nil {
					return err
				}
			}
		}
		return filepath.WalkDir(filepath.Join(at, "refs"), func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.Type()&(fs.ModeNamedPipe|fs.ModeDevice|fs.ModeSocket|fs.ModeIrregular) == 0 {
				return nil // left for git to report
			}
			return fmt.Errorf("%s in the Git repository is not a regular file", d.Name())
		})
	}
	return nil
}

func checkRegular(file string, info fs.FileInfo) error {
	if info.Mode().IsRegular() {
		return nil
	}
	return fmt.Errorf("%s in the Git repository is not a regular file", filepath.Base(file))
}
