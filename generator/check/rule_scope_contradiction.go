package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var scopeContradiction = Rule{
	Name: "scope-contradiction", Severity: diag.Warning,
	Summary: "A document claims a clause that the scope leaves out.",
	count: func(r *run) {
		for _, e := range r.Entries {
			r.contradictions(e, coverage.Claims(r.Catalog, e), "this document claims it")
			for i := range e.Records {
				r.contradictions(e, coverage.ClaimsOf(r.Catalog, e.Records[i].Clauses), "this record names it")
			}
		}
	},
}

func (r *run) contradictions(e *manual.Entry, claims []document.Claim, what string) {
	for i := range claims {
		c := &claims[i]
		clause := r.result.Clause(c.Clause)
		if clause == nil || clause.Rollup.Of() > 0 {
			continue
		}
		state := "not applicable"
		if clause.Rollup.Outside > 0 {
			state = "outside " + r.Model.Name
		}
		r.inDocument(e, c.Pos, fmt.Sprintf("clause %s is %s, and %s", c.Clause, state, what),
			"delete the claim, or fix `scope` or `not_applicable` in manual.yaml")
	}
}
