// Package transition says what a later edition of the standard changes in a manual.
//
// A Plan comes from the manual's own claims and from the correspondence of the editions. It tells
// document by document where each claim goes, and clause by clause what would be covered. Only a
// claim on a clause that keeps its number and is not known to ask for anything else is carried over;
// every other one is proposed, for a person to confirm. Edit writes both into a front matter.
package transition

import (
	"slices"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// Plan is the transition of a manual to a later edition. It is immutable.
type Plan struct {
	From, To *standard.Edition
	// FromName and ToName are the standards for the manual's scope, such as ISO 9002:1994.
	FromName, ToName string
	Report           *coverage.Report // of the edition that the manual is written for
	Target           *coverage.Report // of the later edition, from the claims that are already written
	// Documents are those with claims, in the order of their ids. Obsolete and replaced ones are
	// left out.
	Documents    []*Document
	Faulty       []*manual.Entry // left out because of an error in the front matter
	Clauses      []*Clause       // of the later edition, headings too, in order
	Gone         []*standard.Clause
	Declarations []Declaration
	NotRequired  []NotRequired

	moves   map[string]standard.Move // by clause of From
	sources map[string][]Source      // by clause of To
}

// Source is a clause of the earlier edition from which a clause comes.
type Source struct {
	*standard.Clause
	Agreement standard.Agreement
}

// Declaration is a declaration of manual.yaml, which belongs to the manual's edition, with the
// clauses of the later edition on the same topic.
type Declaration struct {
	*config.Declaration
	To []standard.Target
}

// Of plans the transition of a manual to a later edition. It returns nil if no correspondence of
// the two editions is known.
func Of(r *coverage.Report, to *standard.Edition) *Plan {
	from := r.Manual.Standard
	moves := from.Moves(to)
	target := r.ForEdition(to)
	if moves == nil || target == nil {
		return nil
	}
	p := &Plan{From: from, To: to, FromName: from.Standard(r.Model), ToName: to.Standard(target.Model), Report: r, Target: target,
		moves: map[string]standard.Move{}, sources: map[string][]Source{}}
	for _, m := range moves {
		p.moves[m.From.ID] = m
		for _, t := range m.To {
			p.sources[t.ID] = append(p.sources[t.ID], Source{m.From, t.Agreement})
		}
		if len(m.To) == 0 {
			p.Gone = append(p.Gone, m.From)
		}
	}
	for _, e := range r.Manual.Ranked() {
		if d := p.document(e); d != nil {
			p.Documents = append(p.Documents, d)
		}
	}
	p.setClauses()
	p.setDeclarations()
	p.NotRequired = proof{p}.notRequired()
	return p
}

// Counts are the figures of a plan.
type Counts struct {
	Documents, Done, Written, Claims, Proposed int
}

// Counts sums up the documents, and the claims that are carried over and proposed.
func (p *Plan) Counts() Counts {
	n := Counts{Documents: len(p.Documents)}
	for _, d := range p.Documents {
		if d.Done() {
			n.Done++
		}
		if d.Written() {
			n.Written++
		}
		for _, l := range d.Lists {
			claims, proposed := l.result(p)
			n.Claims += len(claims)
			n.Proposed += len(proposed)
		}
	}
	return n
}

// Owners lists the owners of documents that are not done, in order; "" stands for none.
func (p *Plan) Owners() []string {
	return p.owners(func(d *Document) bool { return !d.Done() })
}

// AllOwners lists the owners of all documents, in order; "" stands for none.
func (p *Plan) AllOwners() []string { return p.owners(func(*Document) bool { return true }) }

func (p *Plan) owners(of func(*Document) bool) []string {
	var owners []string
	for _, d := range p.Documents {
		if of(d) && !slices.Contains(owners, d.Entry.Owner.Value) {
			owners = append(owners, d.Entry.Owner.Value)
		}
	}
	slices.SortFunc(owners, manual.Compare)
	return owners
}

// KnowsChanges reports whether the data says how the contents of clauses changed between the two
// editions.
func (p *Plan) KnowsChanges() bool { return p.To.KnowsChangesSince(p.From) }

// excluded reports whether the later edition's scope leaves a clause out.
func (p *Plan) excluded(id string) bool {
	c := p.Target.Clause(id)
	return c.State == coverage.NotApplicable || c.State == coverage.Outside
}

func (p *Plan) setDeclarations() {
	m := p.Report.Manual
	if m.Own != p.From {
		return
	}
	for i := range m.NotApplicable {
		d := Declaration{Declaration: &m.NotApplicable[i]}
		if standard.Within(d.Clause, p.From.Design()) && d.Clause == p.From.Design() {
			d.To = []standard.Target{{Clause: p.To.Clause(p.To.Design()), Agreement: standard.High}}
		} else {
			d.To = p.targetsBelow(d.Clause)
		}
		p.Declarations = append(p.Declarations, d)
	}
}

// targetsBelow returns the targets of a clause and all below it, each once, in order.
func (p *Plan) targetsBelow(id string) []standard.Target {
	found := map[string]standard.Agreement{}
	for _, leaf := range p.From.Leaves(id) {
		for _, t := range p.moves[leaf.ID].To {
			if a, ok := found[t.ID]; !ok || t.Agreement < a {
				found[t.ID] = t.Agreement
			}
		}
	}
	var list []standard.Target
	for _, c := range p.To.Clauses {
		if a, ok := found[c.ID]; ok {
			list = append(list, standard.Target{Clause: c, Agreement: a})
		}
	}
	return list
}

// sameClaim compares claims without their edition and position.
func sameClaim(a, b document.Claim) bool { return a.Clause == b.Clause && a.Section == b.Section }
