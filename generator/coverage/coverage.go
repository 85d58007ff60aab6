// Package coverage counts clauses against documents.
//
// The unit is the clause that carries requirements. A document covers it when the document is
// effective and claims exactly this clause. No claim is inherited, up or down, and a document with
// a fault in its front matter counts for nothing: a wrong tick is the worst that can happen here.
// Every page, table, export and exit code shows this one result.
package coverage

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
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

// Why says why a claim does not count.
type Why int

// The reasons, in the order in which they are looked for.
const (
	Counted         Why = iota
	IsOutside           // the clause is no part of the model
	IsDeclared          // the clause is not applicable
	IsHeading           // the clause is a heading
	IsFaulty            // the front matter has an error
	NoSection           // the section is not in the document
	IsObsolete          // the document is obsolete
	IsDraft             // the document is a draft
	InReview            // the document is in review
	NotYetEffective     // the document is approved and not yet effective
)

// Claim is one claim of one document on one clause.
type Claim struct {
	Entry   *manual.Entry
	Section string // the id of a heading, or ""
	Why     Why
	Detail  string // the day from which the document is effective, or the fault
	Pos     diag.Pos
}

// Counted reports whether the claim covers its clause.
func (c Claim) Counted() bool { return c.Why == Counted }

// onItsWay reports whether the claim will count once its document is approved or effective.
func (c Claim) onItsWay() bool { return c.Why >= IsDraft }

// URL is the address of the section or document, relative to the site's root, or "" when the
// document is not published.
func (c Claim) URL() string {
	if c.Entry.URL == "" || c.Section == "" || c.Why == NoSection {
		return c.Entry.URL
	}
	return c.Entry.URL + "#" + c.Section
}

// Reason says in words why the claim does not count; it is empty where it does.
func (c Claim) Reason() string {
	switch c.Why {
	case IsOutside:
		return "the clause is outside the model"
	case IsDeclared:
		return "the clause is not applicable"
	case IsHeading:
		return "the clause is a heading"
	case IsFaulty:
		return "error in the front matter: " + c.Detail
	case NoSection:
		return fmt.Sprintf("section #%s is not in the document", c.Section)
	case IsObsolete:
		return "obsolete"
	case IsDraft:
		return "draft"
	case InReview:
		return "in review"
	case NotYetEffective:
		return "effective from " + c.Detail
	}
	return ""
}

// Clause is a clause of the standard with what the manual says of it.
type Clause struct {
	*standard.Clause
	State       State // "" for a heading
	Claims      []Claim
	Rollup      Rollup              // of the clauses with requirements at or below it
	Declaration *manual.Declaration // why it is not applicable; nil where nobody said so
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

// Item is one item of documented information with what answers it.
type Item struct {
	standard.Information
	By []*manual.Entry // effective documents that claim the clause, or hold a record that names it
}

// Answered reports whether anything answers the item.
func (i Item) Answered() bool { return len(i.By) > 0 }

// Matrix is the result.
type Matrix struct {
	Manual   *manual.Manual
	Standard string // such as ISO 9001:2015, or ISO 9002:1994
	Model    standard.Scope
	Clauses  []*Clause // all, headings too, in the order of the standard
	Summary  Rollup
	// Notes say what a reader has to know of how this was counted.
	Notes  []string
	byID   map[string]*Clause
	faults Faults
}

// Rule is the counting rule, as it stands beside every matrix.
const Rule = "A clause is covered when an effective document claims exactly this clause. Clauses that are not applicable, or outside the scope, leave the total."

// Limit is what a matrix cannot show.
const Limit = "The matrix shows which documents claim a clause. It cannot show practice."

// Faults are the documents that an error in the front matter keeps from counting, with the error.
type Faults map[*manual.Entry]diag.Finding

// Of counts a manual. It returns nil where the manual does not say its standard and scope.
func Of(m *manual.Manual, faults Faults) *Matrix {
	if m.Standard == nil {
		return nil
	}
	x := &Matrix{Manual: m, Standard: m.Standard.Standard(m.Model), Model: m.Model, byID: map[string]*Clause{}, faults: faults}
	for _, c := range m.Standard.Clauses {
		clause := &Clause{Clause: c}
		x.Clauses = append(x.Clauses, clause)
		x.byID[c.ID] = clause
	}
	x.declare()
	for _, e := range m.Entries {
		x.claim(e)
	}
	x.settle()
	x.inform()
	x.Notes = notes(m)
	return x
}

// Under counts the same manual under another scope of the same edition, as --scope does.
func (x *Matrix) Under(s standard.Scope) *Matrix {
	m := *x.Manual
	m.Options.Scope, m.Model = s.Number, s
	return Of(&m, x.faults)
}

// Clause gives a clause by its id, or nil.
func (x *Matrix) Clause(id string) *Clause { return x.byID[id] }

// declare marks what the scope or the organization takes out. A declaration speaks of the
// manual's own edition: under another one its numbers may mean something else, so only the one on
// design is carried over, to the clause on design there.
func (x *Matrix) declare() {
	m := x.Manual
	for _, c := range x.Clauses {
		if !c.Requirement {
			continue
		}
		design := standard.Within(c.ID, m.Standard.Design())
		c.Declaration = x.declaration(c.ID, design)
		switch {
		case standard.WithinAny(c.ID, x.Model.Outside):
			c.State, c.ByScope = Outside, true
		case standard.WithinAny(c.ID, x.Model.NotApplicable):
			c.State, c.ByScope = NotApplicable, true
		case design && m.Model.Number == "9001" && m.Config.Scope.Value == "9002":
			c.Declaration = nil // the question is what the whole standard would ask
		case c.Declaration != nil:
			c.State = NotApplicable
		}
	}
}

// declaration finds the nearest declaration at or above a clause.
func (x *Matrix) declaration(id string, design bool) *manual.Declaration {
	m := x.Manual
	if m.Own == nil {
		return nil
	}
	if m.Own != m.Standard {
		if !design || m.Config.Scope.Value != "9002" {
			return nil
		}
		id = m.Own.Design()
	}
	var best *manual.Declaration
	for i := range m.NotApplicable {
		d := &m.NotApplicable[i]
		if standard.Within(id, d.Clause) && (best == nil || len(d.Clause) > len(best.Clause)) {
			best = d
		}
	}
	return best
}

// Claims lists a document's claims in the edition looked at, each once. The list may be the one
// given and must not be changed.
func Claims(m *manual.Manual, all []document.Claim) []document.Claim {
	plain := m.Standard == m.Own
	for i, c := range all {
		plain = plain && c.Edition == "" && !slices.ContainsFunc(all[:i], func(d document.Claim) bool {
			return d.Clause == c.Clause && d.Section == c.Section
		})
	}
	if plain {
		return all
	}
	var claims []document.Claim
	for _, c := range all {
		ours := c.Edition == m.Standard.Year || c.Edition == "" && m.Standard == m.Own
		same := func(d document.Claim) bool { return d.Clause == c.Clause && d.Section == c.Section }
		if ours && !slices.ContainsFunc(claims, same) {
			claims = append(claims, c)
		}
	}
	return claims
}

func (x *Matrix) claim(e *manual.Entry) {
	for _, c := range Claims(x.Manual, e.Claims) {
		clause := x.byID[c.Clause]
		if clause == nil {
			continue // a finding of its own
		}
		claim := Claim{Entry: e, Section: c.Section, Pos: c.Pos}
		claim.Why, claim.Detail = x.why(clause, claim)
		clause.Claims = append(clause.Claims, claim)
	}
}

func (x *Matrix) why(clause *Clause, c Claim) (Why, string) {
	switch {
	case clause.State == Outside:
		return IsOutside, ""
	case clause.State == NotApplicable:
		return IsDeclared, ""
	case !clause.Requirement:
		return IsHeading, ""
	}
	if why, detail := x.standing(c.Entry); why == IsFaulty {
		return why, detail
	} else if c.Section != "" && !c.Entry.HasAnchor(c.Section) {
		return NoSection, ""
	} else {
		return why, detail
	}
}

// standing tells whether a document counts on the day of the build.
func (x *Matrix) standing(e *manual.Entry) (Why, string) {
	if fault, ok := x.faults[e]; ok {
		return IsFaulty, fmt.Sprintf("%s (line %d)", fault.Message, fault.Line)
	}
	switch e.Status.Value {
	case document.Draft:
		return IsDraft, ""
	case document.Review:
		return InReview, ""
	case document.Obsolete:
		return IsObsolete, ""
	case document.Approved:
		switch {
		case e.EffectiveDate.After(x.Manual.Options.Date):
			return NotYetEffective, e.EffectiveDate.Value
		case e.EffectiveDate.Valid:
			return Counted, ""
		}
	}
	return IsFaulty, "the document is not approved with its dates"
}

// Effective reports whether a document counts on the day of the build.
func (x *Matrix) Effective(e *manual.Entry) bool {
	why, _ := x.standing(e)
	return why == Counted
}

// settle gives every clause its state and sums up.
func (x *Matrix) settle() {
	for _, c := range x.Clauses {
		if !c.Requirement {
			continue
		}
		switch {
		case c.State != "":
		case slices.ContainsFunc(c.Claims, Claim.Counted):
			c.State = Covered
		case slices.ContainsFunc(c.Claims, Claim.onItsWay):
			c.State = Pending
		default:
			c.State = Gap
		}
		x.Summary.add(c.State)
		for id := c.ID; id != ""; id = standard.Parent(id) {
			x.byID[id].Rollup.add(c.State)
		}
	}
	for _, c := range x.Clauses {
		slices.SortStableFunc(c.Claims, func(a, b Claim) int {
			if a.Counted() != b.Counted() {
				return map[bool]int{true: -1, false: 1}[a.Counted()]
			}
			if order := manual.ByRank(a.Entry, b.Entry); order != 0 {
				return order
			}
			return strings.Compare(a.Section, b.Section)
		})
	}
}

// inform holds documented information against what answers it.
func (x *Matrix) inform() {
	records := map[string][]*manual.Entry{}
	for _, e := range x.Manual.Entries {
		if !x.Effective(e) {
			continue
		}
		for _, r := range e.Records {
			for _, c := range Claims(x.Manual, r.Clauses) {
				records[c.Clause] = append(records[c.Clause], e)
			}
		}
	}
	for _, c := range x.Clauses {
		if c.State == NotApplicable || c.State == Outside {
			continue
		}
		for _, info := range c.Information {
			item := Item{Information: info, By: records[c.ID]}
			if !info.Record() {
				item.By = c.counted()
			}
			item.By = slices.Compact(slices.Clone(item.By))
			c.Items = append(c.Items, item)
		}
	}
}

func (c *Clause) counted() []*manual.Entry {
	var entries []*manual.Entry
	for _, claim := range c.Claims {
		if claim.Counted() {
			entries = append(entries, claim.Entry)
		}
	}
	return entries
}
