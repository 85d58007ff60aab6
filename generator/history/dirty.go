package history

import (
	"context"
	"slices"
	"strings"
)

// Uncommitted lists the files in and below the manual's folder that are changed or new and not committed, relative to
// the root of the working tree. Ignored files are left out, and so are files and folders of the manual's folder in except.
func (r *Repository) Uncommitted(ctx context.Context, except ...string) ([]string, error) {
	folder := r.prefix
	if folder == "" {
		folder = "."
	}
	out, err := r.run(ctx, nil, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignore-submodules=all", "--", folder)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, line := range strings.Split(string(out), "\x00") {
		if len(line) <= 3 {
			continue
		}
		below := strings.TrimPrefix(line[3:], r.prefix)
		if !slices.ContainsFunc(except, func(name string) bool { return below == name || strings.HasPrefix(below, name+"/") }) {
			list = append(list, line[3:])
		}
	}
	return list, nil
}
