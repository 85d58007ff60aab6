package transition

import (
	"slices"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// Kind says what becomes of a claim.
type Kind string

// The kinds. Only a claim that Stays is carried over; a claim that leads to no clause is not
// proposed either.
const (
	Stays        Kind = "stays"        // same number, and no change of its content is known
	Renumbered   Kind = "moved"        // one other number
	Split        Kind = "split"        // several clauses
	Reworded     Kind = "reworded"     // same number, other words
	Amended      Kind = "amended"      // same number, and asks for more
	Restructured Kind = "restructured" // same number, with parts of another clause
	Unverified   Kind = "unverified"   // same number; how its content changed is not in the data
	Gone         Kind = "gone"         // nothing is known to follow it
	Excluded     Kind = "excluded"     // the clause, or what follows it, is left out by the scope or a declaration
	Heading      Kind = "heading"      // a heading, which no document can cover
)

// Kinds lists all kinds.
var Kinds = []Kind{Stays, Renumbered, Split, Reworded, Amended, Restructured, Unverified, Gone, Excluded, Heading}

// Document is a document with claims.
type Document struct {
	Entry *manual.Entry
	Lists []List // the document's own claims first, then those of its records
}

// List is a list of claims in a front matter.
type List struct {
	Record string // the name of the record that has the list, or ""
	Moves  []Move
	// Written reports whether the list already has claims or proposals for the later edition. It is
	// then left alone.
	Written bool
	// Claims and Proposed are those written for the later edition.
	Claims, Proposed []document.Claim
}

// Move is a claim and where it goes.
type Move struct {
	document.Claim
	Kind Kind
	To   []standard.Target
}

// Carried reports whether the claim is carried over as a claim; otherwise its targets are proposed.
func (m Move) Carried() bool { return m.Kind == Stays }

// Written reports whether all lists have claims or proposals for the later edition.
func (d *Document) Written() bool {
	return !slices.ContainsFunc(d.Lists, func(l List) bool { return !l.Written })
}

// Done reports whether the claims for the later edition are written and nothing is proposed.
func (d *Document) Done() bool {
	return d.Written() && !slices.ContainsFunc(d.Lists, func(l List) bool { return len(l.Proposed) > 0 })
}

// Reread lists the clauses of the later edition that have to be read again before a claim on them
// is confirmed, in the order of the standard.
func (d *Document) Reread(p *Plan) []*standard.Clause {
	var list []*standard.Clause
	for _, c := range p.To.Clauses {
		wanted := func(m Move) bool {
			return !m.Carried() && slices.ContainsFunc(m.To, func(t standard.Target) bool { return t.ID == c.ID })
		}
		if slices.ContainsFunc(d.Lists, func(l List) bool { return slices.ContainsFunc(l.Moves, wanted) }) {
			list = append(list, c)
		}
	}
	return list
}

// document plans the claims of a document. It returns nil if it has none, or is out of use.
func (p *Plan) document(e *manual.Entry) *Document {
	if e.Status.Value == document.Obsolete || p.Report.Replaced(e) != nil {
		return nil
	}
	d := &Document{Entry: e}
	if p.Report.WhyNot(e) == coverage.IsFaulty {
		p.Faulty = append(p.Faulty, e)
		return nil
	}
	if d.Lists = p.lists(e.Meta); len(d.Lists) == 0 {
		return nil
	}
	return d
}

// lists plans all lists of claims in a front matter.
func (p *Plan) lists(m document.Meta) []List {
	var lists []List
	add := func(record string, claims, proposed []document.Claim, editions []string) {
		if l := p.list(record, claims, proposed, editions); len(l.Moves) > 0 || l.Written {
			lists = append(lists, l)
		}
	}
	add("", m.Claims, m.Proposed, m.Editions)
	for i := range m.Records {
		r := &m.Records[i]
		add(r.Name.Value, r.Clauses, r.Proposed, r.Editions)
	}
	return lists
}

func (p *Plan) list(record string, claims, proposed []document.Claim, editions []string) List {
	l := List{Record: record, Claims: coverage.ClaimsOf(p.Target.Manual.Catalog, claims)}
	for _, c := range proposed {
		if c.Edition == "" || c.Edition == p.To.Year {
			l.Proposed = append(l.Proposed, c)
		}
	}
	l.Written = slices.Contains(editions, p.To.Year) || len(l.Proposed) > 0
	for _, c := range coverage.ClaimsOf(p.Report.Manual.Catalog, claims) {
		l.Moves = append(l.Moves, p.move(c))
	}
	return l
}

// move says where a claim goes.
func (p *Plan) move(c document.Claim) Move {
	m := Move{Claim: c}
	clause := p.Report.Clause(c.Clause)
	switch {
	case clause == nil:
		m.Kind = Gone // reported as unknown-clause
		return m
	case clause.Rollup.Of() == 0: // all of it is left out
		m.Kind = Excluded
		return m
	case !clause.Requirement:
		m.Kind = Heading
		return m
	}
	for _, t := range p.moves[c.Clause].To {
		if !p.excluded(t.ID) {
			m.To = append(m.To, t)
		}
	}
	m.Kind = p.kind(c.Clause, m.To)
	return m
}

func (p *Plan) kind(from string, to []standard.Target) Kind {
	switch {
	case len(p.moves[from].To) == 0:
		return Gone
	case len(to) == 0:
		return Excluded
	case len(to) > 1:
		return Split
	case to[0].ID != from:
		return Renumbered
	case !p.KnowsChanges():
		return Unverified
	}
	t := to[0]
	switch {
	case slices.Contains(t.Changes, "restructured") || slices.Contains(t.Changes, "new"):
		return Restructured
	case slices.Contains(t.Changes, "amended"):
		return Amended
	case t.ContentChanged():
		return Reworded
	case t.Agreement != standard.SameNumber || len(p.moves[from].To) > 1 || len(p.sources[t.ID]) > 1:
		return Restructured
	}
	return Stays
}

// result returns the claims that a list has in the later edition, and the proposed ones: what is
// written, else what Edit would write. No target is in both, and none twice.
func (l List) result(p *Plan) (claims, proposed []document.Claim) {
	if l.Written {
		return l.Claims, l.Proposed
	}
	for _, carried := range []bool{true, false} {
		for _, m := range l.Moves {
			if m.Carried() != carried {
				continue
			}
			for _, t := range m.To {
				c := document.Claim{Edition: p.To.Year, Clause: t.ID, Section: m.Section, Pos: m.Pos}
				known := func(other document.Claim) bool { return sameClaim(c, other) }
				switch {
				case slices.ContainsFunc(claims, known) || slices.ContainsFunc(proposed, known):
				case carried:
					claims = append(claims, c)
				default:
					proposed = append(proposed, c)
				}
			}
		}
	}
	return claims, proposed
}
