package site

import (
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/transition"
	"github.com/clausebook/clausebook/generator/view"
)

// maxTransition is the largest number of documents on transition.html. Those that are not done come
// first; the work list as a spreadsheet has all of them.
const maxTransition = 300

// nextEdition is the edition that the manual prepares for, or nil: it belongs to the manual's own
// edition, so a site that is looked at as another one has no transition.
func (s *shared) nextEdition() *standard.Edition {
	c := s.catalog
	if c.Standard != c.Own || c.NextEdition.Value == "" {
		return nil
	}
	return standard.Load(c.NextEdition.Value)
}

func transitionFiles(b *Builder) []File {
	to := b.nextEdition()
	if to == nil {
		return nil
	}
	return []File{b.page(route.Transition, "transition", func(p page) any { return transitionPage(b, p, to) })}
}

// forecast is the page while it is filled.
type forecast struct {
	*Builder
	plan       *transition.Plan
	titles     standard.Titles
	certainty  [standard.Judgement + 1]bool // those that the page shows
	stateViews map[transition.State]view.State
}

func transitionPage(b *Builder, p page, to *standard.Edition) view.Transition {
	plan := transition.Of(b.report, to)
	p.Heading, p.Breadcrumbs = b.say("transition.title", plan.ToName), b.start()
	n, total := plan.Counts(), plan.Total()
	v := view.Transition{Page: p.Page, From: plan.FromName, To: plan.ToName, Done: n.Done, Of: n.Documents,
		Claims: n.Claims, Proposed: n.Proposed, Known: plan.KnowsChanges()}
	if b.manual.TransitionEnd.Valid {
		v.End = b.manual.TransitionEnd.Value
	}
	f := &forecast{Builder: b, plan: plan, titles: to.Titles(b.words.Name), stateViews: b.forecastStates()}
	for _, s := range transition.States {
		if total[s] > 0 {
			v.States = append(v.States, view.ForecastCount{State: f.stateViews[s], Count: total[s]})
		}
	}
	v.Owners = f.owners()
	v.Documents, v.Left = f.documents()
	for _, c := range plan.Clauses {
		v.Clauses = append(v.Clauses, f.clause(c))
	}
	for _, c := range plan.Gone {
		v.Gone = append(v.Gone, b.titledLink(c.ID))
	}
	for _, d := range plan.Declarations {
		v.Declarations = append(v.Declarations, view.TransitionDeclaration{Clause: b.titledLink(d.Clause), To: targetIDs(d.To)})
	}
	for _, n := range plan.NotRequired {
		v.NotRequired = append(v.NotRequired, f.notRequired(n))
	}
	for a := standard.SameNumber; a <= standard.Judgement; a++ {
		if f.certainty[a] {
			v.Certainties = append(v.Certainties, view.Pair{Name: b.say(certaintyWords[a]), Value: b.say(certaintyMeanings[a])})
		}
	}
	return v
}

var certaintyWords = map[standard.Agreement]string{standard.SameNumber: "certainty.same_number", standard.High: "certainty.high",
	standard.Medium: "certainty.medium", standard.Recall: "certainty.recall", standard.Judgement: "certainty.judgement"}

var certaintyMeanings = map[standard.Agreement]string{standard.SameNumber: "certainty.same_number_means", standard.High: "certainty.high_means",
	standard.Medium: "certainty.medium_means", standard.Recall: "certainty.recall_means", standard.Judgement: "certainty.judgement_means"}

var moveWords = map[transition.Kind]string{transition.Stays: "move.stays", transition.Renumbered: "move.moved", transition.Split: "move.split",
	transition.Reworded: "move.reworded", transition.Amended: "move.amended", transition.Restructured: "move.restructured",
	transition.Unverified: "move.unverified", transition.Gone: "move.gone", transition.Excluded: "move.excluded", transition.Heading: "move.heading"}

// forecastStates are the states of clauses after the transition.
func (m *messages) forecastStates() map[transition.State]view.State {
	return map[transition.State]view.State{
		transition.Covered:       {Name: "covered", Word: m.say("forecast.covered"), Symbol: "●"},
		transition.Proposed:      {Name: "pending", Word: m.say("forecast.proposed"), Symbol: "◔"},
		transition.Pending:       {Name: "pending", Word: m.say("forecast.pending"), Symbol: "◐"},
		transition.Gap:           {Name: "gap", Word: m.say("forecast.gap"), Symbol: "○"},
		transition.NotApplicable: m.states[coverage.NotApplicable],
	}
}

func (f *forecast) sure(a standard.Agreement) string {
	f.certainty[a] = true
	return f.say(certaintyWords[a])
}

func (f *forecast) owners() []view.TransitionOwner {
	var rows []view.TransitionOwner
	at := map[string]int{}
	for _, name := range f.plan.AllOwners() {
		at[name] = len(rows)
		rows = append(rows, view.TransitionOwner{Owner: name})
	}
	for _, d := range f.plan.Documents {
		row := &rows[at[d.Entry.Owner.Value]]
		if row.Of++; d.Done() {
			row.Done++
		} else {
			row.Open++
		}
	}
	return rows
}

// documents lists the documents that are not done, then those that are.
func (f *forecast) documents() (rows []view.TransitionDocument, left int) {
	for _, done := range []bool{false, true} {
		for _, d := range f.plan.Documents {
			switch {
			case d.Done() != done:
			case len(rows) == maxTransition:
				left++
			default:
				rows = append(rows, f.document(d))
			}
		}
	}
	return rows, left
}

func (f *forecast) document(d *transition.Document) view.TransitionDocument {
	row := view.TransitionDocument{Document: f.documentRow(d.Entry), Done: d.Done(), Written: d.Written()}
	for _, l := range d.Lists {
		for _, m := range l.Moves {
			move := view.TransitionMove{Record: l.Record, Claim: f.clauseLink(m.Clause), Section: m.Section, Kind: string(m.Kind),
				Word: f.say(moveWords[m.Kind]), To: targetIDs(m.To)}
			if len(m.To) > 0 {
				move.Certainty = f.sure(m.Certainty())
			}
			row.Moves = append(row.Moves, move)
		}
	}
	for _, c := range d.Reread(f.plan) {
		row.Reread = append(row.Reread, view.Pair{Name: c.ID, Value: f.titles.Full(c)})
	}
	return row
}

func (f *forecast) clause(c *transition.Clause) view.TransitionClause {
	row := view.TransitionClause{ID: c.ID, Title: f.titles.Full(c.Clause), Summary: f.titles.Text(c.Summary), Requirement: c.Requirement, New: c.New(),
		State: f.stateViews[c.State], Confirm: c.Confirm}
	if f.plan.KnowsChanges() {
		row.Change = f.marks(c.Changes)
	}
	for _, s := range c.Sources {
		row.From = append(row.From, view.TransitionSource{Clause: f.clauseLink(s.ID), Certainty: f.sure(s.Agreement)})
	}
	seen := map[*manual.Entry]bool{}
	for _, claim := range c.Claims {
		if !seen[claim.Entry] {
			seen[claim.Entry] = true
			row.By = append(row.By, view.TransitionClaim{Document: entryLink(claim.Entry), Proposed: claim.Proposed})
		}
	}
	return row
}

func (f *forecast) notRequired(n transition.NotRequired) view.NotRequired {
	row := view.NotRequired{Text: f.myth(n)}
	for _, c := range n.Clauses {
		if n.Kind == transition.NoRewriting || n.Kind == transition.NoDocument {
			row.Clauses = append(row.Clauses, view.Link{Text: c.ID}) // of the later edition, which has no pages
		} else {
			row.Clauses = append(row.Clauses, f.clauseLink(c.ID))
		}
	}
	return row
}

// myth says what is not required.
func (f *forecast) myth(n transition.NotRequired) string {
	from, to := f.plan.FromName, f.plan.ToName
	switch n.Kind {
	case transition.NoNewInformation:
		return f.say("myth.no_new_information", from, to)
	case transition.NoRewriting:
		return f.say("myth.no_rewriting")
	case transition.NoDocument:
		return f.say("myth.no_document")
	case transition.NoManual:
		return f.say("myth.no_manual", from, to)
	case transition.NoClause:
		return f.say("myth.no_clause", from, to, f.Builder.titles.Of(n.Clauses[0]))
	}
	if n.Item == standard.DocumentedProcedure {
		return f.say("myth.no_procedure", from)
	}
	return f.say("myth.no_document_for", from, f.titles.Text(n.Item))
}

func targetIDs(targets []standard.Target) string {
	var list []string
	for _, t := range targets {
		list = append(list, t.ID)
	}
	return strings.Join(list, ", ")
}
