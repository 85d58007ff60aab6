// Package history reads the Git history of a manual. It is the only package that runs git, always
// with fixed arguments, never with text from a document, and never with a command that could open a
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

// ErrNone says that a folder is not in a repository, or that git is not installed.
var ErrNone = errors.New("not in a Git repository")

// Repository is the repository that contains a manual's folder.
type Repository struct {
	top    string // the folder of the working tree
	prefix string // the manual's folder in it, with forward slashes and a trailing one; or ""
	known  *lineCache
}

// Open finds the repository of a folder. It returns ErrNone if there is none; any other error is
// git's own, such as dubious ownership.
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

// run runs git in the working tree and returns its output.
func (r *Repository) run(ctx context.Context, stdin []byte, args ...string) ([]byte, error) {
	return git(ctx, r.top, stdin, args...)
}

// safeSettings keep the configuration of a repository from running programs or opening connections.
var safeSettings = []string{"--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull,
	"-c", "core.quotePath=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true", "-c", "log.diffMerges=separate",
	"-c", "protocol.allow=never", "-c", "diff.orderFile=/dev/null", "-c", "core.attributesFile=/dev/null", "-c", "log.mailmap=false",
	"-c", "core.deltaBaseCacheLimit=256m", "-c", "advice.graftFileDeprecated=false"}

func git(ctx context.Context, dir string, stdin []byte, args ...string) ([]byte, error) {
	ctx, watch := withIdleTimer(ctx)
	defer watch.stop()
	cmd := command(ctx, dir, args...)
	cmd.Stdin = bytes.NewReader(stdin)
	out, stderr := &boundedBuffer{watch: watch, max: maxOutput, fail: true}, &boundedBuffer{watch: watch, max: maxStderr}
	cmd.Stdout, cmd.Stderr = out, stderr
	err := cmd.Run()
	if out.over {
		return nil, fmt.Errorf("git %s: there are more than %d MiB of output", args[0], maxOutput>>20)
	}
	if err != nil {
		return nil, watch.explain(args[0], stderr, err)
	}
	return out.Bytes(), nil
}

// command prepares a git command.
func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append(safeSettings[:len(safeSettings):len(safeSettings)], args...)...)
	cmd.Dir = dir
	cmd.Env = environment()
	cmd.WaitDelay = 5 * time.Second
	killWithParent(cmd)
	return cmd
}

// safeEnvironment complements safeSettings. Gits before 2.45 may not know GIT_NO_LAZY_FETCH, and a repository's own
// protocol.*.allow overrides protocol.allow. All gits since 2.6 obey GIT_ALLOW_PROTOCOL, which nothing in a
// repository overrides. Replacements and grafts are left out because a clone does not have them: the same
// commit has the same history everywhere.
var safeEnvironment = []string{"GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=", "GIT_NO_REPLACE_OBJECTS=1", "GIT_GRAFT_FILE=" + os.DevNull}

// environment is the program's own environment without variables that point git at another
// repository, as set in hooks.
func environment() []string {
	var env []string
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); !strings.HasPrefix(name, "GIT_") || strings.HasPrefix(name, "GIT_CONFIG_") {
			env = append(env, v)
		}
	}
	return append(append(env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"), safeEnvironment...)
}

// pipe runs git and passes its output to read as it arrives.
func (r *Repository) pipe(ctx context.Context, stdin io.Reader, read func(*bufio.Reader) error, args ...string) error {
	ctx, watch := withIdleTimer(ctx)
	defer watch.stop()
	cmd := command(ctx, r.top, args...)
	if stdin != nil {
		cmd.Stdin = &stdinReader{stdin, watch}
	}
	stderr := &boundedBuffer{watch: watch, max: maxStderr}
	cmd.Stderr = stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	failed := read(bufio.NewReaderSize(&stdoutReader{out, watch}, 1<<16))
	if failed != nil {
		watch.stop()
	}
	if err := cmd.Wait(); err != nil && (failed == nil || watch.expired()) {
		return watch.explain(args[0], stderr, err)
	}
	return failed
}
