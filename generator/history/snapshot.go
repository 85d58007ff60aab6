package history

import (
	"context"
	"io/fs"
)

// Snapshot returns the manual in a folder as it was at a commit, and the history up to that commit. work is the folder
// as it is now. The tree has to be closed.
func Snapshot(ctx context.Context, dir, commit string, work fs.FS) (*Tree, func(documents string) *Log, error) {
	r, err := Open(ctx, dir)
	if err != nil {
		return nil, nil, err
	}
	t, err := r.Tree(ctx, commit, work)
	return t, func(documents string) *Log { return r.LogAt(ctx, commit, documents) }, err
}
