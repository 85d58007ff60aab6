// Package coverage computes which clauses are covered.
//
// The unit is the clause that carries requirements. A document covers it when the document is
// effective and claims exactly this clause. Claims are not inherited, up or down, and a document
// with an error in its front matter counts for nothing: a wrong tick is the worst fault possible.
// All pages, tables, exports and exit codes use this one result.
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

// State is the coverage of a clause with requirements.
type State string

// The five states. A heading clause has none.
const (
	Covered       State = "covered"
	Pending       State = "pending"
	Gap           State = "gap"
	NotApplicable State = "not-applicable"
	Outside       State = "outside"
)

// States lists all states, gaps first.
var States = []State{Gap, Pending, Covered, NotApplicable, Outside}

// Clause is a clause of the standard and its coverage.
type Clause struct {
	*standard.Clause
	State       State // "" for a heading
	Claims      []Claim
	Rollup      Rollup              // of the clause and its subclauses
	Declaration *config.Declaration // why it is not applicable; nil if not declared
	Items       []Item              // documented information that the clause requires
	ByScope     bool                // not applicable or outside because of the scope
	Elsewhere   bool                // only documents that are not in this copy of the manual cover it, or will
}

// Rollup counts the states of several clauses.
type Rollup struct {
	Requirements, Covered, Pending, Gap, NotApplicable, Outside int
}

// Of is the denominator: requirements that are neither not applicable nor outside.
func (r Rollup) Of() int { return r.Requirements - r.NotApplicable - r.Outside }

// Percent is the share of covered clauses in Of, to one decimal; 0 if Of is 0.
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

// Count returns the number of clauses in a state.
func (r Rollup) Count(s State) int {
	return map[State]int{Covered: r.Covered, Pending: r.Pending, Gap: r.Gap, NotApplicable: r.NotApplicable, Outside: r.Outside}[s]
}

// Report is a Result with the manual it was computed for.
type Report struct {
	Manual *manual.Manual
	*Result
	whole *Report // of an excerpt: the report on the whole manual; else nil
}

// Result is the coverage of a manual. It depends only on the catalog and the faults, and is
// immutable.
type Result struct {
	Standard string // such as ISO 9001:2015, or ISO 9002:1994
	Model    standard.Scope
	Clauses  []*Clause // all, including headings, in the order of the standard
	Summary  Rollup
	// Remarks explain how the result was computed; Notes are the same in English.
	Remarks []Note
	Notes   []string
	catalog *manual.Catalog
	byID    map[string]*Clause
	faults  Faults
	// records maps clauses to the effective documents with a record for them.
	records map[string][]*manual.Entry
	// replaced holds the documents that an effective one replaces; nil if there are none.
	replaced map[*manual.Entry]*Replacement
}

// Rule is the counting rule, shown next to every matrix.
const Rule = "A clause is covered when an effective document claims exactly this clause. Clauses that are not applicable, or outside the scope, are left out of the total."

// Limit says what a matrix cannot show.
const Limit = "The matrix shows which documents claim a clause. It cannot show practice."

// Faults are the documents that do not count because of an error in the front matter, with that
// error.
type Faults map[*manual.Entry]diag.Finding

// Of computes the coverage of a manual. It returns nil if the manual does not name a valid standard
// and scope.
func Of(m *manual.Manual, faults Faults) *Report { return (&Cache{}).Of(m, faults) }

// In maps faults found in the folder to the entries of m, the manual of the revisions in force: where an earlier
// revision is in force, to its next one, unless the fault is the earlier one's own.
func (f Faults) In(m *manual.Manual) Faults {
	in := make(Faults, len(f))
	for e, fault := range f {
		if e.Issued == nil {
			e = m.ByFile(e.File).Latest()
		}
		in[e] = fault
	}
	return in
}

// Cache keeps the last result and reuses it while catalog and faults are the same. Not safe for
// concurrent use.
type Cache struct{ last *Result }

// Of is the function Of, with the cache.
func (c *Cache) Of(m *manual.Manual, faults Faults) *Report {
	if m.Standard == nil {
		return nil
	}
	if t := c.last; t == nil || t.catalog != m.Catalog || !maps.Equal(t.faults, faults) {
		c.last = count(m.Catalog, faults)
	}
	return &Report{Manual: m, Result: c.last}
}

func count(m *manual.Catalog, faults Faults) *Result {
	r := &Result{Standard: m.Standard.Standard(m.Model), Model: m.Model, catalog: m, byID: map[string]*Clause{}, faults: faults}
	for _, c := range m.Standard.Clauses {
		clause := &Clause{Clause: c}
		r.Clauses = append(r.Clauses, clause)
		r.byID[c.ID] = clause
	}
	r.applyDeclarations()
	r.findReplaced()
	for _, e := range m.Ranked() {
		r.addClaims(e)
	}
	r.setStates()
	r.matchInformation()
	r.Remarks = notesOn(m)
	for _, n := range r.Remarks {
		r.Notes = append(r.Notes, n.String())
	}
	return r
}

// Under computes the coverage of the same manual under another scope of the same edition, as
// --scope does.
func (r *Report) Under(s standard.Scope) *Report {
	m, b := *r.Manual, *r.catalog
	b.Options.Scope, b.Model = s.Number, s
	m.Catalog = &b
	x := Of(&m, r.faults)
	if r.whole != nil {
		return x.Excerpt(r.whole.Under(s))
	}
	return x
}

// ForEdition computes the coverage of the same manual under another edition with the same scope, as
// --edition does. It returns nil if the edition has no such scope.
func (r *Report) ForEdition(e *standard.Edition) *Report {
	m, b := *r.Manual, *r.catalog
	model, known := e.Scope(b.Model.Number)
	if !known {
		return nil
	}
	b.Options.Edition, b.Standard, b.Model = e.Year, e, model
	m.Catalog = &b
	x := Of(&m, r.faults)
	if r.whole != nil {
		return x.Excerpt(r.whole.ForEdition(e))
	}
	return x
}

// Clause returns a clause by its id, or nil.
func (r *Result) Clause(id string) *Clause { return r.byID[id] }

// applyDeclarations marks the clauses that the scope or a declaration excludes. Declarations refer
// to the manual's own edition. Under another edition, where numbers may mean something else, only
// the one on design is carried over, to that edition's clause on design.
func (r *Result) applyDeclarations() {
	m := r.catalog
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
			c.Declaration = nil // the whole standard includes design
		case c.Declaration != nil:
			c.State = NotApplicable
		}
	}
}

// declaration returns the nearest declaration on the clause or a parent, or nil.
func (r *Result) declaration(id string, design bool) *config.Declaration {
	m := r.catalog
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

// setStates sets the state of every clause and sums them up.
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

// inOrder sorts claims that count first, then by rank.
func inOrder(a, b Claim) int {
	if a.Counted() != b.Counted() {
		if a.Counted() {
			return -1
		}
		return 1
	}
	return cmp.Or(manual.ByRank(a.Entry, b.Entry), strings.Compare(a.Section, b.Section))
}
