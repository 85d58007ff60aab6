package check

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

var unknownClause = Rule{
	Name: "unknown-clause", Severity: diag.Error,
	Summary: "The edition has no clause with this number.",
	entry: func(r *run, e *manual.Entry) {
		r.knownClauses(e, e.Claims)
		for i := range e.Records {
			r.knownClauses(e, e.Records[i].Clauses)
		}
	},
	catalog: func(r *run) {
		for _, d := range r.NotApplicable {
			if message, hint := r.missingClause(r.Own, d.Clause); message != "" {
				r.inConfig(d.Pos, d.Clause, message, hint)
			}
		}
		for _, n := range r.NotArising {
			clause := caseClause(n.Case)
			if message, hint := r.missingClause(r.Own, clause); message != "" {
				r.inConfig(n.Pos, clause, message, hint)
			}
		}
		r.auditClauses()
	},
}

func (r *run) knownClauses(e *manual.Entry, claims []document.Claim) {
	for i := range claims {
		c, edition := &claims[i], r.Own
		if c.Edition != "" {
			edition = standard.Load(c.Edition)
		}
		if message, hint := r.missingClause(edition, c.Clause); message != "" {
			r.inDocument(e, c.Pos, message, hint)
		}
	}
}

// missingClause explains that an edition lacks a clause; both results are empty if it has it. It
// uses the name of the manual's scope: 1994 may be ISO 9002:1994.
func (r *run) missingClause(e *standard.Edition, id string) (message, hint string) {
	if e == nil || e.Clause(id) != nil {
		return "", ""
	}
	model, _ := e.Scope(r.Config.Scope.Value)
	message = fmt.Sprintf("%s has no clause %s", e.Standard(model), id)
	if number := clauseNumber.FindString(id); number != "" && e.Clause(number) != nil {
		return message, fmt.Sprintf("did you mean %s? write the number alone", number)
	}
	hint = "`clausebook standards " + e.Year + "` lists the clauses"
	if near := nearestClause(e, id); near != "" {
		hint = fmt.Sprintf("did you mean %s?", near)
	}
	for _, year := range standardname.Years() {
		if other := standard.Load(year); other.Clause(id) != nil {
			return message, fmt.Sprintf("%s has it; %s", other.Name, hint)
		}
	}
	return message, hint
}

var clauseNumber = regexp.MustCompile(`\b[0-9]+(\.[0-9]+)+`)

// nearestClause returns the sibling with the nearest number, or the nearest parent.
func nearestClause(e *standard.Edition, id string) string {
	parent := standard.Parent(id)
	n, err := strconv.Atoi(strings.TrimPrefix(id[len(parent):], "."))
	best, distance := "", 0
	for _, c := range e.Children(parent) {
		m, _ := strconv.Atoi(strings.TrimPrefix(c.ID[len(parent):], "."))
		if d := max(n-m, m-n); err == nil && parent != "" && (best == "" || d < distance) {
			best, distance = c.ID, d
		}
	}
	if best == "" && e.Clause(parent) != nil {
		return parent
	}
	return best
}
