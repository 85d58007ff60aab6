package site

import (
	"bytes"
	"errors"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxPrinted is the number of documents on a print page. Past it print.html has only the contents, and
// each section a print page of its own, or several. A browser takes six seconds to lay out a thousand.
const maxPrinted = 300

// printFiles makes print.html and, for a large manual, the print pages of each section.
func printFiles(b *Builder) []File {
	if len(b.current) <= maxPrinted {
		return []File{b.page(route.Print, "print", func(p page) any {
			p.Heading = b.manual.Title.Value
			return printPage(b, p, printContents(b))
		})}
	}
	files := []File{b.page(route.Print, "print", func(p page) any {
		p.Heading = b.manual.Title.Value
		return view.PrintPage{Page: p.Page, Source: b.source(), Contents: printSections(b), Split: true, Named: contentsNamed(b)}
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

// printID is the id of a document on a print page, and with a colon the prefix of its own ids.
func printID(e *manual.Entry) string { return route.DocumentName(e.URL) }

// sectionPrintPage is a print page of a section.
func sectionPrintPage(b *Builder, p page, s *manual.Section, parts []part, n int) view.PrintPage {
	p.Heading = b.partHeading(b.sectionLink(s).Text, n, parts)
	p.Breadcrumbs = append(b.start(), view.Link{Text: b.say("frame.printing"), URL: route.Print})
	v := printPage(b, p, []selectedState{{s, parts[n].entries}})
	v.Count, v.Parts = len(parts[n].entries), partLinks(parts, n)
	return v
}

// selectedState are documents of a section.
type selectedState struct {
	section *manual.Section
	entries []*manual.Entry
}

// printContents are all current documents.
func printContents(b *Builder) []selectedState {
	var list []selectedState
	for _, s := range b.manual.Sections {
		if len(b.inSection[s]) > 0 {
			list = append(list, selectedState{s, b.inSection[s]})
		}
	}
	return list
}

// contentsNamed reports whether the contents of a large manual name each document, as its master list does.
func contentsNamed(b *Builder) bool { return len(b.current) <= maxListed }

// printSections leads to the print pages of the sections.
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

// printRows leads to documents on a print page.
func printRows(page string, entries []*manual.Entry) []view.PrintRow {
	rows := make([]view.PrintRow, len(entries))
	for i, e := range entries {
		rows[i] = view.PrintRow{Link: view.Link{Text: e.ID.Value, URL: page + "#" + printID(e)}, Title: e.Title.Value, Revision: e.Revision.Value}
	}
	return rows
}

// printPage is a page with the documents of sections, and contents of its own.
func printPage(b *Builder, p page, sections []selectedState) view.PrintPage {
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
				w := bodyWriter{messages: &b.messages, root: p.Root, prefix: printID(e) + ":", onPage: onPage}
				if err := errors.Join(writeSheet(b, out, p, e, w), p.slots.flush(out)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return v
}

// writeSheet writes one document of a print page. One after the other takes far less memory than all
// their views at once.
func writeSheet(b *Builder, to *bytes.Buffer, p page, e *manual.Entry, w bodyWriter) error {
	p.slots, p.Icon, p.Header, p.Folders, p.Footer = &slots{}, "", "", "", ""
	v := documentView(b, p, e, w)
	return withFields(v, func(seen map[string]any) error {
		return p.slots.render(to, func(raw *bytes.Buffer) error { return b.theme.RenderPartial(raw, "sheet", p.Root, seen) })
	})
}
