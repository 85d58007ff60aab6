package standard

import (
	"slices"

	"github.com/clausebook/clausebook/generator/standardname"
)

// Agreement says how certain it is that a clause went to another clause in a later edition: the
// smaller, the more certain.
type Agreement int

// The degrees of certainty.
const (
	SameNumber Agreement = iota // the clause keeps its number
	High                        // published tables agree
	Medium                      // published tables agree in part
	Recall                      // not checked against a published table
	Judgement                   // our own reading
)

var agreementNames = []string{"number kept", "high", "medium", "recall", "judgement"}

// String is the name of the agreement, as in correspondence.yaml.
func (a Agreement) String() string { return agreementNames[a] }

// agreementNamed returns an agreement by its name; any other name is the least certain.
func agreementNamed(name string) Agreement {
	if i := slices.Index(agreementNames, name); i >= 0 {
		return Agreement(i)
	}
	return Judgement
}

// Move says where the topic of a clause went in a later edition.
type Move struct {
	From *Clause
	To   []Target // in the order of the standard; empty if nothing is known
}

// Target is a clause of the later edition.
type Target struct {
	*Clause
	Agreement Agreement
}

// Later lists the later editions to which a correspondence is known, oldest first.
func (e *Edition) Later() []string {
	var years []string
	for _, year := range standardname.Years() {
		if year > e.Year && e.Moves(Load(year)) != nil {
			years = append(years, year)
		}
	}
	return years
}

// Moves returns a move for each clause with requirements, to a later edition. It is nil if no
// correspondence is known: two editions before 2015 are only compared if they share their numbers.
func (e *Edition) Moves(later *Edition) []Move {
	same := sameNumbering(e.Year) == sameNumbering(later.Year)
	if later.Year <= e.Year || !same && before2015(later.Year) {
		return nil
	}
	x := correspondence()
	var moves []Move
	for _, c := range e.Clauses {
		if !c.Requirement {
			continue
		}
		move := Move{From: c}
		found := []match{{c.ID, SameNumber}}
		if !same {
			found, _ = x.from(sameNumbering(e.Year), c.ID, later.Year)
		}
		for _, l := range found {
			move.To = append(move.To, Target{later.Clause(l.id), l.agreement})
		}
		moves = append(moves, move)
	}
	return moves
}

// KnowsChangesSince reports whether Changes of this edition's clauses say what changed since an
// earlier edition.
func (e *Edition) KnowsChangesSince(earlier *Edition) bool {
	return e.Year == "2026" && earlier.Year == "2015"
}

// contentChanges are the kinds of change after which a clause has to be read again.
var contentChanges = []string{"new", "restructured", "amended", "reworded"}

// ContentChanged reports whether more than the title or a note of the clause changed since the
// previous edition, as far as is known.
func (c *Clause) ContentChanged() bool {
	return slices.ContainsFunc(c.Changes, func(kind string) bool { return slices.Contains(contentChanges, kind) })
}
