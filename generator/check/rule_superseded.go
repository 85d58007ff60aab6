package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

var superseded = Rule{
	Name: "superseded", Severity: diag.Warning,
	Summary: "A document is still approved, but an effective one supersedes it.",
	count: func(r *run) {
		for _, e := range r.Succeeded() {
			by := r.result.Replaced(e)
			if by == nil || by.Cycle != nil || e.Status.Value != document.Approved {
				continue
			}
			r.inDocument(e, e.Status.Pos, fmt.Sprintf("%s is approved, but %s, effective since %s, supersedes it; its claims do not count",
				e.Name(), by.By.Name(), by.By.InForceFrom().Value),
				"set `status: obsolete`, or correct `supersedes` or `superseded_by` if it is still in force")
		}
	},
}
