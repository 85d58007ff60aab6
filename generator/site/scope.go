package site

import (
	"html/template"
	"slices"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/view"
)

func scopePage(b *Builder, p page) view.ScopePage {
	p.Heading, p.Breadcrumbs = b.say("scope.title"), b.start()
	v := view.ScopePage{Page: p.Page, Statement: b.statement(p.Root), Total: b.summary(b.report.Summary), Declarations: declarations(b, p.Root)}
	var reports []*coverage.Report
	for _, s := range b.manual.Standard.Scopes() {
		x := b.report
		if s.Number != x.Model.Number {
			x = x.Under(s) // as with --scope
		}
		reports = append(reports, x)
		v.Models = append(v.Models, modelRow(b, s, x))
	}
	design := b.report.Clause(b.manual.Standard.Design())
	v.Design, v.Excluded = b.clauseLink(design.ID), design.Rollup.Of() == 0
	v.Questions, v.Mentions = questions(b), mentions(b, design.ID)
	v.Rows, v.Differing = sideBySide(b, reports)
	v.Editions = editionRows(b)
	if v.Excluded {
		v.Words = wordsOfDesign(b)
	}
	return v
}

// modelRow is this manual under a scope.
func modelRow(b *Builder, s standard.Scope, x *coverage.Report) view.ModelRow {
	row := view.ModelRow{Name: b.scopeName(s), Number: s.Number, Own: s.Number == b.manual.Config.Scope.Value, Total: b.summary(x.Summary), Omitted: omittedClauses(b, s)}
	for _, c := range x.Clauses {
		if c.State == coverage.Gap {
			row.Gaps = append(row.Gaps, b.clauseLink(c.ID))
		}
	}
	return row
}

// declarations lists what the scope and the organization leave out: each declaration, and each root
// that the scope takes out without one.
func declarations(b *Builder, root string) []view.DeclarationRow {
	var rows []view.DeclarationRow
	seen := map[string]bool{}
	add := func(id string, justification template.HTML) {
		c := b.report.Clause(id)
		if c == nil || seen[id] {
			return
		}
		seen[id] = true
		state, aside := coverage.NotApplicable, c.Rollup.Of() > 0
		if c.Rollup.Outside > 0 {
			state = coverage.Outside
		}
		rows = append(rows, view.DeclarationRow{Clause: b.clauseLink(id), Title: b.title(c), State: b.states[state], Justification: justification, Aside: aside})
	}
	for _, id := range b.report.Model.Outside {
		add(id, template.HTML("<p>"+template.HTMLEscapeString(b.say("scope.outside", b.report.Model.Name))+"</p>"))
	}
	for _, id := range b.report.Model.NotApplicable {
		add(id, b.reason(root, b.report.Clause(b.manual.Standard.Leaves(id)[0].ID).Declaration))
	}
	if b.manual.Own == b.manual.Standard {
		for i := range b.manual.NotApplicable {
			add(b.manual.NotApplicable[i].Clause, b.reason(root, &b.manual.NotApplicable[i]))
		}
	}
	slices.SortFunc(rows, func(x, y view.DeclarationRow) int { return manual.Compare(x.Clause.Text, y.Clause.Text) })
	return rows
}

// omittedClauses links to the clauses that a scope leaves out.
func omittedClauses(b *Builder, s standard.Scope) []view.Link {
	var links []view.Link
	for _, id := range slices.Concat(s.Outside, s.NotApplicable) {
		links = append(links, b.clauseLink(id))
	}
	return links
}
