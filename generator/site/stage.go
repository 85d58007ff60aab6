package site

import (
	"sync"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/theme"
)

// origin is what a stage is made of. Stages of equal origins are equal.
type origin struct {
	bare  *manual.Catalog // the manual without its texts
	tally *coverage.Result
	theme *theme.Theme
	base  string // base_url with a slash at its end, or ""
}

// stage is what pages share. It, and all that it remembers, is made of its origin and of nothing
// else, so that an edit of a text leaves it as it is.
type stage struct {
	origin
	vocabulary
	shared  *Site
	titles  standard.Titles // of the clauses, in the language of the interface
	current []*manual.Entry // in the order of the navigation
	// inSection are the current documents of a section.
	inSection map[*manual.Section][]*manual.Entry
	below     map[*manual.Section]int // how many there are of them, and in the sections below
	alphabet  func() []listed         // the current documents from A to Z
	// By the rank of a document: those beside it in the navigation, its place in its section, its claims.
	near   []neighbours
	place  []int
	claims [][]placed
	pages  func() map[string]*manual.Entry // the published documents by their addresses
	lines  []line                          // the navigation's entries, by rank
	frames sync.Map                        // pieces around the content, by name, kind and root
	faces  func() *faces
}

type neighbours struct{ previous, next *manual.Entry }

// placed is a claim with its clause.
type placed struct {
	clause *coverage.Clause
	coverage.Claim
}

func newStage(o origin) *stage {
	s := &stage{origin: o, vocabulary: newVocabulary(o.theme.Words()), lines: make([]line, len(o.bare.Entries))}
	s.titles = o.bare.Standard.Titles(s.words.Name)
	s.order()
	s.shared = s.site()
	s.turn()
	s.alphabet, s.faces, s.pages = sync.OnceValue(s.inAlphabet), sync.OnceValue(s.newFaces), sync.OnceValue(s.byAddress)
	return s
}

func (s *stage) site() *Site {
	m := s.bare
	site := &Site{
		Title: m.Title.Value, Company: m.Company.Value, Standard: s.tally.Standard, ScopeName: s.scopeName(s.tally.Model),
		Edition: m.Standard.Year, Scope: s.tally.Model.Number, Date: m.Options.Date, Language: s.words.Name,
		Provisional: m.Standard.Provisional, Notes: s.notes(), Rule: s.say("rule.counting"), Limit: s.say("rule.limit"), Drafts: m.Drafts,
	}
	if logo := m.LogoFile(); logo != nil {
		site.Logo = logo.URL
	}
	for _, section := range m.Sections {
		if section.Parent != nil && section.Parent.Path == "" && s.below[section] > 0 {
			site.Sections = append(site.Sections, Link{Text: section.Title, URL: section.URL})
		}
	}
	return site
}

// order lines all current documents up as the navigation shows them.
func (s *stage) order() {
	n := len(s.bare.Entries)
	s.near, s.place, s.current = make([]neighbours, n), make([]int, n), make([]*manual.Entry, 0, n)
	s.inSection = map[*manual.Section][]*manual.Entry{}
	for _, section := range s.bare.Sections {
		for _, e := range s.bare.In(section) {
			if e.Current() {
				s.place[e.Rank] = len(s.inSection[section])
				s.inSection[section] = append(s.inSection[section], e)
			}
		}
		s.current = append(s.current, s.inSection[section]...)
	}
	s.below = make(map[*manual.Section]int, len(s.bare.Sections))
	s.count(s.bare.Sections[0])
	for i, e := range s.current {
		var n neighbours
		if i > 0 {
			n.previous = s.current[i-1]
		}
		if i+1 < len(s.current) {
			n.next = s.current[i+1]
		}
		s.near[e.Rank] = n
	}
}

func (s *stage) byAddress() map[string]*manual.Entry {
	pages := make(map[string]*manual.Entry, len(s.bare.Entries))
	for _, e := range s.bare.Entries {
		if e.Published() {
			pages[e.URL] = e
		}
	}
	return pages
}

// count counts the documents of a section and below that navigation shows, once for all that ask.
func (s *stage) count(section *manual.Section) int {
	n := len(s.inSection[section])
	for _, child := range section.Children {
		n += s.count(child)
	}
	s.below[section] = n
	return n
}

// turn turns claims around, from clauses to documents.
func (s *stage) turn() {
	s.claims = make([][]placed, len(s.bare.Entries))
	for _, c := range s.tally.Clauses {
		for _, claim := range c.Claims {
			s.claims[claim.Entry.Rank] = append(s.claims[claim.Entry.Rank], placed{c, claim})
		}
	}
}
