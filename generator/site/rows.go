package site

import (
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/view"
)

func (b *Builder) summary(r coverage.Rollup) view.Summary {
	return view.Summary{Requirements: r.Requirements, Covered: r.Covered, Pending: r.Pending, Gap: r.Gap, NotApplicable: r.NotApplicable, Outside: r.Outside, Of: r.Of(), Percent: b.words.Decimal(r.Percent())}
}

// clauseRow is a clause without its cells.
func (b *Builder) clauseRow(c *coverage.Clause) view.ClauseRow {
	return view.ClauseRow{
		ID: c.ID, Title: b.title(c), URL: route.Clause(c.ID), Summary: b.titles.Text(c.Summary), Requirement: c.Requirement,
		State: b.states[c.State], Open: c.State == coverage.Gap || c.State == coverage.Pending, Reason: b.whyState(c), Chapter: chapter(b.manual.Standard, c.ID),
		Depth: 1 + strings.Count(c.ID, "."), Rollup: b.summary(c.Rollup),
	}
}

func (b *Builder) inState(s coverage.State) []view.ClauseRow {
	var rows []view.ClauseRow
	for _, c := range b.report.Clauses {
		if c.State == s {
			rows = append(rows, b.clauseRow(c))
		}
	}
	return rows
}

// chapters are the clauses that have totals of their own: those of the first level; in the 1994 edition, where
// everything is in clause 4, those of the second.
func (b *Builder) chapters() []*coverage.Clause {
	var list []*coverage.Clause
	for _, c := range b.report.Clauses {
		if chapter(b.manual.Standard, c.ID) == c.ID && (b.manual.Standard.Year != "1994" || c.ID != "4") {
			list = append(list, c)
		}
	}
	return list
}

// documentRow is a document as lists show it.
func (b *Builder) documentRow(e *manual.Entry) view.DocumentRow {
	due := b.manual.Due(e)
	return view.DocumentRow{
		Coming: otherRevision(b, e.Next), ID: e.Name(), Title: e.Title.Value, URL: e.URL, Type: e.Type.Value, TypeWord: b.typeWord(e.Type.Value), Revision: e.Revision.Value, Owner: e.Owner.Value,
		Status: b.status(e), Effective: e.EffectiveDate.Value, Due: due, Overdue: due != "" && due < b.manual.Options.Date,
		Section: b.sectionLink(e.Section), Summary: e.Summary.Value, Approval: b.approval(b.manual.Approval(e)),
	}
}

func (b *Builder) sectionLink(s *manual.Section) view.Link {
	if s.Path == "" {
		return view.Link{Text: b.say("frame.documents"), URL: route.Documents}
	}
	return view.Link{Text: s.Title, URL: s.URL}
}

func (s *shared) status(e *manual.Entry) view.Status {
	switch e.Status.Value {
	case document.Draft:
		return view.Status{Name: "draft", Word: s.draft}
	case document.Review:
		return view.Status{Name: "review", Word: s.review}
	case document.Obsolete:
		return view.Status{Name: "obsolete", Word: s.obsolete}
	}
	if e.Status.Value == document.Approved && s.tally.Replaced(e) != nil {
		return view.Status{Name: "superseded", Word: s.superseded}
	}
	if from := e.InForceFrom(); from.After(s.catalog.Options.Date) {
		return view.Status{Name: "upcoming", Word: s.say("status.upcoming", s.words.Day(from.Value))}
	}
	return view.Status{Name: "approved", Word: s.approved}
}

// entryLink names a document by its id.
func entryLink(e *manual.Entry) view.Link { return view.Link{Text: e.Name(), URL: e.URL} }

func (b *Builder) idLinks(ids []document.Text) []view.Link {
	var links []view.Link
	for _, id := range ids {
		link := view.Link{Text: id.Value}
		if entries := b.manual.ByID(id.Value); len(entries) > 0 {
			link = b.namedLink(entries[0])
		}
		links = append(links, link)
	}
	return links
}

// namedLink links to a document that a field names, and says so if it is not published, as body text does.
func (b *Builder) namedLink(e *manual.Entry) view.Link {
	link := entryLink(e)
	if !e.Published() {
		link.Text += " " + b.say("status.unpublished")
	}
	return link
}

func (b *Builder) clauseLink(id string) view.Link {
	if b.report.Clause(id) == nil {
		return view.Link{Text: id}
	}
	return view.Link{Text: id, URL: route.Clause(id)}
}

// title is the full title of a clause: in the language of the interface if the data has it, else in English.
func (s *shared) title(c *coverage.Clause) string { return s.titles.Full(c.Clause) }

// titled reports whether titles and our own texts are in the language of the interface.
func (s *shared) titled() bool { return standard.TitledIn(s.words.Name) }

// titledLink is a clause with its title.
func (b *Builder) titledLink(id string) view.Link {
	link := b.clauseLink(id)
	if c := b.report.Clause(id); c != nil {
		link.Text, link.English = id+" "+b.title(c), !b.titled()
	}
	return link
}

// sectionClaimed is the heading that a claim names.
func sectionClaimed(c coverage.Claim) view.Link {
	if c.Section == "" {
		return view.Link{}
	}
	if h := c.Holder().Heading(c.Section); h != nil {
		return view.Link{Text: h.Text, URL: c.URL()}
	}
	return view.Link{Text: "#" + c.Section, URL: c.URL()}
}

func (b *Builder) breadcrumbs(s *manual.Section) []view.Link {
	links := b.start()
	for _, a := range s.Ancestors() {
		links = append(links, b.sectionLink(a))
	}
	return append(links, b.sectionLink(s))
}

func (b *Builder) start() []view.Link {
	return []view.Link{{Text: b.say("frame.start"), URL: route.Home}}
}
