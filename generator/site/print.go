package site

import (
	"bytes"
	"errors"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxPrinted is the largest number of documents on a print page. With more, print.html has only the table of
// contents, and each section has print pages of its own. A browser takes six seconds to lay out a thousand.
const maxPrinted = 300

// printFiles makes print.html and, for a large manual, the print pages of each section.
func printFiles(b *Builder) []File {
	if len(b.current) <= maxPrinted {
		return []File{b.page(route.Print, "print", func(p page) any {
			p.Heading = b.manual.Title.Value
			v := printPage(b, p, printContents(b))
			v.Approvals = approverRows(b)
			return v
		})}
	}
	files := []File{b.page(route.Print, "print", func(p page) any {
		p.Heading = b.manual.Title.Value
		return view.PrintPage{Page: p.Page, Source: b.source(), Contents: printSections(b), Split: true, Named: contentsNamed(b), Approvals: approverRows(b)}
	})}
	for _, s := range b.manual.Sections {
		parts := inParts(route.SectionPrint(s.URL), b.inSection[s], maxPrinted)
		for n, part := range parts {
			if len(part.entries) > 0 {
				files = append(files, b.page(part.path, "print", func(p page) any { return sectionPrintPage(b, p, s, parts, n) }))
			}
		}
	}
	return files
}

// printID is the id of a document on a print page. With a colon it is the prefix of the ids in the document.
func printID(e *manual.Entry) string { return route.DocumentName(e.URL) }

// sectionPrintPage is a print page of a section.
func sectionPrintPage(b *Builder, p page, s *manual.Section, parts []part, n int) view.PrintPage {
	p.Heading = b.partHeading(b.sectionLink(s).Text, n, parts)
	p.Breadcrumbs = append(b.start(), view.Link{Text: b.say("frame.printing"), URL: route.Print})
	v := printPage(b, p, []sectionDocuments{{s, parts[n].entries}})
	v.Count, v.Parts = len(parts[n].entries), partLinks(parts, n)
	return v
}

// sectionDocuments are the documents of a section that are printed together.
type sectionDocuments struct {
	section *manual.Section
	entries []*manual.Entry
}

// printContents are all current documents by section.
func printContents(b *Builder) []sectionDocuments {
	var list []sectionDocuments
	for _, s := range b.manual.Sections {
		if len(b.inSection[s]) > 0 {
			list = append(list, sectionDocuments{s, b.inSection[s]})
		}
	}
	return list
}

// contentsNamed reports whether the table of contents of a large manual names each document, as its master
// list does.
func contentsNamed(b *Builder) bool { return len(b.current) <= maxListed }

// printSections links to the print pages of the sections.
func printSections(b *Builder) []view.PrintSection {
	var list []view.PrintSection
	for _, c := range printContents(b) {
		parts := inParts(route.SectionPrint(c.section.URL), c.entries, maxPrinted)
		section := view.PrintSection{Link: view.Link{Text: b.sectionLink(c.section).Text, URL: parts[0].path},
			Count: len(c.entries), Parts: partLinks(parts, -1)}
		for _, part := range parts {
			if contentsNamed(b) {
				section.Rows = append(section.Rows, printRows(part.path, part.entries)...)
			}
		}
		list = append(list, section)
	}
	return list
}

// printRows links to documents on a print page.
func printRows(page string, entries []*manual.Entry) []view.PrintRow {
	rows := make([]view.PrintRow, len(entries))
	for i, e := range entries {
		rows[i] = view.PrintRow{Link: view.Link{Text: e.ID.Value, URL: page + "#" + printID(e)}, Title: e.Title.Value, Revision: e.Revision.Value}
	}
	return rows
}

// printPage is a page with the documents of sections and its own table of contents.
func printPage(b *Builder, p page, sections []sectionDocuments) view.PrintPage {
	v := view.PrintPage{Page: p.Page, Source: b.source()}
	var entries []*manual.Entry
	here := map[*manual.Entry]bool{}
	for _, c := range sections {
		for _, e := range c.entries {
			here[e] = true
		}
		entries = append(entries, c.entries...)
		v.Contents = append(v.Contents, view.PrintSection{Link: b.sectionLink(c.section), Count: len(c.entries), Rows: printRows("", c.entries)})
	}
	onPage := func(e *manual.Entry) (string, bool) { return printID(e) + ":", here[e] }
	if len(entries) > 0 {
		v.Sheets = p.slots.add(fullBuffer, func(out *bytes.Buffer) error {
			for _, e := range entries {
				w := bodyWriter{messages: &b.messages, section: b.pageOf, root: p.Root, prefix: printID(e) + ":", onPage: onPage}
				if err := errors.Join(writeSheet(b, out, p, e, w), p.slots.flush(out)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return v
}

// writeSheet writes one document of a print page. Writing one after the other takes far less memory than
// holding all their views.
func writeSheet(b *Builder, to *bytes.Buffer, p page, e *manual.Entry, w bodyWriter) error {
	p.slots, p.Icon, p.Header, p.Tree, p.Footer = &slots{}, "", "", "", ""
	v := documentView(b, p, e, w)
	return p.slots.render(to, func(raw *bytes.Buffer) error { return b.theme.RenderPartial(raw, "sheet", p.Root, v) })
}
