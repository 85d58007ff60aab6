package transition

import (
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// State is what a clause of the later edition would be after the move. It is a forecast for the
// work, and never the coverage of a manual.
type State string

// The states, in the order in which they are decided.
const (
	Covered       State = "covered"        // an effective document's claim is carried over, or already written
	Proposed      State = "proposed"       // an effective document's claim would cover it once it is confirmed
	Pending       State = "pending"        // only documents in preparation claim it
	Gap           State = "gap"            // nothing in this manual leads to it
	NotApplicable State = "not-applicable" // left out by the scope, or by a declaration that has to be confirmed
)

// States lists all states, gaps first.
var States = []State{Gap, Proposed, Pending, Covered, NotApplicable}

// Clause is a clause of the later edition.
type Clause struct {
	*standard.Clause
	State   State // "" for a heading
	Sources []Source
	Claims  []Claim
	// Confirm reports whether the clause is not applicable by a declaration that belongs to the
	// earlier edition.
	Confirm bool
	Rollup  map[State]int // of the clause and its subclauses
}

// New reports whether no clause of the earlier edition is known to lead to the clause.
func (c *Clause) New() bool { return c.Requirement && len(c.Sources) == 0 }

// Claim is a claim on a clause of the later edition.
type Claim struct {
	Entry    *manual.Entry
	Section  string
	Proposed bool
	Counts   bool // the document is effective and has the section
	Pending  bool // the document is in preparation
}

func (p *Plan) setClauses() {
	byID := map[string]*Clause{}
	for _, c := range p.To.Clauses {
		clause := &Clause{Clause: c, Sources: p.sources[c.ID], Rollup: map[State]int{}}
		byID[c.ID] = clause
		p.Clauses = append(p.Clauses, clause)
	}
	for _, d := range p.Documents {
		for _, l := range d.Lists {
			if l.Record != "" {
				continue // records provide evidence; they do not cover a clause
			}
			claims, proposed := l.result(p)
			p.addClaims(byID, d.Entry, claims, false)
			p.addClaims(byID, d.Entry, proposed, true)
		}
	}
	for _, c := range p.Clauses {
		if c.Requirement {
			p.setState(c)
			for id := c.ID; id != ""; id = standard.Parent(id) {
				byID[id].Rollup[c.State]++
			}
		}
	}
}

func (p *Plan) addClaims(byID map[string]*Clause, e *manual.Entry, claims []document.Claim, proposed bool) {
	why := p.Report.WhyNot(e)
	for _, c := range claims {
		clause := byID[c.Clause]
		if clause == nil || !clause.Requirement {
			continue
		}
		there := c.Section == "" || e.HasAnchor(c.Section)
		clause.Claims = append(clause.Claims, Claim{Entry: e, Section: c.Section, Proposed: proposed,
			Counts: there && why == coverage.Counted, Pending: there && why.InPreparation()})
	}
}

func (p *Plan) setState(c *Clause) {
	target := p.Target.Clause(c.ID)
	switch {
	case p.excluded(c.ID):
		c.State = NotApplicable
		return
	case p.declaredBefore(c):
		c.State, c.Confirm = NotApplicable, true
		return
	case target.State == coverage.Covered:
		c.State = Covered
		return
	}
	c.State = Gap
	for _, claim := range c.Claims {
		switch {
		case claim.Counts && !claim.Proposed:
			c.State = Covered
			return
		case claim.Counts:
			c.State = Proposed
		case claim.Pending && c.State == Gap:
			c.State = Pending
		}
	}
}

// declaredBefore reports whether everything that leads to a clause is declared not applicable in
// the manual's edition.
func (p *Plan) declaredBefore(c *Clause) bool {
	for _, s := range c.Sources {
		if p.Report.Clause(s.ID).State != coverage.NotApplicable {
			return false
		}
	}
	return len(c.Sources) > 0
}

// Total counts the requirements by state.
func (p *Plan) Total() map[State]int {
	total := map[State]int{}
	for _, c := range p.Clauses {
		if c.Requirement {
			total[c.State]++
		}
	}
	return total
}
