package site

import (
	"bytes"
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
)

// maxPrinted is the number of documents past which print.html has only the contents, and each
// section a print page of its own.
const maxPrinted = 300

// print makes print.html and, for a large manual, a page a section.
func (b *Builder) print() []File {
	if len(b.current) <= maxPrinted {
		return []File{b.page("print.html", "print", func(p Page) any {
			p.Heading = b.m.Title.Value
			return b.printed(p, b.m.Sections)
		})}
	}
	files := []File{b.page("print.html", "print", func(p Page) any {
		p.Heading = b.m.Title.Value
		return PrintPage{Page: p, Source: b.source(), Contents: b.contents(b.m.Sections, func(s *manual.Section, e *manual.Entry) string {
			return printPath(s) + "#" + printID(e)
		}), Split: true}
	})}
	for _, s := range b.m.Sections {
		if len(b.inSection[s]) == 0 {
			continue
		}
		files = append(files, b.page(printPath(s), "print", func(p Page) any {
			p.Heading = b.sectionLink(s).Text
			return b.printed(p, []*manual.Section{s})
		}))
	}
	return files
}

func printPath(s *manual.Section) string { return "print/" + strings.TrimPrefix(s.URL, "sections/") }

// printID is the id of a document on a print page, and with a colon the prefix of its own ids.
func printID(e *manual.Entry) string {
	return strings.TrimSuffix(strings.TrimPrefix(e.URL, "documents/"), ".html")
}

func (b *Builder) printed(p Page, sections []*manual.Section) PrintPage {
	v := PrintPage{Page: p, Source: b.source(), Contents: b.contents(sections, func(_ *manual.Section, e *manual.Entry) string { return "#" + printID(e) })}
	var entries []*manual.Entry
	here, size := map[*manual.Entry]bool{}, 0
	for _, s := range sections {
		for _, e := range b.inSection[s] {
			here[e] = true
			entries, size = append(entries, e), size+len(e.Body)*9/8+usualPiece
		}
	}
	onPage := func(e *manual.Entry) (string, bool) { return printID(e) + ":", here[e] }
	if len(entries) > 0 {
		v.Sheets = p.slots.add(size, func(out *bytes.Buffer) error {
			for _, e := range entries {
				if err := b.sheet(out, p, e, writer{vocabulary: &b.vocabulary, root: p.Root, prefix: printID(e) + ":", onPage: onPage}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return v
}

// sheet writes one document of a print page. One after the other takes far less memory than all
// their views at once.
func (b *Builder) sheet(to *bytes.Buffer, p Page, e *manual.Entry, w writer) error {
	p.slots, p.Icon, p.Header, p.Folders, p.Footer = &slots{}, "", "", "", ""
	view := b.documentView(p, e, w)
	return p.slots.press(to, func(raw *bytes.Buffer) error { return b.theme.RenderPartial(raw, "sheet", p.Root, flat(view)) })
}

func (b *Builder) contents(sections []*manual.Section, address func(*manual.Section, *manual.Entry) string) []PrintSection {
	var list []PrintSection
	for _, s := range sections {
		entries := b.inSection[s]
		if len(entries) == 0 {
			continue
		}
		section := PrintSection{Link: b.sectionLink(s)}
		for _, e := range entries {
			section.Rows = append(section.Rows, PrintRow{Link{Text: e.ID.Value, URL: address(s, e)}, e.Title.Value, e.Revision.Value})
		}
		list = append(list, section)
	}
	return list
}
