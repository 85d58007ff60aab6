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
		for _, c := range coverage.Claims(r.Catalog, e) {
			if leaves := r.subclauses(c.Clause); leaves != "" {
				r.inDocument(e, c.Pos, fmt.Sprintf("clause %s of %s is a heading and covers nothing", c.Clause, r.Standard.Standard(r.Model)),
					"claim what the document really satisfies of "+leaves)
			}
		}
		for i := range e.Records {
			for _, c := range coverage.ClaimsOf(r.Catalog, e.Records[i].Clauses) {
				if leaves := r.subclauses(c.Clause); leaves != "" {
					r.inDocument(e, c.Pos, fmt.Sprintf("clause %s of %s is a heading, so a record for it provides nothing", c.Clause, r.Standard.Standard(r.Model)),
						"name the clause below it that requires the record: "+leaves)
				}
			}
		}
	},
}

// subclauses returns the clauses with requirements below a heading; none if the id is not a
// heading.
func (r *run) subclauses(id string) string {
	clause := r.Standard.Clause(id)
	if clause == nil || clause.Requirement {
		return ""
	}
	var leaves []string
	for _, leaf := range r.Standard.Leaves(id) {
		leaves = append(leaves, leaf.ID)
	}
	return joinWords(leaves)
}
