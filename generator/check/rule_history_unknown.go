package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var historyUnknown = Rule{
	Name: "history-unknown", Severity: diag.Note,
	Summary: "The whole Git history of the manual is not available.",
	text: func(r *run) {
		unclear := r.unclear()
		switch h := r.History; {
		case h == nil:
			if unclear != "" {
				r.inConfig(diag.Pos{}, "", "without Git, "+unclear, "check the manual in a clone of its repository, if it has one")
			}
		case h.Trouble != "":
			r.inConfig(diag.Pos{}, "", "git does not tell the history of the manual: "+strings.Join(strings.Fields(h.Trouble), " "),
				"the site is made without it; fix what git names")
		case h.Shallow:
			text := "this clone does not hold the whole history; older changes are neither shown nor checked"
			if unclear != "" {
				text += ", and " + unclear
			}
			r.inConfig(diag.Pos{}, "", text,
				"fetch all of it: `fetch-depth: 0` in a GitHub workflow, `GIT_DEPTH: 0` in GitLab, else `git fetch --unshallow`")
		case h.MovedIn != nil:
			text := fmt.Sprintf("the documents came from another folder %s, and what they were before is not known; older changes are neither shown nor checked",
				version{Commit: h.MovedIn}.in())
			if unclear != "" {
				text += ", and " + unclear
			}
			r.inConfig(r.Documents.Pos, "", text, "accept this finding; a document whose `id` stays is followed to another folder")
		case len(h.Submodules) > 0:
			text := "the history of the documents in a submodule is not known here: " + strings.Join(h.Submodules, ", ")
			if unclear != "" {
				text += "; " + unclear
			}
			r.inConfig(r.Documents.Pos, "", text, "keep the documents in one repository, or accept this finding")
		case unclear != "":
			r.inConfig(diag.Pos{}, "", "this clone does not hold all that was committed; "+unclear, "clone without `--filter`")
		}
	},
}

// unclear names the documents of which an earlier revision may be in force that is not known here.
func (r *run) unclear() string {
	list := slices.DeleteFunc(r.manual.Unclear(), func(e *manual.Entry) bool { return !r.hasEarlier(e) })
	if len(list) == 0 {
		return ""
	}
	return "it is not known whether an earlier revision of " + joinNames(list) + " is in force"
}

// hasEarlier reports whether a document says that it had an earlier revision: by its own history, or, in a
// clone that does not hold all, by a revision that is not the first.
func (r *run) hasEarlier(e *manual.Entry) bool {
	if slices.ContainsFunc(e.History, func(c document.Change) bool {
		return c.Revision.Given() && !equalRevisions(c.Revision.Value, e.Revision.Value)
	}) {
		return true
	}
	if r.History == nil {
		return false
	}
	first := "1"
	if lettered.MatchString(bareRevision(e.Revision.Value)) {
		first = "A"
	}
	order, known := compareRevisions(e.Revision.Value, first)
	return !known || order > 0
}
