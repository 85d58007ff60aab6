package site

import (
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/view"
)

// maxRecords is the largest number of records on records.html. With more it only counts them, and each section
// has a page of its own.
const maxRecords = 300

// maxRecordRows is the largest number of records on one page of a section, unless one document has more.
const maxRecordRows = 1000

// maxAnswers is the largest number of documents next to an item of documented information. The page of the
// clause lists all of them.
const maxAnswers = 8

// recordGroup is a section with records.
type recordGroup struct {
	view.RecordGroup
	section *manual.Section
}

// recordFiles makes records.html and, if there are many records, a page per section.
func recordFiles(b *Builder) []File {
	groups, total := recordGroups(b)
	split := total > maxRecords
	files := []File{b.page(route.Records, "records", func(p page) any { return recordsPage(b, p, groups, split) })}
	for _, g := range groups {
		if split {
			files = append(files, sectionRecords(b, g)...)
		}
	}
	return files
}

// sectionRecords makes the page of the records of a section, or the pages into which the list is split.
func sectionRecords(b *Builder, g recordGroup) []File {
	var files []File
	parts := recordParts(g.URL, b.manual.In(g.section))
	for n, part := range parts {
		files = append(files, b.page(part.path, "records", func(p page) any {
			p.Heading = b.partHeading(b.say("kept.of_section", g.Text), n, parts)
			p.Breadcrumbs = append(b.start(), view.Link{Text: b.say("kept.title"), URL: route.Records})
			return view.Records{Page: p.Page, Groups: []view.RecordGroup{fillRecords(b, g, part.entries)}, Count: g.Count, Part: true,
				Parts: partLinks(parts, n)}
		}))
	}
	return files
}

// recordParts splits the documents of a section into parts by the number of their records.
func recordParts(path string, entries []*manual.Entry) []part {
	var parts []part
	rows := 0
	for _, e := range entries {
		if !e.Published() || len(e.Records) == 0 {
			continue
		}
		if rows += len(e.Records); len(parts) == 0 || rows > maxRecordRows {
			at := path
			if len(parts) > 0 {
				at = route.Part(path, len(parts)+1)
			}
			parts, rows = append(parts, part{path: at}), len(e.Records)
		}
		last := &parts[len(parts)-1]
		last.entries = append(last.entries, e)
	}
	return parts
}

// recordGroups lists the sections that have records, with their number.
func recordGroups(b *Builder) (groups []recordGroup, total int) {
	for _, s := range b.manual.Sections {
		g := recordGroup{section: s}
		g.Text, g.URL = b.sectionLink(s).Text, route.SectionRecords(s.URL)
		for _, e := range b.manual.In(s) {
			if e.Published() {
				g.Count += len(e.Records)
			}
		}
		if g.Count > 0 {
			groups = append(groups, g)
			total += g.Count
		}
	}
	return groups, total
}

// fillRecords adds the records of documents of a section, including those of obsolete ones: they are kept until
// their retention time ends.
func fillRecords(b *Builder, g recordGroup, entries []*manual.Entry) view.RecordGroup {
	for _, e := range entries {
		if !e.Published() {
			continue
		}
		row := b.documentRow(e)
		for i := range e.Records {
			g.Rows = append(g.Rows, view.RecordLine{RecordRow: b.recordRow(e, i), Document: &row})
		}
	}
	return g.RecordGroup
}

func recordsPage(b *Builder, p page, groups []recordGroup, split bool) view.Records {
	p.Heading, p.Breadcrumbs = b.say("kept.title"), b.start()
	v := view.Records{Page: p.Page, Split: split}
	for _, g := range groups {
		v.Count += g.Count
		if split {
			v.Groups = append(v.Groups, g.RecordGroup)
		} else {
			v.Groups = append(v.Groups, fillRecords(b, g, b.manual.In(g.section)))
		}
	}
	for _, e := range b.manual.Entries {
		for i := range e.Records {
			if e.Published() && !e.Records[i].Retention.Given() {
				v.Unstated++
			}
		}
	}
	fillInformation(b, &v)
	return v
}

// fillInformation lists the documented information that the standard requires, with what provides it.
func fillInformation(b *Builder, v *view.Records) {
	v.Demanded.ID, v.Necessary.ID, v.Conditional.ID, v.Others.ID = "cb:demanded", "cb:necessary", "cb:conditional", "cb:others"
	tables := map[standard.Obligation]*view.InformationTable{standard.Always: &v.Demanded, standard.ToExtentNecessary: &v.Necessary,
		standard.WhereCaseArises: &v.Conditional, standard.AsPlanned: &v.Others}
	for _, c := range b.report.Clauses {
		for _, item := range c.AllItems() {
			t, row := tables[item.Obligation()], informationRow(b, c, item)
			t.Rows = append(t.Rows, row)
			switch {
			case row.NotArising != "":
				t.NotArising++
				continue
			case item.Answered():
				t.Answered++
			}
			t.Of++
		}
	}
}

func informationRow(b *Builder, c *coverage.Clause, item coverage.Item) view.InformationRow {
	row := view.InformationRow{Clause: b.clauseLink(c.ID), Title: b.title(c),
		ItemRow: b.itemRow(item)}
	if item.Excluded {
		row.NotArising = b.whyState(c)
	}
	for _, e := range item.By[:min(len(item.By), maxAnswers)] {
		row.By = append(row.By, entryLink(e))
		row.Names = append(row.Names, recordNames(b, e, c, item))
	}
	row.More = len(item.By) - len(row.By)
	return row
}

// recordNames names the records by which a document provides an item.
func recordNames(b *Builder, e *manual.Entry, c *coverage.Clause, item coverage.Item) string {
	var names []string
	if item.Record() {
		for _, r := range b.report.RecordsFor(e, c.ID) {
			names = append(names, r.Name.Value)
		}
	}
	return strings.Join(names, ", ")
}
