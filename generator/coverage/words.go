package coverage

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
)

// Reason says why a clause has its state. It is empty for a heading and for a covered clause,
// whose claims speak for themselves.
func (c *Clause) Reason(x *Result) string {
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
			return "not applicable under scope " + x.Model.Number
		}
		return "declared not applicable"
	case Outside:
		return "not part of " + x.Model.Name
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

// Justification is the organization's own reason why a clause is not applicable, as written.
func (c *Clause) Justification() string {
	if c.State != NotApplicable || c.Declaration == nil {
		return ""
	}
	return c.Declaration.Justification
}

// NoteKind is what a note is about.
type NoteKind int

// The notes. What they are told with stands in Args, in this order.
const (
	Provisional  NoteKind = iota // summaries and change notes are compiled from secondary sources: standard
	OtherEdition                 // looked at as another edition: the manual's own, the one looked at
	Widened                      // a manual of scope 9002, looked at as 9001: the clause on design
	Narrowed                     // a manual of scope 9001, looked at as 9002: the clause on design
)

// Note is something a reader has to know of how a matrix was counted.
type Note struct {
	Kind NoteKind
	Args []any
}

// String words the note in English.
func (n Note) String() string {
	return fmt.Sprintf(map[NoteKind]string{
		Provisional: "Numbers and printed titles of %s were confirmed by two independent extractions of the published text. " +
			"The summaries, the documented information and the change notes are provisional: they are compiled from secondary sources.",
		OtherEdition: "The manual is written for edition %s. Viewed as edition %s, only claims and records that name %[2]s count, and declarations are set aside, except the one on design under scope 9002.",
		Widened:      "The manual's own scope is 9002. Viewed as scope 9001, its declarations on design (%s) are set aside.",
		Narrowed:     "The manual's own scope is 9001. Viewed as scope 9002, design (%s) is left out.",
	}[n.Kind], n.Args...)
}

// notesOn collects what has to stand beside the figures of this view.
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
