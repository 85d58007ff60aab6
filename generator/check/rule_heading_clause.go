package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var headingClause = Rule{
	Name: "heading-clause", Severity: diag.Warning,
	Summary: "A claim names a heading, which no document can cover.",
	entry: func(r *run, e *manual.Entry) {
		if r.Standard == nil {
			return
		}
		for _, c := range coverage.Claims(r.Basis, e) {
			clause := r.Standard.Clause(c.Clause)
			if clause == nil || clause.Requirement {
				continue
			}
			var leaves []string
			for _, leaf := range r.Standard.Leaves(c.Clause) {
				leaves = append(leaves, leaf.ID)
			}
			r.inDocument(e, c.Pos, fmt.Sprintf("clause %s of %s is a heading and covers nothing", c.Clause, r.Standard.Standard(r.Model)),
				"claim what the document really satisfies of "+listing(leaves))
		}
	},
}
