package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// maxClaims is the number of claims up to which a document is not reported.
const maxClaims = 12

var broadClaim = Rule{
	Name: "broad-claim", Severity: diag.Note,
	Summary: "One document claims too many clauses for readers to find them in it.",
	entry: func(r *run, e *manual.Entry) {
		if r.Standard == nil || len(e.Claims) <= maxClaims {
			return
		}
		clauses := map[string]bool{}
		claims := coverage.Claims(r.Catalog, e)
		for _, c := range claims {
			clauses[c.Clause] = true
		}
		if len(clauses) > maxClaims {
			r.inDocument(e, claims[0].Pos, fmt.Sprintf("the document claims %d clauses, more than %d", len(clauses), maxClaims),
				"leave claims to the documents that do the work")
		}
	},
}
