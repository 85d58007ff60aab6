package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// broadest is the number of claims that one document can well bear.
const broadest = 12

var broadClaim = Rule{
	Name: "broad-claim", Severity: diag.Note,
	Summary: "One document claims too many clauses for readers to find them in it.",
	entry: func(r *run, e *manual.Entry) {
		if r.Standard == nil || len(e.Claims) <= broadest {
			return
		}
		clauses := map[string]bool{}
		claims := coverage.Claims(r.Catalog, e)
		for _, c := range claims {
			clauses[c.Clause] = true
		}
		if len(clauses) > broadest {
			r.inDocument(e, claims[0].Pos, fmt.Sprintf("the document claims %d clauses, more than %d", len(clauses), broadest),
				"leave claims to the documents that do the work")
		}
	},
}
