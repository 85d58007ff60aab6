package site

import (
	"bytes"
	"slices"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// clausePage is the page of one clause.
func clausePage(b *Builder, p page, c *coverage.Clause) *view.Clause {
	p.Heading = c.ID + " " + b.title(c)
	p.Breadcrumbs = append(b.start(), view.Link{Text: b.say("coverage.title"), URL: route.Coverage})
	p.Tree = clauseTree(b, p, c)
	v := &view.Clause{Page: p.Page, ClauseRow: b.clauseRow(c), Editorial: c.Editorial, Conditional: c.Conditional, Changes: b.marks(c.Changes),
		Elsewhere: otherEditions(b, c)}
	for _, a := range ancestors(c.ID) {
		v.Breadcrumbs = append(v.Breadcrumbs, b.titledLink(a))
	}
	if c.State == coverage.NotApplicable {
		v.Justification = b.reason(p.Root, c.Declaration)
	}
	for _, claim := range c.Claims {
		row := view.ClaimRow{Document: b.documentRow(claim.Holder()), Section: sectionClaimed(claim), Reason: b.why(claim)}
		if claim.Counted() {
			v.Counted = append(v.Counted, row)
		} else {
			v.Uncounted = append(v.Uncounted, row)
		}
	}
	for _, item := range c.AllItems() {
		row := b.itemRow(item)
		if item.Excluded {
			row.NotArising = b.whyState(c)
		}
		for _, e := range item.By {
			row.By = append(row.By, entryLink(e))
			row.Names = append(row.Names, recordNames(b, e, c, item))
		}
		v.Items = append(v.Items, row)
	}
	for _, child := range b.manual.Standard.Children(c.ID) {
		v.Children = append(v.Children, b.clauseRow(b.report.Clause(child.ID)))
	}
	if naming := b.mentionedBy()[c.ID]; len(naming) > 0 {
		shown := naming[:min(len(naming), maxNav)]
		v.Unnamed = len(naming) - len(shown)
		v.Mentions = p.slots.add(len(shown)*usualEntry, func(w *bytes.Buffer) error { return b.entries(w, p, shown, nil) })
	}
	v.Previous, v.Next = adjacentClauses(b, c)
	return v
}

func ancestors(id string) []string {
	var list []string
	for i, r := range id {
		if r == '.' {
			list = append(list, id[:i])
		}
	}
	return list
}

func adjacentClauses(b *Builder, c *coverage.Clause) (previous, next *view.Neighbour) {
	i := slices.Index(b.report.Clauses, c)
	link := func(c *coverage.Clause) *view.Neighbour { return &view.Neighbour{Link: b.titledLink(c.ID)} }
	if i > 0 {
		previous = link(b.report.Clauses[i-1])
	}
	if i+1 < len(b.report.Clauses) {
		next = link(b.report.Clauses[i+1])
	}
	return previous, next
}

// otherEditions lists the clauses of other editions on the same topic.
func otherEditions(b *Builder, c *coverage.Clause) []view.EditionRow {
	var rows []view.EditionRow
	for _, other := range b.manual.Standard.Elsewhere(c.ID) {
		row, titles := view.EditionRow{Name: other.Name}, other.Edition.Titles(b.words.Name)
		for _, clause := range other.Clauses {
			row.Clauses = append(row.Clauses, view.Counterpart{ID: clause.ID, Title: titles.Full(clause.Clause), Perhaps: clause.Perhaps})
		}
		rows = append(rows, row)
	}
	return rows
}
