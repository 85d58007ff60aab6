// Package history is what Git knows of a manual. It is the only one that runs git, always with
// fixed arguments, never with anything that a document says, and never one that could open a
// connection, ask for a password or start another program.
package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// ErrNone says that a folder lies in no repository, or that there is no git to ask.
var ErrNone = errors.New("not in a Git repository")

// Repository is the repository that a manual's folder lies in.
type Repository struct {
	top    string // the folder of the working tree
	prefix string // the manual's folder below it with forward slashes and one at the end, or ""
	known  *lineCache
}

// Open finds the repository of a folder. The error is ErrNone where there is none; any other is
// git's own, such as that the folder belongs to somebody else.
func Open(ctx context.Context, dir string) (*Repository, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, ErrNone
	}
	if err := checkRepository(dir); err != nil {
		return nil, err
	}
	out, err := git(ctx, dir, nil, "rev-parse", "--show-toplevel", "--show-prefix")
	if err != nil {
		if strings.Contains(err.Error(), "not a git repository") || strings.Contains(err.Error(), "must be run in a work tree") {
			return nil, ErrNone
		}
		return nil, err
	}
	top, prefix, _ := strings.Cut(strings.TrimRight(string(out), "\n"), "\n")
	return &Repository{top: filepath.FromSlash(top), prefix: prefix}, nil
}

// run asks git something in the working tree.
func (r *Repository) run(ctx context.Context, stdin []byte, args ...string) ([]byte, error) {
	return git(ctx, r.top, stdin, args...)
}

// inert are the settings that keep what a repository brings along from running or fetching.
var inert = []string{"--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull,
	"-c", "core.quotePath=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true", "-c", "log.diffMerges=separate",
	"-c", "protocol.allow=never", "-c", "diff.orderFile=/dev/null", "-c", "core.attributesFile=/dev/null", "-c", "log.mailmap=false",
	"-c", "core.deltaBaseCacheLimit=256m"}

func git(ctx context.Context, dir string, stdin []byte, args ...string) ([]byte, error) {
	ctx, watch := withIdleTimer(ctx)
	defer watch.stop()
	cmd := command(ctx, dir, args...)
	cmd.Stdin = bytes.NewReader(stdin)
	out, said := &output{watch: watch, max: maxOutput, fail: true}, &output{watch: watch, max: maxSaid}
	cmd.Stdout, cmd.Stderr = out, said
	err := cmd.Run()
	if out.over {
		return nil, fmt.Errorf("git %s: there are more than %d MiB of output", args[0], maxOutput>>20)
	}
	if err != nil {
		return nil, watch.explain(args[0], said, err)
	}
	return out.Bytes(), nil
}

// command is git with its arguments, not yet started.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append(inert[:len(inert):len(inert)], args...)...)
	cmd.Dir = dir
	cmd.Env = environment()
	cmd.WaitDelay = 5 * time.Second
	endTogether(cmd)
	return cmd
}

// environment is the program's own without what points git at another repository, as it does where
// a hook calls us.
func environment() []string {
	var env []string
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); !strings.HasPrefix(name, "GIT_") || strings.HasPrefix(name, "GIT_CONFIG_") {
			env = append(env, v)
		}
	}
	return append(env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1")
}

// pipe runs git and hands its output to a function as it comes.
func (r *Repository) pipe(ctx context.Context, stdin io.Reader, read func(*bufio.Reader) error, args ...string) error {
	ctx, watch := withIdleTimer(ctx)
	defer watch.stop()
	cmd := command(ctx, r.top, args...)
	if stdin != nil {
		cmd.Stdin = &question{stdin, watch}
	}
	said := &output{watch: watch, max: maxSaid}
	cmd.Stderr = said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	failed := read(bufio.NewReaderSize(&answer{out, watch}, 1<<16))
	if failed != nil {
		watch.stop()
	}
	if err := cmd.Wait(); err != nil && (failed == nil || watch.expired()) {
		return watch.explain(args[0], said, err)
	}
	return failed
}
