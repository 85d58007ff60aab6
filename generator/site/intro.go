package site

import (
	"bytes"
	"html/template"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// has reports whether a section has a page: it has documents in force, or a text that introduces it or a
// section below it.
func (s *shared) has(section *manual.Section) bool {
	return s.below[section] > 0 || section.Introduced || section.Path == ""
}

// pageOf is the address of the page with the text of a section, "" if it has none. The top section is
// introducedSections by the start page.
func (s *shared) pageOf(section *manual.Section) string {
	switch {
	case section.Path == "" && section.Intro != nil:
		return route.Home
	case s.has(section):
		return section.URL
	}
	return ""
}

// intro renders the text that introduces a section; empty if there is none.
func (b *Builder) intro(p page, s *manual.Section) template.HTML {
	text, targets := b.manual.Intro(s)
	if text == nil {
		return ""
	}
	w := bodyWriter{messages: &b.messages, root: p.Root, section: b.pageOf, here: s}
	return p.slots.add(len(text.Body)*9/8, func(out *bytes.Buffer) error { w.body(out, text, targets); return nil })
}

// introducedSections lists the sections with a text of their own.
func introducedSections(b *Builder) []*manual.Section {
	var list []*manual.Section
	for _, s := range b.manual.Sections {
		if s.Intro != nil {
			list = append(list, s)
		}
	}
	return list
}

// introKey adds the texts that introduce sections.
func (h *hasher) introKey(p *pageDeps, m *manual.Manual) {
	for _, s := range m.Sections {
		if text, targets := m.Intro(s); text != nil {
			h.number(text.Sum)
			for _, t := range targets {
				p.target(h, t)
				for _, span := range t.Spans {
					h.number(uint64(span.Start))
					h.text(span.Clause)
					p.entryKey(h, span.Entry)
				}
			}
		}
	}
}
