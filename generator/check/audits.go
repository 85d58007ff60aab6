package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

// auditClauses reports clauses of audits that their edition does not have. A chapter stands for all below it.
func (r *run) auditClauses() {
	for _, a := range r.Audits {
		for _, c := range a.AuditedClauses {
			edition := r.Own
			if c.Edition != "" {
				edition = standard.Load(c.Edition)
			}
			message, hint := r.missingClause(edition, c.Value)
			if message == "" || slices.ContainsFunc(edition.Clauses, func(known *standard.Clause) bool { return standard.Within(known.ID, c.Value) }) {
				continue
			}
			if other := editionWith(c.Value); c.Edition == "" && other != "" {
				hint += fmt.Sprintf("; for an audit against edition %[1]s, write `clauses: {%[1]s: [%[2]s]}`", other, c.Value)
			}
			r.inConfig(c.Pos, c.Value, message, hint)
		}
	}
}

// editionWith returns the latest edition that has a clause, or "".
func editionWith(clause string) (edition string) {
	for _, year := range standardname.Years() {
		if standard.Load(year).Clause(clause) != nil {
			edition = year
		}
	}
	return edition
}

// auditParts reports sections and processes of audits that the manual does not have.
func (r *run) auditParts() {
	for _, a := range r.Audits {
		for _, part := range a.Parts {
			if _, _, found := r.Part(part.Value); found {
				continue
			}
			hint := "expected a folder of the documents, its title, or the id of a document"
			if near := r.nearest(part.Value, r.PartNames); near != "" {
				hint = fmt.Sprintf("did you mean %s?", near)
			}
			r.inConfig(part.Pos, "", fmt.Sprintf("%s names %s, and the manual has no such section or document", a.Name.Value, part.Value), hint)
		}
	}
}
