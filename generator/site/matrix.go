package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxColumns is the largest number of documents that are columns of the matrix. With more, sections are.
const maxColumns = 250

// coveragePage is the page of the coverage matrix.
func coveragePage(b *Builder, p page) *view.Coverage {
	p.Heading, p.Breadcrumbs, p.Scripts = b.say("coverage.title"), b.start(), []string{route.FilterScript}
	v := &view.Coverage{Page: p.Page, Total: b.summary(b.report.Summary), Gaps: b.inState(coverage.Gap), Pending: b.inState(coverage.Pending), Strip: strip(b)}
	for _, s := range coverage.States {
		v.States = append(v.States, view.StateCount{State: b.states[s], Count: b.report.Summary.Count(s)})
	}
	for _, c := range b.chapters() {
		v.Chapters = append(v.Chapters, view.Chapter{ID: c.ID, Title: b.title(c), URL: route.Clause(c.ID)})
	}
	columns := matrixColumns(b, v)
	for _, c := range b.report.Clauses {
		row := b.clauseRow(c)
		row.Cells = clauseCells(b, columns, c)
		if v.BySection {
			row.Owners, row.Types = columns.holders(claimants(c))
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

// columns maps documents, or sections, to their columns.
type columns struct {
	place    map[any]int
	sections bool
	width    int
	owners   map[string]int // the place of each in the filter's list
	types    map[string]int
	// heldBy and ofType are the owners and types of each column's documents.
	heldBy, ofType []string
}

func (c columns) of(e *manual.Entry) (int, bool) {
	var key any = e
	if c.sections {
		key = e.Section
	}
	i, ok := c.place[key]
	return i, ok
}

// holders lists owners and types of documents as indexes into the filter's lists: they are short, and exact
// where one name is part of another.
func (c columns) holders(entries []*manual.Entry) (owners, types string) {
	var o, t []int
	for _, e := range entries {
		o, t = append(o, c.owners[e.Owner.Value]), append(t, c.types[e.Type.Value])
	}
	return places(o), places(t)
}

// hold adds the owners and types of the next column.
func (c *columns) hold(entries []*manual.Entry) {
	owners, types := c.holders(entries)
	c.heldBy, c.ofType = append(c.heldBy, owners), append(c.ofType, types)
}

func places(list []int) string {
	slices.Sort(list)
	return strings.Trim(fmt.Sprint(slices.Compact(list)), "[]")
}

// matrixColumns fills the head of the table. A document that claims nothing has no column.
func matrixColumns(b *Builder, v *view.Coverage) columns {
	c := columns{place: map[any]int{}, owners: map[string]int{}, types: map[string]int{}}
	claiming := map[*manual.Section][]*manual.Entry{}
	n := 0
	for _, e := range b.manual.Entries {
		if len(b.claims[e.Rank]) > 0 {
			n++
			claiming[e.Section] = append(claiming[e.Section], e)
			c.owners[e.Owner.Value], c.types[e.Type.Value] = 0, 0
		} else if e.Published() {
			v.Unclaimed++
		}
	}
	v.Owners = number(c.owners)
	for _, name := range number(c.types) {
		v.Types = append(v.Types, view.Choice{Value: name, Word: b.typeWord(name)})
	}
	c.sections = n > maxColumns
	v.BySection = c.sections
	for _, s := range b.manual.Sections {
		addGroup(b, v, &c, s, claiming[s])
	}
	v.Holders = view.Holders{Owners: strings.Join(c.heldBy, ","), Types: strings.Join(c.ofType, ",")}
	return c
}

// addGroup adds a section with the columns of its documents, or with one of its own.
func addGroup(b *Builder, v *view.Coverage, c *columns, s *manual.Section, claiming []*manual.Entry) {
	if len(claiming) == 0 {
		return
	}
	band := len(v.Groups)%2 == 1
	if c.sections {
		c.place[s] = c.width
		v.Columns = append(v.Columns, view.Column{Link: b.sectionLink(s), Title: s.Title, First: true, Band: band})
		c.hold(claiming)
	}
	span := 1
	if !c.sections {
		span = len(claiming)
		for i, e := range claiming {
			c.place[e] = c.width + i
			v.Columns = append(v.Columns, view.Column{Link: entryLink(e), Title: e.Title.Value, First: i == 0, Band: band})
			c.hold(claiming[i : i+1])
		}
	}
	c.width += span
	v.Groups = append(v.Groups, view.Group{Link: b.sectionLink(s), Span: span})
}

// number sorts the names of a set, and sets the value of each to its index.
func number(set map[string]int) []string {
	list := slices.SortedFunc(maps.Keys(set), manual.Compare)
	for i, name := range list {
		set[name] = i
	}
	return list
}

// clauseCells is the row of a clause. One empty cell spans all columns up to the next claim: in a large manual
// nearly all cells are empty, and one for each column would take a browser longest.
func clauseCells(b *Builder, c columns, clause *coverage.Clause) []view.Cell {
	marked := map[int]view.Cell{}
	for _, claim := range clause.Claims {
		if i, ok := c.of(claim.Entry); ok {
			marked[i] = addClaim(b, marked[i], c, claim)
		}
	}
	var cells []view.Cell
	at := 0
	for _, i := range slices.Sorted(maps.Keys(marked)) {
		cell := marked[i]
		cell.Column, cell.Span = i, 1
		cells = append(empty(cells, at, i), cell)
		at = i + 1
	}
	return empty(cells, at, c.width)
}

// addClaim returns the cell with one more claim.
func addClaim(b *Builder, cell view.Cell, c columns, claim coverage.Claim) view.Cell {
	cell.Count++
	if !c.sections {
		cell.Links = append(cell.Links, view.Link{Text: claimLabel(b, claim), URL: claim.URL()})
	}
	if m := markOf(claim); cell.Mark == "" || rank(m) < rank(cell.Mark) {
		cell.Mark, cell.Symbol = m, symbols[m]
	}
	return cell
}

// maxSpan is the largest colspan that HTML allows.
const maxSpan = 1000

// empty appends empty cells for the columns from one index up to another.
func empty(cells []view.Cell, from, to int) []view.Cell {
	for ; from < to; from += maxSpan {
		cells = append(cells, view.Cell{Column: from, Span: min(to-from, maxSpan)})
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

// claimLabel is the text of a mark: the document with its revision, and the section that claims.
func claimLabel(b *Builder, c coverage.Claim) string {
	label := b.say("coverage.mark", c.Entry.Name(), c.Entry.Revision.Value)
	if s := sectionClaimed(c); s.Text != "" {
		label = b.say("coverage.mark_section", c.Entry.Name(), c.Entry.Revision.Value, s.Text)
	}
	if !c.Counted() {
		label = b.say("coverage.uncounted", label, b.why(c))
	}
	return label
}

// claimants are the documents that claim a clause.
func claimants(c *coverage.Clause) []*manual.Entry {
	var entries []*manual.Entry
	for _, claim := range c.Claims {
		entries = append(entries, claim.Entry)
	}
	return entries
}
