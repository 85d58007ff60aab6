package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

var gap = Rule{
	Name: "gap", Severity: diag.Warning,
	Summary: "No effective document claims a clause of the scope, and none is on its way.",
	count: func(r *run) {
		for _, c := range r.matrix.Clauses {
			if c.State == coverage.Gap {
				r.inConfig(r.Config.Scope.Pos, c.ID, fmt.Sprintf("clause %s (%s) is a gap: %s", c.ID, c.Title, c.Reason(r.matrix)),
					fmt.Sprintf("a document that satisfies it claims it with `clauses: [%s]`", c.ID))
			}
		}
	},
}
