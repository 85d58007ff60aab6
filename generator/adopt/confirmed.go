package adopt

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// claimFaults reports confirmed claims that cannot be claimed.
func (a *application) claimFaults(e *Entry) []diag.Finding {
	var findings []diag.Finding
	for _, id := range a.confirmed(e) {
		clause, _, _ := strings.Cut(id, "#")
		f := diag.Finding{Severity: diag.Error, File: File, Pos: e.where(id)}
		switch c := a.edition.Clause(clause); {
		case c == nil:
			f.Rule, f.Message, f.Hint = "unknown-clause", fmt.Sprintf("%s has no clause %s", a.edition.Name, clause), "correct it in this line"
		case !c.Requirement:
			f.Rule, f.Message, f.Hint = "heading-clause", fmt.Sprintf("clause %s is a heading and cannot be claimed", clause), "name the clauses below it that the document satisfies"
		default:
			continue
		}
		findings = append(findings, f)
	}
	return findings
}

// where is the place of a clause in adopt.yaml, else of the line of the document.
func (e *Entry) where(clause string) diag.Pos {
	if pos, known := e.places[clause]; known {
		return pos
	}
	if e.pos.Line == 0 {
		return diag.Pos{Line: 1, Column: 1}
	}
	return e.pos
}

// confirmed lists the clauses that a person confirmed for a document.
func (a *application) confirmed(e *Entry) []string {
	list := slices.Clone(e.Claims)
	c := &a.plan.Confirmed
	if c.Exact {
		list = append(list, e.Clauses...)
	}
	if c.Headings {
		for _, h := range e.Headings {
			list = append(list, h.Leaves...)
		}
	}
	if c.Mentions {
		list = append(list, e.Mentions...)
	}
	return list
}

// claims returns the claims of a document in the order of the standard.
func (a *application) claims(e *Entry) []string {
	list := a.confirmed(e)
	var ordered []string
	for _, clause := range a.edition.Clauses {
		for _, id := range list {
			if plain, _, _ := strings.Cut(id, "#"); plain == clause.ID && clause.Requirement && !slices.Contains(ordered, id) {
				ordered = append(ordered, id)
			}
		}
	}
	return ordered
}

// exact reports whether the claims that a document has name clauses only, and no headings.
func (a *application) exact(claims string) bool {
	for _, id := range strings.Split(claims, ", ") {
		if c := a.edition.Clause(id); c == nil || !c.Requirement {
			return false
		}
	}
	return true
}
