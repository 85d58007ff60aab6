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
					gapHint(c))
			}
		}
	},
}

// gapHint says how to close a gap. A document that claims the clause already needs no other claim.
func gapHint(c *coverage.Clause) string {
	for _, claim := range c.Claims {
		name := claim.Entry.Name()
		switch claim.Why {
		case coverage.IsFaulty:
			return fmt.Sprintf("fix the error in the front matter of %s, which claims it", name)
		case coverage.NoSection:
			return fmt.Sprintf("correct the section in the claim of %s", name)
		case coverage.IsEmpty, coverage.IsTemplate:
			return fmt.Sprintf("write the text of %s, which claims it", name)
		}
	}
	return fmt.Sprintf("add `clauses: [%s]` to the document that covers it", c.ID)
}
