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
		for _, c := range r.tally.Clauses {
			if c.State == coverage.Gap {
				r.inConfig(r.Config.Scope.Pos, c.ID, fmt.Sprintf("clause %s (%s) is a gap: %s", c.ID, r.Standard.FullTitle(c.Clause), c.Reason(r.tally)),
					fmt.Sprintf("let the document that satisfies it claim it: `clauses: [%s]`", c.ID))
			}
		}
	},
}
