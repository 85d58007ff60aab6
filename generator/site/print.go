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
	for _, c := range printContents(b) {
		parts := inParts(route.SectionPrint(c.section.URL), c.entries, maxPrinted)
		for n, part := range parts {
			files = append(files, b.page(part.path, "print", func(p page) any { return sectionPrintPage(b, p, c, parts, n) }))
		}
	}
	return files
}

// printID is the id of a document on a print page. With a colon it is the prefix of the ids in the document.
func printID(e *manual.Entry) string { return route.DocumentName(e.URL) }

// sectionPrintPage is a print page of a section.
func sectionPrintPage(b *Builder, p page, c sectionDocuments, parts []part, n int) view.PrintPage {
	p.Heading = b.partHeading(b.sectionLink(c.section).Text, n, parts)
	p.Breadcrumbs = append(b.start(), view.Link{Text: b.say("frame.printing"), URL: route.Print})
	v := printPage(b, p, []sectionDocuments{{c.section, parts[n].entries, c.first + n*maxPrinted}})
	v.Count, v.Parts = len(parts[n].entries), partLinks(parts, n)
	return v
}

// sectionDocuments are the documents of a section that are printed together.
type sectionDocuments struct {
	section *manual.Section
	entries []*manual.Entry
	first   int // the number of the first of them in the printed manual, which starts at 1
}

// printContents are all current documents by section.
func printContents(b *Builder) []sectionDocuments {
	var list []sectionDocuments
	first := 1
	for _, s := range b.manual.Sections {
		if len(b.inSection[s]) > 0 {
			list = append(list, sectionDocuments{s, b.inSection[s], first})
			first += len(b.inSection[s])
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
		for n, part := range parts {
			if contentsNamed(b) {
				section.Rows = append(section.Rows, printRows(part.path, part.entries, c.first+n*maxPrinted)...)
			}
		}
		list = append(list, section)
	}
	return list
}

// printRows links to documents on a print page, which are numbered from first.
func printRows(page string, entries []*manual.Entry, first int) []view.PrintRow {
	rows := make([]view.PrintRow, len(entries))
	for i, e := range entries {
		rows[i] = view.PrintRow{Link: view.Link{Text: e.ID.Value, URL: page + "#" + printID(e)}, Number: first + i, Title: e.Title.Value, Revision: e.Revision.Value}
	}
	return rows
}

// printPage is a page with the documents of sections and its own table of contents.
func printPage(b *Builder, p page, sections []sectionDocuments) view.PrintPage {
	v := view.PrintPage{Page: p.Page, Source: b.source()}
	here := map[*manual.Entry]bool{}
	for _, c := range sections {
		for _, e := range c.entries {
			here[e] = true
		}
		v.Contents = append(v.Contents, view.PrintSection{Link: b.sectionLink(c.section), Count: len(c.entries), Rows: printRows("", c.entries, c.first)})
	}
	onPage := func(e *manual.Entry) (string, bool) { return printID(e) + ":", here[e] }
	if len(here) > 0 {
		v.Sheets = p.slots.add(fullBuffer, func(out *bytes.Buffer) error {
			for _, c := range sections {
				for i, e := range c.entries {
					w := bodyWriter{messages: &b.messages, section: b.pageOf, root: p.Root, prefix: printID(e) + ":", onPage: onPage}
					if err := errors.Join(writeSheet(b, out, p, e, c.first+i, w), p.slots.flush(out)); err != nil {
						return err
					}
				}
			}
			return nil
		})
	}
	return v
}

// writeSheet writes one document of a print page. Writing one after the other takes far less memory than
// holding all their views.
func writeSheet(b *Builder, to *bytes.Buffer, p page, e *manual.Entry, number int, w bodyWriter) error {
	p.slots, p.Icon, p.Header, p.Tree, p.Footer = &slots{}, "", "", "", ""
	v := documentView(b, p, e, w)
	v.Number = number
	return p.slots.render(to, func(raw *bytes.Buffer) error { return b.theme.RenderPartial(raw, "sheet", p.Root, v) })
}
