package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/standard"
)

var gap = Rule{
	Name: "gap", Severity: diag.Warning,
	Summary: "No effective document claims a clause of the scope, and none is on its way.",
	count: func(r *run) {
		for _, c := range r.tally.Clauses {
			if c.State == coverage.Gap {
				r.inConfig(r.Config.Scope.Pos, c.ID, fmt.Sprintf("clause %s (%s) is a gap: %s", c.ID, r.fullTitle(c), c.Reason(r.tally)),
					fmt.Sprintf("let the document that satisfies it claim it: `clauses: [%s]`", c.ID))
			}
		}
	},
}

// fullTitle names a clause that is only called General by its parent too.
func (r *run) fullTitle(c *coverage.Clause) string {
	if parent := r.Standard.Clause(standard.Parent(c.ID)); c.Title == "General" && parent != nil {
		return parent.Title + ": " + c.Title
	}
	return c.Title
}
