package history

import (
	"context"
	"strings"
)

// References lists the branches, remote branches and tags of the repository by their short names.
// It returns nil if git fails.
func (r *Repository) References(ctx context.Context) []string {
	out, err := r.run(ctx, nil, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
	if err != nil {
		return nil
	}
	return strings.Fields(string(out))
}
