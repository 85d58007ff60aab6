package site

import (
	"sync"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/theme"
	"github.com/clausebook/clausebook/generator/view"
)

// sharedKey identifies the inputs of shared: equal keys make equal values.
type sharedKey struct {
	catalog *manual.Catalog // the manual without its texts
	tally   *coverage.Result
	theme   *theme.Theme
	base    string // base_url with a slash at its end, or ""
}

// shared is what pages share. It and everything that it caches is made from its key only, so it stays valid
// when the text of a document changes.
type shared struct {
	sharedKey
	messages
	site    *view.Site
	titles  standard.Titles // of the clauses, in the language of the interface
	current []*manual.Entry // in the order of the navigation
	// inSection are the current documents of a section.
	inSection map[*manual.Section][]*manual.Entry
	below     map[*manual.Section]int // how many there are of them, and in the sections below
	alphabet  func() []azEntry        // the current documents from A to Z
	// By the rank of a document: its neighbours in the navigation, its index in its section, its claims.
	neighbours []neighbours
	place      []int
	claims     [][]clauseClaim
	pages      func() map[string]*manual.Entry // the published documents by their addresses
	lines      []navLine                       // the navigation's entries, by rank
	links      []linked                        // what is said about documents that pages link to, by rank
	frames     sync.Map                        // pieces around the content, by name, kind and root
	trees      sync.Map                        // rendered trees of sections, by treeKey
	sections   int                             // number of sections that have current documents in or below them
	deps       func() *pageDeps
}

type neighbours struct{ previous, next *manual.Entry }

// clauseClaim is a claim with its clause.
type clauseClaim struct {
	clause *coverage.Clause
	coverage.Claim
}

func newShared(o sharedKey) *shared {
	s := &shared{sharedKey: o, messages: newMessages(o.theme.Words()), lines: make([]navLine, len(o.catalog.Entries)), links: make([]linked, len(o.catalog.Entries))}
	s.titles = o.catalog.Standard.Titles(s.words.Name)
	s.order()
	s.site = s.newSite()
	s.indexClaims()
	s.alphabet, s.deps, s.pages = sync.OnceValue(s.inAlphabet), sync.OnceValue(s.newPageDeps), sync.OnceValue(s.byAddress)
	return s
}

func (s *shared) newSite() *view.Site {
	m := s.catalog
	site := &view.Site{
		Title: m.Title.Value, Company: m.Company.Value, Standard: s.tally.Standard, ScopeName: s.scopeName(s.tally.Model),
		Edition: m.Standard.Year, Scope: s.tally.Model.Number, Date: m.Options.Date, Language: s.words.Name,
		Provisional: m.Standard.Provisional, Notes: s.notes(), Rule: s.say("rule.counting"), Limit: s.say("rule.limit"), Drafts: m.Drafts, Copy: m.Copy,
	}
	if next := s.nextEdition(); next != nil {
		site.NextEdition = next.Name
	}
	site.External = m.ExternalRegister != nil && len(m.ExternalRegister.Documents) > 0
	if m.Config.Accent.Known {
		site.Accent = m.Config.Accent.Light.String()[1:]
	}
	if logo := m.LogoFile(); logo != nil {
		site.Logo = logo.URL
	}
	for _, section := range m.Sections {
		if section.Parent != nil && section.Parent.Path == "" && s.has(section) && !section.Hidden {
			site.Sections = append(site.Sections, view.Link{Text: section.Label, URL: section.URL})
		}
	}
	return site
}

// order lists all current documents in the order of the navigation.
func (s *shared) order() {
	n := len(s.catalog.Entries)
	s.neighbours, s.place, s.current = make([]neighbours, n), make([]int, n), make([]*manual.Entry, 0, n)
	s.inSection = map[*manual.Section][]*manual.Entry{}
	for _, section := range s.catalog.Sections {
		for _, e := range s.catalog.In(section) {
			if e.Current() {
				s.place[e.Rank] = len(s.inSection[section])
				s.inSection[section] = append(s.inSection[section], e)
			}
		}
		s.current = append(s.current, s.inSection[section]...)
	}
	s.below = make(map[*manual.Section]int, len(s.catalog.Sections))
	s.count(s.catalog.Sections[0])
	for _, n := range s.below {
		if n > 0 {
			s.sections++
		}
	}
	for i, e := range s.current {
		var n neighbours
		if i > 0 {
			n.previous = s.current[i-1]
		}
		if i+1 < len(s.current) {
			n.next = s.current[i+1]
		}
		s.neighbours[e.Rank] = n
	}
}

func (s *shared) byAddress() map[string]*manual.Entry {
	pages := make(map[string]*manual.Entry, len(s.catalog.Entries))
	for _, e := range s.catalog.Entries {
		if e.Published() {
			pages[e.URL] = e
		}
		if e.Next != nil && e.Next.Published() {
			pages[e.Next.URL] = e.Next
		}
	}
	return pages
}

// count counts the current documents of a section and of the sections below it.
func (s *shared) count(section *manual.Section) int {
	n := len(s.inSection[section])
	for _, child := range section.Children {
		n += s.count(child)
	}
	s.below[section] = n
	return n
}

// indexClaims indexes claims by document.
func (s *shared) indexClaims() {
	s.claims = make([][]clauseClaim, len(s.catalog.Entries))
	for _, c := range s.tally.Clauses {
		for _, claim := range c.Claims {
			s.claims[claim.Entry.Rank] = append(s.claims[claim.Entry.Rank], clauseClaim{c, claim})
		}
	}
}
