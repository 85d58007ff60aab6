package site

import (
	"cmp"
	"slices"
	"time"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/view"
)

// recentShown is how many of the latest documents the start page lists.
const recentShown = 8

// dueWithin is how many days ahead the start page tells of reviews.
const dueWithin = 90

func homePage(b *Builder, p page) view.Home {
	p.Heading = b.manual.Title.Value
	v := view.Home{Page: p.Page, Statement: b.statement(p.Root), Total: b.summary(b.report.Summary),
		Gaps: b.inState(coverage.Gap), Pending: b.inState(coverage.Pending), Documents: len(b.current),
		Latest: latestChanges(b), Source: b.source()}
	for _, c := range b.chapters() {
		v.Chapters = append(v.Chapters, b.clauseRow(c))
	}
	horizon := addDays(b.manual.Options.Date, dueWithin)
	var recent []*manual.Entry
	for _, e := range b.current {
		if due := b.manual.Due(e); due != "" && due <= horizon {
			v.Due = append(v.Due, b.documentRow(e))
		}
		switch b.status(e).Name {
		case "approved":
			recent = append(recent, e)
		case "upcoming":
			v.Upcoming = append(v.Upcoming, b.documentRow(e))
		}
	}
	slices.SortStableFunc(recent, func(x, y *manual.Entry) int { return cmp.Compare(y.EffectiveDate.Value, x.EffectiveDate.Value) })
	for _, e := range recent[:min(len(recent), recentShown)] {
		v.Recent = append(v.Recent, b.documentRow(e))
	}
	slices.SortStableFunc(v.Upcoming, func(x, y view.DocumentRow) int { return cmp.Compare(x.Effective, y.Effective) })
	slices.SortStableFunc(v.Due, func(x, y view.DocumentRow) int { return cmp.Compare(x.Due, y.Due) })
	return v
}

func addDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// maxListed is the number of documents past which the master list leads to the sections, whose pages
// list what is in force, and past which the list of a section is cut.
const maxListed = 500

func documentsPage(b *Builder, p page) view.Documents {
	p.Heading, p.Breadcrumbs, p.Scripts = b.say("frame.documents"), b.start(), nil
	v := view.Documents{Page: p.Page}
	for _, s := range b.manual.Sections {
		v.Total += len(published(b.manual.In(s)))
	}
	split := v.Total > maxListed
	for _, s := range b.manual.Sections {
		if n := len(b.inSection[s]); split && n > 0 {
			v.BySection = append(v.BySection, view.SectionRow{Link: sectionPageLink(b, s), Count: n})
		}
		for _, e := range published(b.manual.In(s)) {
			if !split || !e.Current() {
				v.Rows = append(v.Rows, b.documentRow(e))
			}
		}
	}
	return v
}

// sectionPageLink leads to the page of a section, also of the top one.
func sectionPageLink(b *Builder, s *manual.Section) view.Link {
	if s.Path == "" {
		return view.Link{Text: b.say("documents.no_section"), URL: s.URL}
	}
	return b.sectionLink(s)
}

// sectionFiles makes the page of a section, or those into which its list is cut.
func sectionFiles(b *Builder, s *manual.Section) []File {
	var files []File
	parts := inParts(s.URL, b.inSection[s], maxListed)
	for n, part := range parts {
		files = append(files, b.page(part.path, "section", func(p page) any { return sectionPage(b, p, s, parts, n) }))
	}
	return files
}

func sectionPage(b *Builder, p page, s *manual.Section, parts []part, n int) view.SectionPage {
	p.Heading, p.Nav, p.Breadcrumbs = s.Title, b.nav(p, s, nil), b.breadcrumbs(s)
	p.Nav.Section.Current = n == 0
	if s.Path == "" {
		p.Heading, p.Breadcrumbs = b.say("frame.sections"), append(b.start(), sectionPageLink(b, s))
	}
	if n == 0 {
		p.Breadcrumbs = p.Breadcrumbs[:len(p.Breadcrumbs)-1]
	}
	p.Heading = b.partHeading(p.Heading, n, parts)
	v := view.SectionPage{Page: p.Page, Parts: partLinks(parts, n)}
	for _, child := range s.Children {
		if below := b.below[child]; below > 0 && n == 0 {
			v.Children = append(v.Children, view.SectionRow{Link: b.sectionLink(child), Count: below})
		}
	}
	for _, e := range parts[n].entries {
		v.Rows = append(v.Rows, b.documentRow(e))
	}
	return v
}

func scopePage(b *Builder, p page) view.ScopePage {
	p.Heading, p.Breadcrumbs = b.say("scope.title"), b.start()
	v := view.ScopePage{Page: p.Page, Statement: b.statement(p.Root), Total: b.summary(b.report.Summary), Declarations: declarations(b, p.Root)}
	for _, s := range b.manual.Standard.Scopes() {
		v.Models = append(v.Models, scopeModel(b, s))
	}
	return v
}

// scopeModel counts this manual as under a scope: with its own eyes for the scope looked at, else as
// --scope would.
func scopeModel(b *Builder, s standard.Scope) view.ModelRow {
	x := b.report
	if s.Number != b.report.Model.Number {
		x = b.report.Under(s)
	}
	row := view.ModelRow{Name: b.scopeName(s), Number: s.Number, Own: s.Number == b.manual.Config.Scope.Value, Total: b.summary(x.Summary), Omitted: omittedClauses(b, s)}
	for _, c := range x.Clauses {
		if c.State == coverage.Gap {
			row.Gaps = append(row.Gaps, b.clauseLink(c.ID))
		}
	}
	return row
}

func documentPage(b *Builder, p page, e *manual.Entry) *view.Document {
	v := documentView(b, p, e, bodyWriter{messages: &b.messages, root: p.Root, self: e})
	v.Nav, v.Breadcrumbs = b.nav(p, e.Section, e), b.breadcrumbs(e.Section)
	if e.Status.Value == document.Obsolete {
		v.Nav = b.nav(p, e.Section, nil)
		v.Nav.Section.Current = false
	}
	near := b.neighbours[e.Rank]
	if near.previous != nil {
		v.Previous = &view.Link{Text: near.previous.ID.Value + " " + near.previous.Title.Value, URL: near.previous.URL}
	}
	if near.next != nil {
		v.Next = &view.Link{Text: near.next.ID.Value + " " + near.next.Title.Value, URL: near.next.URL}
	}
	return v
}
