package history

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// A merge is a pull if its message says that the main branch, or another state of the same branch, was merged: then
// the commits on both sides count. Any other merge is a request, and one change on the published line.
//
// Git does not record which parent is the published line. A host that merges a request, and `git merge` in the main
// branch, put it first. A `git pull` puts it second, and its first parent are commits of the main branch, too, made at
// the same time in another clone. A merge that is not known as a pull is taken for a request, since a draft that was
// approved and taken back before it was merged must not count.

// merged matches the summary that git writes for a merge of branches. A host writes the target in quotes.
var merged = regexp.MustCompile(`^Merge (` + mergedBranches + `(?:(?:, |; )` + mergedBranches + `)*)(?: into (\S+))?$`)

const mergedBranches = `(?:remote-tracking )?branch(?:es)? '[^']+'(?:(?:, | and )'[^']+')*(?: of [^\s;]+)?`

// mergedNames finds in that the branches of one kind.
var mergedNames = regexp.MustCompile(`(remote-tracking )?branch(?:es)? ('[^']+'(?:(?:, | and )'[^']+')*)`)

// mergedHead matches what git writes for a pull that named another repository and no branch of it.
var mergedHead = regexp.MustCompile(`^Merge (?:[^\s'":]+@[^\s'":]+:\S+|[^\s'":]+:\S*/\S*|\.{0,2}/[^\s'"]*|[A-Za-z]:\\[^\s'"]*)(?: into (\S+))?$`)

// mergedMain matches what people write for a merge of the main branch.
var mergedMain = regexp.MustCompile(`(?i)^merge[ds]? (?:(?:latest|upstream|remote|changes|from|with|branch|the) )*["'` + "`" + `]?(?:origin/|upstream/)?(?:main|master|trunk)["'` + "`" + `]?(?: branch)?(?: (?:of|from) \S+)?(?: into [^'"\s]+)?\.?$`)

// mainBranches are the names for which git leaves out the target of a merge, and the usual one without git.
var mainBranches = []string{"main", "master", "trunk"}

// isPull reports whether a merge joined two states of the published line, by its summary.
func isPull(summary string) bool {
	if mergedHead.MatchString(summary) || mergedMain.MatchString(summary) {
		return true
	}
	m := merged.FindStringSubmatch(summary)
	if m == nil || strings.HasPrefix(m[2], "'") {
		return false
	}
	for _, names := range mergedNames.FindAllStringSubmatch(m[1], -1) {
		for n, from := range strings.Split(names[2], "'") {
			if n%2 == 1 && isPublished(from, names[1] != "", m[2]) {
				return true
			}
		}
	}
	return false
}

// isPublished reports whether a merged branch was a state of the branch into which it was merged, or of the main one.
func isPublished(from string, remote bool, into string) bool {
	if remote {
		if from == "origin" || from == "upstream" { // the main branch there
			return true
		}
		from = path.Base(from)
	}
	return slices.Contains(mainBranches, from) || from == into
}
