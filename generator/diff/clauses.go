package diff

import (
	"slices"

	"github.com/clausebook/clausebook/generator/coverage"
)

// Shift says in a word what became of a clause.
type Shift string

// The shifts, what matters most first.
const (
	Lost   Shift = "lost"   // it was covered, and is a gap or only in preparation
	Opened Shift = "opened" // it is a gap, and was neither that nor covered
	Gained Shift = "gained" // it is covered, and was not
	Closed Shift = "closed" // it was a gap, and is in preparation or no longer applicable
	// Dropped: it was covered, and is not applicable or outside the scope now. That is a decision of the
	// organization, to be looked at, and no loss.
	Dropped Shift = "dropped"
	Other   Shift = "other"
)

var shifts = []Shift{Lost, Opened, Gained, Dropped, Closed, Other}

// Clause is a clause with requirements whose state changed.
type Clause struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Shift Shift  `json:"change"`
	// Before is "" where there was no manual.
	Before coverage.State `json:"before"`
	After  coverage.State `json:"after"`
	// Was and Is are the documents that covered it, and that cover it.
	Was []string `json:"documents_before"`
	Is  []string `json:"documents_after"`
	// Reason says why it is not covered now.
	Reason string `json:"reason"`
}

func (c *Comparison) clauses() {
	was, now := matrix(c.Before), c.After.Matrix
	for _, is := range now.Clauses {
		clause := Clause{ID: is.ID, Title: now.Manual.Standard.FullTitle(is.Clause), After: is.State, Reason: is.Reason(now.Result), Was: []string{}, Is: counted(is)}
		if was != nil {
			old := was.Clause(is.ID)
			clause.Before, clause.Was = old.State, counted(old)
		}
		clause.Shift = shift(clause.Before, clause.After)
		if clause.Shift != "" {
			c.Clauses = append(c.Clauses, clause)
		}
	}
}

// shift is "" where nothing changed, and where a new manual leaves a clause out.
func shift(before, after coverage.State) Shift {
	applies := after == coverage.Gap || after == coverage.Pending
	switch {
	case before == after, before == "" && !applies && after != coverage.Covered:
		return ""
	case before == coverage.Covered && applies:
		return Lost
	case after == coverage.Covered:
		return Gained
	case after == coverage.Gap:
		return Opened
	case before == coverage.Gap:
		return Closed
	case before == coverage.Covered:
		return Dropped
	}
	return Other
}

// of gives the clauses of a shift.
func (c *Comparison) of(s Shift) []Clause {
	return slices.DeleteFunc(slices.Clone(c.Clauses), func(clause Clause) bool { return clause.Shift != s })
}

// counted names the documents that cover a clause, each once.
func counted(c *coverage.Clause) []string {
	names := []string{}
	for _, claim := range c.Claims {
		if claim.Counted() {
			names = append(names, claim.Entry.Name())
		}
	}
	return slices.Compact(names)
}
