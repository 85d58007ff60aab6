package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

var scopeContradiction = Rule{
	Name: "scope-contradiction", Severity: diag.Warning,
	Summary: "A document claims a clause that the scope leaves out.",
	count: func(r *run) {
		for _, e := range r.Entries {
			for _, c := range coverage.Claims(r.Basis, e) {
				clause := r.tally.Clause(c.Clause)
				if clause == nil || clause.Rollup.Of() > 0 {
					continue
				}
				state := "not applicable"
				if clause.Rollup.Outside > 0 {
					state = "outside " + r.Model.Name
				}
				r.inDocument(e, c.Pos, fmt.Sprintf("clause %s is %s, and this document claims it", c.Clause, state),
					"delete the claim, or mend `scope` or `not_applicable` in manual.yaml")
			}
		}
	},
}
