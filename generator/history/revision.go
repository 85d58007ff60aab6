package history

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// UnknownRevision is the error for a revision that is not in the repository.
type UnknownRevision struct {
	Name   string
	Reason string // git's message, if it says more than that
	// Shallow says that the clone is shallow, so the revision may exist elsewhere.
	Shallow bool
}

func (u *UnknownRevision) Error() string {
	text := fmt.Sprintf("this repository knows no revision %q", u.Name)
	if u.Reason != "" {
		text += ": " + u.Reason
	}
	return text
}

// NoMergeBase is the error if a revision and HEAD have no known common ancestor.
type NoMergeBase struct {
	Name    string
	Shallow bool
}

func (n *NoMergeBase) Error() string {
	return fmt.Sprintf("no common ancestor of %q and HEAD is known", n.Name)
}

// Revision returns the full hash of the commit that a name means: a branch, a tag, a hash, HEAD~3.
// The error is an *UnknownRevision if there is none.
func (r *Repository) Revision(ctx context.Context, name string) (string, error) {
	out, err := r.run(ctx, nil, "rev-parse", "--verify", "--end-of-options", name+"^{commit}")
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	commit := strings.TrimSpace(string(out))
	if strings.HasPrefix(commit, "^") {
		err = errors.New("it excludes commits and names none")
	}
	if err != nil {
		return "", &UnknownRevision{name, reason(err), r.shallow(ctx)}
	}
	return commit, nil
}

// MergeBase returns the merge base of HEAD and a revision: what a pull request is compared with.
func (r *Repository) MergeBase(ctx context.Context, name string) (string, error) {
	commit, err := r.Revision(ctx, name)
	if err != nil {
		return "", err
	}
	out, err := r.run(ctx, nil, "merge-base", commit, "HEAD")
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil {
		return "", &NoMergeBase{name, r.shallow(ctx)}
	}
	return strings.TrimSpace(string(out)), nil
}

func (r *Repository) shallow(ctx context.Context) bool {
	out, err := r.run(ctx, nil, "rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(string(out)) == "true"
}

// reason returns git's message, unless it only says that nothing was found.
func reason(err error) string {
	text := strings.TrimPrefix(err.Error(), "git rev-parse: ")
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		for _, level := range []string{"fatal: ", "error: ", "warning: "} {
			line = strings.TrimPrefix(line, level)
		}
		if line != "" && line != "Needed a single revision" {
			return line
		}
	}
	return ""
}
