package history

import (
	"path"
	"regexp"
	"slices"
)

// A merge brings commits to the published line. Which of its parents is that line, git does not record: a host that
// merges a request, and `git merge` in the main branch, put it first, and what they bring in counts as one change.
// A `git pull` puts it second, and its first parent are commits of the main branch, too, which were made at the same
// time in another clone. Then each commit of both counts, whoever pulled from whom. What tells the two apart is the
// message that git writes.

// merged matches the summary that git writes for a merge. A host writes the target in quotes.
var merged = regexp.MustCompile(`^Merge (remote-tracking )?branch(?:es)? '([^']+)'(?:(?:, | and )'[^']+')*(?: of \S+)?(?: into (\S+))?$`)

// mainBranches are the names for which git leaves out the target of a merge, and the usual one without git.
var mainBranches = []string{"main", "master", "trunk"}

// isPull reports whether a merge joined two states of the published line, by its summary.
func isPull(summary string) bool {
	m := merged.FindStringSubmatch(summary)
	if m == nil || m[3] != "" && m[3][0] == '\'' {
		return false
	}
	from, to := m[2], m[3]
	if m[1] != "" {
		from = path.Base(from)
	}
	return slices.Contains(mainBranches, from) || from == to
}
