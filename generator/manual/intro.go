package manual

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// intro is the text of the page of a section, and where its references lead.
type intro struct {
	text    *document.Document
	targets []Target
}

// separate takes the pages of sections out of the documents.
func separate(texts []*document.Document) (documents, intros []*document.Document) {
	isPage := func(d *document.Document) bool { return d.SectionPage != nil }
	if !slices.ContainsFunc(texts, isPage) {
		return texts, nil
	}
	for _, d := range texts {
		if isPage(d) {
			intros = append(intros, d)
		} else {
			documents = append(documents, d)
		}
	}
	return documents, intros
}

func headersOf(texts []*document.Document) []*document.Header {
	var headers []*document.Header
	for _, d := range texts {
		headers = append(headers, d.Header)
	}
	return headers
}

// introduce gives sections what their pages say of them. Where a folder has two, index.md is taken, as
// other generators do.
func (x *index) introduce(byPath map[string]*Section) {
	x.byFolder, x.pages = map[string]*Section{}, map[string]*Section{}
	for _, h := range x.intros {
		s := section(byPath, document.Section(h.File, x.root))
		x.pages[h.File] = s
		if s.Intro == nil || isIndex(h.File) && !isIndex(s.Intro.File) {
			s.Intro = h
		}
		for above := s; above != nil; above = above.Parent {
			above.Introduced = true
		}
	}
	for _, s := range byPath {
		if s.Intro != nil {
			s.Title = cmp.Or(s.Intro.Title.Value, s.Title)
			s.Label, s.Hidden = cmp.Or(s.Intro.SectionPage.Label, s.Title), s.Intro.SectionPage.Hidden
		}
	}
}

func isIndex(file string) bool { return strings.HasPrefix(strings.ToLower(path.Base(file)), "index.") }

// compareSections orders sections with an order of their own first, and then by their names.
func compareSections(a, b *Section) int {
	x, y := a.order(), b.order()
	switch {
	case x.Ordered && !y.Ordered:
		return -1
	case y.Ordered && !x.Ordered:
		return 1
	}
	return cmp.Or(cmp.Compare(x.Order, y.Order), Compare(a.Path, b.Path))
}

func (s *Section) order() document.SectionPage {
	if s.Intro == nil {
		return document.SectionPage{}
	}
	return *s.Intro.SectionPage
}

// introduce keeps the texts of the pages of sections.
func introduce(m *Manual, texts []*document.Document) {
	m.intros = make([]intro, len(m.Sections))
	for _, d := range texts {
		if s := m.pages[d.File]; s.Intro == d.Header {
			m.intros[s.at].text = d
		}
	}
}

// Intro gives the text that introduces a section and where its references lead, or nil. They must not be
// changed.
func (m *Manual) Intro(s *Section) (*document.Document, []Target) {
	return m.intros[s.at].text, m.intros[s.at].targets
}

// PageOf gives the file that is shown for the folder of the page of a section.
func (r *Register) PageOf(file string) *document.Header { return r.pages[file].Intro }

// IntroTexts lists the texts of the pages of sections, in the order of the sections.
func IntroTexts(m *Manual) []*document.Document {
	var list []*document.Document
	for _, in := range m.intros {
		if in.text != nil {
			list = append(list, in.text)
		}
	}
	return list
}

// SecondIntros lists the pages of sections that are not shown because the folder has another one.
func (r *Register) SecondIntros() []*document.Header {
	var list []*document.Header
	for _, h := range r.intros {
		if r.pages[h.File].Intro != h {
			list = append(list, h)
		}
	}
	return list
}

func sectionTarget(s *Section, anchor string) Target {
	t := Target{Section: s, Anchor: anchor}
	if anchor != "" {
		ok := false
		if s.Intro != nil {
			t.Anchor, ok = linkAnchor(s.Intro, anchor)
		}
		if !ok {
			t.Anchor, t.Trouble = missingAnchor(anchor)
		}
	}
	return t
}

// resolveIntros finds where the references of the pages of sections lead. What they name counts as used
// and, for those of other documents, as referred to.
func resolveIntros(m *Manual, g resolver, x *mentions) {
	m.introduced = map[*Entry]bool{}
	for _, s := range m.Sections {
		in := &m.intros[s.at]
		if in.text == nil {
			continue
		}
		in.targets, _ = g.targets(x, in.text, nil)
		for i, ref := range in.text.Refs.All() {
			t := &in.targets[i]
			if ref.Kind == document.Link && ref.Target == "" {
				*t = sectionTarget(s, ref.Anchor)
			}
			use(m.uses, t.File, true)
			m.introduced[t.Entry] = true
			for _, span := range t.Spans {
				m.introduced[span.Entry] = true
			}
		}
	}
}

// Introduced reports whether the page of a section refers to a document.
func Introduced(m *Manual, e *Entry) bool { return m.introduced[e] }
