// Package coverage counts clauses against documents.
//
// The unit is the clause that carries requirements. A document covers it when the document is
// effective and claims exactly this clause. No claim is inherited, up or down, and a document with
// a fault in its front matter counts for nothing: a wrong tick is the worst that can happen here.
// Every page, table, export and exit code shows this one result.
package coverage

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// State is how a clause with requirements stands.
type State string

// The five states. A heading clause has none.
const (
	Covered       State = "covered"
	Pending       State = "pending"
	Gap           State = "gap"
	NotApplicable State = "not-applicable"
	Outside       State = "outside"
)

// States lists all states, what is open first.
var States = []State{Gap, Pending, Covered, NotApplicable, Outside}

// Clause is a clause of the standard with what the manual says of it.
type Clause struct {
	*standard.Clause
	State       State // "" for a heading
	Claims      []Claim
	Rollup      Rollup              // of the clauses with requirements at or below it
	Declaration *config.Declaration // why it is not applicable; nil where nobody said so
	Items       []Item              // documented information asked for here
	ByScope     bool                // not applicable or outside by the scope, not by a declaration alone
}

// Rollup counts the states of several clauses.
type Rollup struct {
	Requirements, Covered, Pending, Gap, NotApplicable, Outside int
}

// Of is the denominator: what is not applicable or outside leaves it.
func (r Rollup) Of() int { return r.Requirements - r.NotApplicable - r.Outside }

// Percent is what is covered of what applies, to one decimal, 0 where nothing applies.
func (r Rollup) Percent() float64 {
	if r.Of() == 0 {
		return 0
	}
	return math.Round(1000*float64(r.Covered)/float64(r.Of())) / 10
}

func (r *Rollup) add(s State) {
	r.Requirements++
	switch s {
	case Covered:
		r.Covered++
	case Pending:
		r.Pending++
	case Gap:
		r.Gap++
	case NotApplicable:
		r.NotApplicable++
	case Outside:
		r.Outside++
	}
}

// Count gives the number of clauses in a state.
func (r Rollup) Count(s State) int {
	return map[State]int{Covered: r.Covered, Pending: r.Pending, Gap: r.Gap, NotApplicable: r.NotApplicable, Outside: r.Outside}[s]
}

// Report is the result, for a manual with its texts.
type Report struct {
	Manual *manual.Manual
	*Result
}

// Result is what was counted. It is made of a basis and of faults, and of nothing else. It is not
// changed once it is made.
type Result struct {
	Standard string // such as ISO 9001:2015, or ISO 9002:1994
	Model    standard.Scope
	Clauses  []*Clause // all, headings too, in the order of the standard
	Summary  Rollup
	// Remarks say what a reader has to know of how this was counted, and Notes say it in English.
	Remarks []Note
	Notes   []string
	basis   *manual.Catalog
	byID    map[string]*Clause
	faults  Faults
	// records are the effective documents with a record that names a clause, by clause.
	records map[string][]*manual.Entry
	// replaced are the documents that an effective one replaces; nil where no document replaces another.
	replaced map[*manual.Entry]*Replacement
}

// Rule is the counting rule, as it stands beside every matrix.
const Rule = "A clause is covered when an effective document claims exactly this clause. Clauses that are not applicable, or outside the scope, are left out of the total."

// Limit is what a matrix cannot show.
const Limit = "The matrix shows which documents claim a clause. It cannot show practice."

// Faults are the documents that an error in the front matter keeps from counting, with the error.
type Faults map[*manual.Entry]diag.Finding

// Of counts a manual. It returns nil where the manual does not say its standard and scope.
func Of(m *manual.Manual, faults Faults) *Report { return (&Cache{}).Of(m, faults) }

// Cache remembers what was counted last. While a manual has the same basis and the same faults, so
// is its tally.
type Cache struct{ last *Result }

// Of does what the function Of does.
func (c *Cache) Of(m *manual.Manual, faults Faults) *Report {
	if m.Standard == nil {
		return nil
	}
	if t := c.last; t == nil || t.basis != m.Catalog || !maps.Equal(t.faults, faults) {
		c.last = count(m.Catalog, faults)
	}
	return &Report{m, c.last}
}

func count(m *manual.Catalog, faults Faults) *Result {
	x := &Result{Standard: m.Standard.Standard(m.Model), Model: m.Model, basis: m, byID: map[string]*Clause{}, faults: faults}
	for _, c := range m.Standard.Clauses {
		clause := &Clause{Clause: c}
		x.Clauses = append(x.Clauses, clause)
		x.byID[c.ID] = clause
	}
	x.applyDeclarations()
	x.replace()
	for _, e := range m.Ranked() {
		x.addClaims(e)
	}
	x.setStates()
	x.matchInformation()
	x.Remarks = notesOn(m)
	for _, n := range x.Remarks {
		x.Notes = append(x.Notes, n.String())
	}
	return x
}

// Under counts the same manual under another scope of the same edition, as --scope does.
func (r *Report) Under(s standard.Scope) *Report {
	m, b := *r.Manual, *r.basis
	b.Options.Scope, b.Model = s.Number, s
	m.Catalog = &b
	return Of(&m, r.faults)
}

// Clause gives a clause by its id, or nil.
func (r *Result) Clause(id string) *Clause { return r.byID[id] }

// applyDeclarations marks what the scope or the organization takes out. A declaration speaks of the
// manual's own edition: under another one its numbers may mean something else, so only the one on
// design is carried over, to the clause on design there.
func (r *Result) applyDeclarations() {
	m := r.basis
	for _, c := range r.Clauses {
		if !c.Requirement {
			continue
		}
		design := standard.Within(c.ID, m.Standard.Design())
		c.Declaration = r.declaration(c.ID, design)
		switch {
		case standard.WithinAny(c.ID, r.Model.Outside):
			c.State, c.ByScope = Outside, true
		case standard.WithinAny(c.ID, r.Model.NotApplicable):
			c.State, c.ByScope = NotApplicable, true
		case design && m.Model.Number == "9001" && m.Config.Scope.Value == "9002":
			c.Declaration = nil // the question is what the whole standard would ask
		case c.Declaration != nil:
			c.State = NotApplicable
		}
	}
}

// declaration finds the nearest declaration at or above a clause.
func (r *Result) declaration(id string, design bool) *config.Declaration {
	m := r.basis
	if m.Own == nil {
		return nil
	}
	if m.Own != m.Standard {
		if !design || m.Config.Scope.Value != "9002" {
			return nil
		}
		id = m.Own.Design()
	}
	var best *config.Declaration
	for i := range m.NotApplicable {
		d := &m.NotApplicable[i]
		if standard.Within(id, d.Clause) && (best == nil || len(d.Clause) > len(best.Clause)) {
			best = d
		}
	}
	return best
}

// setStates gives every clause its state and sums up.
func (r *Result) setStates() {
	for _, c := range r.Clauses {
		if !c.Requirement {
			continue
		}
		switch {
		case c.State != "":
		case slices.ContainsFunc(c.Claims, Claim.Counted):
			c.State = Covered
		case slices.ContainsFunc(c.Claims, Claim.isPending):
			c.State = Pending
		default:
			c.State = Gap
		}
		r.Summary.add(c.State)
		for id := c.ID; id != ""; id = standard.Parent(id) {
			r.byID[id].Rollup.add(c.State)
		}
	}
	for _, c := range r.Clauses {
		if !slices.IsSortedFunc(c.Claims, inOrder) {
			slices.SortStableFunc(c.Claims, inOrder)
		}
	}
}

// inOrder puts what counted first.
func inOrder(a, b Claim) int {
	if a.Counted() != b.Counted() {
		if a.Counted() {
			return -1
		}
		return 1
	}
	return cmp.Or(manual.ByRank(a.Entry, b.Entry), strings.Compare(a.Section, b.Section))
}
