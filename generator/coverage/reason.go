package coverage

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
)

// Reason explains the state of a clause in English. It is empty for headings and covered clauses.
func (c *Clause) Reason(r *Result) string {
	switch {
	case c.Elsewhere && c.State == Covered:
		return "covered by documents that are not in this copy"
	case c.Elsewhere:
		return "in preparation in documents that are not in this copy"
	}
	switch c.State {
	case Pending:
		return "in preparation: " + c.uncounted(Claim.isPending)
	case Gap:
		if len(c.Claims) == 0 {
			return "no document claims it"
		}
		return "claimed only by documents that do not count: " + c.uncounted(nil)
	case NotApplicable:
		if c.ByScope {
			return "not applicable under scope " + r.Model.Number
		}
		return "declared not applicable"
	case Outside:
		return "not part of " + r.Model.Name
	}
	return ""
}

func (c *Clause) uncounted(of func(Claim) bool) string {
	var parts []string
	for _, claim := range c.Claims {
		if !claim.Counted() && (of == nil || of(claim)) {
			parts = append(parts, fmt.Sprintf("%s (%s)", claim.Entry.Name(), claim.Reason()))
		}
	}
	return strings.Join(parts, "; ")
}

// Justification is the organization's reason why a clause is not applicable, as written.
func (c *Clause) Justification() string {
	if c.State != NotApplicable || c.Declaration == nil {
		return ""
	}
	return c.Declaration.Justification
}

// NoteKind is the subject of a Note.
type NoteKind int

// The notes, with the contents of Args.
const (
	Provisional  NoteKind = iota // summaries and change marks come from secondary sources: the standard
	OtherEdition                 // viewed as another edition: the manual's own, the other one
	Widened                      // scope 9002 viewed as 9001: the clause on design
	Narrowed                     // scope 9001 viewed as 9002: the clause on design
	Partial                      // documents are left out of this copy of the manual
)

// Note is something readers have to know to interpret a matrix.
type Note struct {
	Kind NoteKind
	Args []any
}

// String is the note in English.
func (n Note) String() string {
	return fmt.Sprintf(map[NoteKind]string{
		Provisional: "Numbers and printed titles of %s were confirmed by two independent extractions of the published text. " +
			"The summaries, the documented information and the change notes are provisional: they are compiled from secondary sources.",
		OtherEdition: "The manual is written for edition %s. Viewed as edition %s, only claims and records that name %[2]s count, and declarations are set aside, except the one on design under scope 9002.",
		Widened:      "The manual's own scope is 9002. Viewed as scope 9001, its declarations on design (%s) are set aside.",
		Narrowed:     "The manual's own scope is 9001. Viewed as scope 9002, design (%s) is left out.",
		Partial:      "Documents that are not in this copy are left out of it. States and figures are those of the whole manual.",
	}[n.Kind], n.Args...)
}

// notesOn returns the notes that apply to a catalog.
func notesOn(m *manual.Catalog) []Note {
	var list []Note
	if m.Standard.Provisional {
		list = append(list, Note{Provisional, []any{m.Standard.Standard(m.Model)}})
	}
	if m.Own != nil && m.Own != m.Standard {
		list = append(list, Note{OtherEdition, []any{m.Own.Year, m.Standard.Year}})
	}
	own := m.Config.Scope.Value
	switch {
	case own == m.Model.Number || own != "9001" && own != "9002":
	case own == "9002":
		list = append(list, Note{Widened, []any{m.Standard.Design()}})
	default:
		list = append(list, Note{Narrowed, []any{m.Standard.Design()}})
	}
	return list
}
