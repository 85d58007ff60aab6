package check

import (
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

var historyUnknown = Rule{
	Name: "history-unknown", Severity: diag.Note,
	Summary: "The whole Git history of the manual is not available.",
	catalog: func(r *run) {
		switch h := r.History; {
		case h == nil:
		case h.Trouble != "":
			r.inConfig(diag.Pos{}, "", "git does not tell the history of the manual: "+strings.Join(strings.Fields(h.Trouble), " "),
				"the site is made without it; fix what git names")
		case h.Shallow:
			r.inConfig(diag.Pos{}, "", "this clone does not hold the whole history; older changes are neither shown nor checked",
				"fetch all of it: `fetch-depth: 0` in a GitHub workflow, `GIT_DEPTH: 0` in GitLab, else `git fetch --unshallow`")
		}
	},
}
