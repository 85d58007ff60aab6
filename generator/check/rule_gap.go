package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

var gap = Rule{
	Name: "gap", Severity: diag.Warning,
	Summary: "No effective document claims a clause of the scope, and none is in preparation.",
	count: func(r *run) {
		for _, c := range r.result.Clauses {
			if c.State == coverage.Gap {
				r.inConfig(r.Config.Scope.Pos, c.ID, fmt.Sprintf("clause %s (%s) is a gap: %s", c.ID, r.Standard.FullTitle(c.Clause), c.Reason(r.result)),
					fmt.Sprintf("add `clauses: [%s]` to the document that covers it", c.ID))
			}
		}
	},
}
