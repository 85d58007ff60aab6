package site

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
)

// maxColumns is the number of documents past which sections stand across the matrix instead.
const maxColumns = 250

// coverage is the matrix page.
func (b *Builder) coverage(p Page) *Coverage {
	p.Heading, p.Trail, p.Scripts = "Clause coverage", start(), []string{"assets/filter.js"}
	v := &Coverage{Page: p, Total: summary(b.x.Summary), Gaps: b.inState(coverage.Gap), Pending: b.inState(coverage.Pending)}
	for _, s := range coverage.States {
		v.States = append(v.States, StateCount{states[s], b.x.Summary.Count(s)})
	}
	for _, c := range b.chapters() {
		v.Chapters = append(v.Chapters, Chapter{c.ID, c.Title})
	}
	columns := b.columns(v)
	for _, c := range b.x.Clauses {
		row := b.clauseRow(c)
		row.Cells = columns.cells(c)
		row.Owners, row.Types = claimants(c)
		v.Rows = append(v.Rows, row)
	}
	return v
}

// columns gives each document, or each section, its place in a row.
type columns struct {
	place    map[any]int
	sections bool
	width    int
}

func (c columns) of(e *manual.Entry) (int, bool) {
	var key any = e
	if c.sections {
		key = e.Section
	}
	i, ok := c.place[key]
	return i, ok
}

// columns fills the head of the table. A document that claims nothing has no column.
func (b *Builder) columns(v *Coverage) columns {
	c := columns{place: map[any]int{}}
	claiming, owners, types := 0, map[string]bool{}, map[string]bool{}
	for _, e := range b.m.Entries {
		if len(b.claims[e]) > 0 {
			claiming++
			owners[e.Owner.Value], types[e.Type.Value] = true, true
		} else if e.Published() {
			v.Unclaimed++
		}
	}
	c.sections = claiming > maxColumns
	v.BySection = c.sections
	for _, s := range b.m.Sections {
		span := 0
		for _, e := range s.Entries {
			if len(b.claims[e]) == 0 || c.sections && span > 0 {
				continue
			}
			column := Column{Link: entryLink(e), Title: e.Title.Value, First: span == 0}
			var key any = e
			if c.sections {
				column.Link, column.Title, key = sectionLink(s), s.Title, s
			}
			c.place[key] = c.width
			c.width++
			span++
			v.Columns = append(v.Columns, column)
		}
		if span > 0 {
			v.Groups = append(v.Groups, Group{sectionLink(s), span})
		}
	}
	v.Owners, v.Types = sorted(owners), sorted(types)
	return c
}

func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for s := range set {
		list = append(list, s)
	}
	slices.SortFunc(list, manual.Compare)
	return list
}

// cells is a clause's row. A heading has cells only where something claims it.
func (c columns) cells(clause *coverage.Clause) []Cell {
	cells := make([]Cell, c.width)
	for i := range cells {
		cells[i].Heading = !clause.Requirement
	}
	for _, claim := range clause.Claims {
		i, ok := c.of(claim.Entry)
		if !ok {
			continue
		}
		cell := &cells[i]
		cell.Count++
		if !c.sections {
			cell.Links = append(cell.Links, Link{Text: claimLabel(clause, claim), URL: claim.URL()})
		}
		if m := markOf(claim); cell.Mark == "" || rank(m) < rank(cell.Mark) {
			cell.Mark, cell.Symbol = m, symbols[m]
		}
	}
	return cells
}

var symbols = map[string]string{"covered": "●", "pending": "◐", "none": "○"}

func rank(mark string) int { return slices.Index([]string{"covered", "pending", "none"}, mark) }

func markOf(c coverage.Claim) string {
	switch {
	case c.Counted():
		return "covered"
	case c.Why >= coverage.IsDraft:
		return "pending"
	}
	return "none"
}

// claimLabel is what a reader hears for a cell.
func claimLabel(clause *coverage.Clause, c coverage.Claim) string {
	label := fmt.Sprintf("%s claims %s", c.Entry.Name(), clause.ID)
	if s := sectionClaimed(c); s.Text != "" {
		label += ", section " + s.Text
	}
	if !c.Counted() {
		label += ": does not count, " + c.Reason()
	}
	return label
}

// claimants lists owners and types of the documents that claim a clause, for the filters.
func claimants(c *coverage.Clause) (owners, types string) {
	o, t := map[string]bool{}, map[string]bool{}
	for _, claim := range c.Claims {
		o[claim.Entry.Owner.Value], t[claim.Entry.Type.Value] = true, true
	}
	return strings.Join(sorted(o), "|"), strings.Join(sorted(t), "|")
}

// clause is the page of one clause.
func (b *Builder) clause(p Page, c *coverage.Clause) *Clause {
	p.Heading = c.ID + " " + c.Title
	p.Trail = append(start(), Link{Text: "Clause coverage", URL: "coverage.html"})
	v := &Clause{Page: p, ClauseRow: b.clauseRow(c), Editorial: c.Editorial, Conditional: c.Conditional, Demands: c.Demands}
	for _, a := range ancestors(c.ID) {
		v.Trail = append(v.Trail, b.clauseLink(a))
	}
	if c.State == coverage.NotApplicable {
		v.Justification = b.reason(p.Root, c.Declaration)
	}
	for _, claim := range c.Claims {
		row := ClaimRow{b.documentRow(claim.Entry), sectionClaimed(claim), claim.Reason()}
		if claim.Counted() {
			v.Counted = append(v.Counted, row)
		} else {
			v.Uncounted = append(v.Uncounted, row)
		}
	}
	for _, item := range c.Items {
		row := ItemRow{Item: item.Item, Record: item.Record(), Basis: item.Basis, Demanded: item.Demanded()}
		for _, e := range item.By {
			row.By = append(row.By, entryLink(e))
		}
		v.Items = append(v.Items, row)
	}
	for _, child := range b.m.Standard.Children(c.ID) {
		v.Children = append(v.Children, b.clauseRow(b.x.Clause(child.ID)))
	}
	for _, e := range b.naming[c.ID] {
		v.Mentions = append(v.Mentions, entryLink(e))
	}
	v.Previous, v.Next = b.beside(c)
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

func (b *Builder) beside(c *coverage.Clause) (previous, next *Link) {
	i := slices.Index(b.x.Clauses, c)
	link := func(c *coverage.Clause) *Link {
		return &Link{Text: c.ID + " " + c.Title, URL: manual.ClauseURL(c.ID)}
	}
	if i > 0 {
		previous = link(b.x.Clauses[i-1])
	}
	if i+1 < len(b.x.Clauses) {
		next = link(b.x.Clauses[i+1])
	}
	return previous, next
}
