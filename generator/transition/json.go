package transition

import (
	"io"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/standard"
)

type planJSON struct {
	From         string            `json:"from"`
	To           string            `json:"to"`
	Scope        string            `json:"scope"`
	Date         string            `json:"date"`
	Summary      summaryJSON       `json:"summary"`
	Documents    []documentJSON    `json:"documents"`
	Clauses      []clauseJSON      `json:"clauses"`
	Gone         []string          `json:"gone"`
	Declarations []declarationJSON `json:"declarations"`
	NotRequired  []notRequiredJSON `json:"not_required"`
	Rule         string            `json:"rule"`
	Sources      []string          `json:"sources"`
}

type summaryJSON struct {
	Documents     int `json:"documents"`
	Done          int `json:"done"`
	Claims        int `json:"claims"`
	Proposed      int `json:"proposed"`
	Requirements  int `json:"requirements"`
	Covered       int `json:"clauses_covered"`
	ToConfirm     int `json:"clauses_proposed"`
	Pending       int `json:"clauses_pending"`
	Gap           int `json:"clauses_gap"`
	NotApplicable int `json:"clauses_not_applicable"`
}

type documentJSON struct {
	Document string     `json:"document"`
	Title    string     `json:"title"`
	Owner    string     `json:"owner"`
	Path     string     `json:"path"`
	Written  bool       `json:"written"`
	Done     bool       `json:"done"`
	Moves    []moveJSON `json:"moves"`
	Proposed []string   `json:"proposed"`
	Reread   []string   `json:"read_again"`
}

type moveJSON struct {
	Record  string       `json:"record,omitempty"`
	Clause  string       `json:"clause"`
	Section string       `json:"section"`
	Kind    Kind         `json:"kind"`
	Carried bool         `json:"carried"`
	To      []targetJSON `json:"to"`
}

type targetJSON struct {
	Clause    string   `json:"clause"`
	Certainty string   `json:"certainty"`
	Changes   []string `json:"changes,omitempty"`
}

type clauseJSON struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	Requirement bool         `json:"requirement"`
	State       State        `json:"state"`
	Confirm     bool         `json:"confirm_declaration,omitempty"`
	Changes     []string     `json:"changes,omitempty"`
	From        []targetJSON `json:"from"`
	Claims      []claimJSON  `json:"claims"`
}

type claimJSON struct {
	Document string `json:"document"`
	Section  string `json:"section"`
	Proposed bool   `json:"proposed"`
}

type declarationJSON struct {
	Clause string       `json:"clause"`
	To     []targetJSON `json:"to"`
}

type notRequiredJSON struct {
	Kind    NonRequirement `json:"kind"`
	Clauses []string       `json:"clauses"`
	Text    string         `json:"text"`
}

// JSON writes the plan for programs.
func (p *Plan) JSON(w io.Writer) error {
	n, total := p.Counts(), p.Total()
	v := planJSON{From: p.From.Name, To: p.To.Name, Scope: p.Target.Model.Number, Date: p.Report.Manual.Options.Date,
		Summary: summaryJSON{n.Documents, n.Done, n.Claims, n.Proposed, p.Target.Summary.Requirements,
			total[Covered], total[Proposed], total[Pending], total[Gap], total[NotApplicable]},
		Documents: []documentJSON{}, Gone: clauseIDs(p.Gone), Declarations: []declarationJSON{}, NotRequired: []notRequiredJSON{},
		Rule: Rule, Sources: p.Sources()}
	for _, d := range p.Documents {
		v.Documents = append(v.Documents, printer{p}.documentJSON(d))
	}
	for _, c := range p.Clauses {
		v.Clauses = append(v.Clauses, printer{p}.clauseJSON(c))
	}
	for _, d := range p.Declarations {
		v.Declarations = append(v.Declarations, declarationJSON{d.Clause, printer{p}.targetsJSON(d.To)})
	}
	for _, n := range p.NotRequired {
		v.NotRequired = append(v.NotRequired, notRequiredJSON{n.Kind, clauseIDs(n.Clauses), p.Sentence(n)})
	}
	return diag.WriteJSON(w, v)
}

func (p printer) documentJSON(d *Document) documentJSON {
	v := documentJSON{Document: d.Entry.ID.Value, Title: d.Entry.Title.Value, Owner: d.Entry.Owner.Value, Path: d.Entry.File,
		Written: d.Written(), Done: d.Done(), Moves: []moveJSON{}, Proposed: []string{}, Reread: clauseIDs(d.Reread(p.Plan))}
	for _, l := range d.Lists {
		for _, m := range l.Moves {
			v.Moves = append(v.Moves, moveJSON{l.Record, m.Clause, m.Section, m.Kind, m.Carried(), p.targetsJSON(m.To)})
		}
		v.Proposed = append(v.Proposed, claimTexts(l.Proposed)...)
	}
	return v
}

func (p printer) clauseJSON(c *Clause) clauseJSON {
	v := clauseJSON{ID: c.ID, Title: c.Title, Requirement: c.Requirement, State: c.State, Confirm: c.Confirm,
		From: []targetJSON{}, Claims: []claimJSON{}}
	if p.KnowsChanges() {
		v.Changes = c.Changes
	}
	for _, s := range c.Sources {
		v.From = append(v.From, targetJSON{Clause: s.ID, Certainty: s.Agreement.String()})
	}
	for _, claim := range c.Claims {
		v.Claims = append(v.Claims, claimJSON{claim.Entry.Name(), claim.Section, claim.Proposed})
	}
	return v
}

func (p printer) targetsJSON(targets []standard.Target) []targetJSON {
	list := []targetJSON{}
	for _, t := range targets {
		v := targetJSON{Clause: t.ID, Certainty: t.Agreement.String()}
		if p.KnowsChanges() {
			v.Changes = t.Changes
		}
		list = append(list, v)
	}
	return list
}

func clauseIDs(clauses []*standard.Clause) []string {
	list := []string{}
	for _, c := range clauses {
		list = append(list, c.ID)
	}
	return list
}

func claimTexts(claims []document.Claim) []string {
	list := []string{}
	for _, c := range claims {
		list = append(list, claimText(c))
	}
	return list
}
