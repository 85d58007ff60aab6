package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

var unconfirmedClaim = Rule{
	Name: "unconfirmed-claim", Severity: diag.Note,
	Summary: "A claim is only proposed, so it does not count.",
	entry: func(r *run, e *manual.Entry) {
		r.unconfirmed(e, e.Proposed)
		for i := range e.Records {
			r.unconfirmed(e, e.Records[i].Proposed)
		}
	},
}

// unconfirmed reports the proposals of a document or record in one finding, and each that names no
// clause in one of its own.
func (r *run) unconfirmed(e *manual.Entry, proposed []document.Claim) {
	var names []string
	for i := range proposed {
		c := &proposed[i]
		edition := r.Own
		if c.Edition != "" {
			edition = standard.Load(c.Edition)
		}
		if message, hint := r.missingClause(edition, c.Clause); message != "" && c.Edition != "" {
			r.inDocument(e, c.Pos, "proposed: "+message, hint)
			continue
		}
		name := c.Clause
		if c.Section != "" {
			name += "#" + c.Section
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return
	}
	what := "the claim on " + names[0] + " is"
	if len(names) > 1 {
		what = fmt.Sprintf("the claims on %s are", joinWords(names))
	}
	if year := proposed[0].Edition; year != "" {
		what = fmt.Sprintf("for edition %s, %s", year, what)
	}
	r.inDocument(e, proposed[0].Pos, what+" only proposed and not counted",
		"read the clause, then move the claim to `clauses`, or delete it")
}
