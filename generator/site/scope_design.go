package site

import (
	"slices"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/designwords"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/view"
)

// maxSpeaking is the largest number of documents next to a question.
const maxSpeaking = 8

// auditQuestions are the questions about leaving design out, by the keys of their texts, with the
// clauses of 2015 that they are about.
var auditQuestions = []struct {
	key     string
	clauses []string
}{
	{"scope.ask_owner", []string{"8.5.3", "8.2.4", "7.5.3.2"}},
	{"scope.ask_samples", []string{"8.2.3.1", "8.5.1"}},
	{"scope.ask_open", []string{"8.2.2", "8.2.3.1", "8.2.1"}},
	{"scope.ask_changes", []string{"8.3.6", "8.5.6", "8.2.4"}},
	{"scope.ask_brand", []string{"4.3", "8.2.2"}},
	{"scope.ask_bought", []string{"8.4.1", "8.4.2", "8.4.3"}},
	{"scope.ask_services", []string{"8.1", "8.5.1", "8.5.5"}},
	{"scope.ask_said", []string{"4.3", "8.2.1"}},
	{"scope.ask_shown", []string{"4.3", "9.1.1", "9.1.2", "8.7.1"}},
	{"scope.ask_instead", []string{"8.2.3.1", "8.4.1", "8.5.6", "7.1.5.1", "7.1.6"}},
}

func questions(b *Builder) []view.ScopeQuestion {
	var list []view.ScopeQuestion
	for _, q := range auditQuestions {
		row := view.ScopeQuestion{Text: b.say(q.key)}
		seen := map[*manual.Entry]bool{}
		for _, id := range inEdition(b.manual.Standard, q.clauses) {
			row.Clauses = append(row.Clauses, b.clauseLink(id))
			for _, claim := range b.report.Clause(id).Claims {
				switch {
				case !claim.Counted() || seen[claim.Entry]:
				case len(row.Documents) == maxSpeaking:
					row.More++
					seen[claim.Entry] = true
				default:
					row.Documents = append(row.Documents, view.ScopeDocument{Link: entryLink(claim.Entry), Title: claim.Entry.Title.Value, Section: sectionClaimed(claim)})
					seen[claim.Entry] = true
				}
			}
		}
		list = append(list, row)
	}
	return list
}

// inEdition returns the clauses of an edition on the topics of clauses of 2015, in order.
func inEdition(e *standard.Edition, of2015 []string) []string {
	base := standard.Load("2015")
	wanted := map[string]bool{}
	for _, id := range of2015 {
		if e == base {
			wanted[id] = true
		}
	}
	for _, m := range base.Moves(e) {
		for _, t := range m.To {
			wanted[t.ID] = wanted[t.ID] || slices.Contains(of2015, m.From.ID)
		}
	}
	for _, m := range e.Moves(base) {
		leads := func(t standard.Target) bool { return t.Agreement <= standard.Medium && slices.Contains(of2015, t.ID) }
		wanted[m.From.ID] = wanted[m.From.ID] || slices.ContainsFunc(m.To, leads)
	}
	var ids []string
	for _, c := range e.Clauses {
		if wanted[c.ID] {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// mentions links to the documents that mention a clause or one below it, each once.
func mentions(b *Builder, id string) []view.Link {
	var links []view.Link
	seen := map[*manual.Entry]bool{}
	for _, c := range b.report.Clauses {
		if !standard.Within(c.ID, id) {
			continue
		}
		for _, e := range b.mentionedBy()[c.ID] {
			if !seen[e] && len(links) < maxNav {
				seen[e] = true
				links = append(links, view.Link{Text: e.Name() + " " + e.Title.Value, URL: e.URL})
			}
		}
	}
	return links
}

// wordsOfDesign lists the words that design-in-text reports.
func wordsOfDesign(b *Builder) []view.ScopeWord {
	var list []view.ScopeWord
	for _, w := range designwords.InStatement(b.manual.ScopeStatement.Value) {
		list = append(list, view.ScopeWord{Word: w.Text})
	}
	for _, e := range b.current {
		if !b.report.Effective(e) {
			continue
		}
		for _, w := range b.manual.Text(e).Design {
			if len(list) == maxNav {
				return list
			}
			list = append(list, view.ScopeWord{Word: w.Text, Document: entryLink(e)})
		}
	}
	return list
}

// sideBySide lists all clauses with their states under each scope, and those whose states differ.
func sideBySide(b *Builder, reports []*coverage.Report) (rows, differing []view.ScopeRow) {
	for i, c := range b.report.Clauses {
		row := view.ScopeRow{Clause: b.clauseLink(c.ID), Title: b.title(c), Requirement: c.Requirement}
		differs := false
		for _, x := range reports {
			if of := x.Clauses[i]; of.Requirement {
				row.States = append(row.States, b.states[of.State])
				differs = differs || of.State != reports[0].Clauses[i].State
				row.By = addCounted(row.By, of)
			}
		}
		rows = append(rows, row)
		if differs {
			differing = append(differing, row)
		}
	}
	return rows, differing
}

// addCounted adds links to the documents whose claims on a clause count.
func addCounted(links []view.Link, c *coverage.Clause) []view.Link {
	for _, claim := range c.Claims {
		if link := entryLink(claim.Entry); claim.Counted() && !slices.Contains(links, link) && len(links) < maxSpeaking {
			links = append(links, link)
		}
	}
	return links
}

// editionRows is the table of what each edition allows to be left out.
func editionRows(b *Builder) []view.ScopeEdition {
	year := b.manual.Standard.Year
	rows := []view.ScopeEdition{
		{Name: "1994", Standards: b.say("scope.standards_1994"), Omitted: b.say("scope.omitted_1994"), Reason: b.say("scope.reason_1994")},
		{Name: "2000, 2008", Standards: b.say("scope.standards_since"), Omitted: b.say("scope.omitted_2000"), Reason: b.say("scope.reason_2000")},
		{Name: "2015, 2026", Standards: b.say("scope.standards_since"), Omitted: b.say("scope.omitted_2015"), Reason: b.say("scope.reason_2015")},
	}
	at := 2
	switch year {
	case "1994":
		at = 0
	case "2000", "2008":
		at = 1
	}
	rows[at].Here = true
	return rows
}
