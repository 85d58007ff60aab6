// Package site makes the pages of a manual: views for the theme's templates, the search index and
// the data files beside them.
//
// A page is a function of its view, and a view holds only what its page shows.
package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/theme"
)

// Builder makes the files of one site.
type Builder struct {
	fsys  fs.FS // the manual's folder, for images and other files
	m     *manual.Manual
	x     *coverage.Matrix
	theme *theme.Theme
	vocabulary
	base    string // base_url with a slash at its end, or ""
	shared  *Site
	current []*manual.Entry // in the order of the navigation
	// inSection are the current documents of a section.
	inSection map[*manual.Section][]*manual.Entry
	below     map[*manual.Section]int // how many there are of them, and in the sections below
	alphabet  func() []listed         // the current documents from A to Z
	// By the rank of a document: those beside it in the navigation, its place in its section, its claims.
	near   []neighbours
	place  []int
	claims [][]placed
	naming map[string][]*manual.Entry // by clause: the documents whose text names it
	lines  []line                     // the navigation's entries, by rank
	frames sync.Map                   // pieces around the content, by name, kind and root
}

type neighbours struct{ previous, next *manual.Entry }

// placed is a claim with its clause.
type placed struct {
	clause *coverage.Clause
	coverage.Claim
}

// New prepares the site of a counted manual. The base address may be empty.
func New(fsys fs.FS, x *coverage.Matrix, t *theme.Theme, base string) *Builder {
	m := x.Manual
	if base == "" {
		base = m.BaseURL.Value
	}
	if base != "" && !strings.HasSuffix(base, "/") {
		base += "/"
	}
	b := &Builder{fsys: fsys, m: m, x: x, theme: t, vocabulary: newVocabulary(t.Words()), base: base, lines: make([]line, len(m.Entries))}
	b.order()
	b.shared = b.site()
	b.index()
	return b
}

func (b *Builder) site() *Site {
	s := &Site{
		Title: b.m.Title.Value, Company: b.m.Company.Value, Standard: b.x.Standard, ScopeName: b.scopeName(b.x.Model),
		Edition: b.m.Standard.Year, Scope: b.x.Model.Number, Date: b.m.Options.Date, Language: b.words.Name,
		Provisional: b.m.Standard.Provisional, Notes: b.notes(), Rule: b.say("rule.counting"), Limit: b.say("rule.limit"), Drafts: b.m.Drafts,
	}
	if logo := b.m.LogoFile(); logo != nil {
		s.Logo = logo.URL
	}
	for _, section := range b.m.Sections {
		if section.Parent != nil && section.Parent.Path == "" && b.below[section] > 0 {
			s.Sections = append(s.Sections, Link{Text: section.Title, URL: section.URL})
		}
	}
	return s
}

// order lines all current documents up as the navigation shows them.
func (b *Builder) order() {
	n := len(b.m.Entries)
	b.near, b.place, b.current = make([]neighbours, n), make([]int, n), make([]*manual.Entry, 0, n)
	b.inSection = map[*manual.Section][]*manual.Entry{}
	for _, s := range b.m.Sections {
		for _, e := range s.Entries {
			if e.Current() {
				b.place[e.Rank] = len(b.inSection[s])
				b.inSection[s] = append(b.inSection[s], e)
			}
		}
		b.current = append(b.current, b.inSection[s]...)
	}
	b.below = make(map[*manual.Section]int, len(b.m.Sections))
	b.count(b.m.Sections[0])
	b.alphabet = sync.OnceValue(b.inAlphabet)
	for i, e := range b.current {
		var n neighbours
		if i > 0 {
			n.previous = b.current[i-1]
		}
		if i+1 < len(b.current) {
			n.next = b.current[i+1]
		}
		b.near[e.Rank] = n
	}
}

// index turns claims and mentions of clauses around: by document, and by clause.
func (b *Builder) index() {
	b.claims, b.naming = make([][]placed, len(b.m.Entries)), map[string][]*manual.Entry{}
	for _, c := range b.x.Clauses {
		for _, claim := range c.Claims {
			b.claims[claim.Entry.Rank] = append(b.claims[claim.Entry.Rank], placed{c, claim})
		}
	}
	for _, e := range b.current {
		for _, t := range b.m.Targets(e) {
			for _, s := range t.Spans {
				if list := b.naming[s.Clause]; s.Clause != "" && (len(list) == 0 || list[len(list)-1] != e) {
					b.naming[s.Clause] = append(list, e)
				}
			}
		}
	}
}

// count counts the documents of a section and below that navigation shows, once for all that ask.
func (b *Builder) count(s *manual.Section) int {
	n := len(b.inSection[s])
	for _, child := range s.Children {
		n += b.count(child)
	}
	b.below[s] = n
	return n
}

// Files lists all files of the site in the order of their paths' making; each path once.
func (b *Builder) Files() []File {
	files := []File{
		b.page("index.html", "home", func(p Page) any { return b.home(p) }),
		b.page("coverage.html", "coverage", func(p Page) any { return b.coverage(p) }),
		b.page("documents/index.html", "documents", func(p Page) any { return b.documents(p) }),
		b.page("scope.html", "scope", func(p Page) any { return b.scope(p) }),
		b.page("changes.html", "changes", func(p Page) any { return b.changesPage(p) }),
		b.page("search.html", "search", func(p Page) any { return b.search(p) }),
		b.missing(),
	}
	for _, c := range b.x.Clauses {
		files = append(files, b.page(manual.ClauseURL(c.ID), "clause", func(p Page) any { return b.clause(p, c) }))
	}
	for _, s := range b.m.Sections {
		if b.below[s] > 0 || s.Path == "" {
			files = append(files, b.sectionPages(s)...)
		}
	}
	for _, e := range b.m.Entries {
		if e.Published() {
			files = append(files, b.own(e))
		}
	}
	files = append(files, b.indexPages()...)
	files = append(files, b.print()...)
	files = append(files, b.recordPages()...)
	files = append(files, b.reviewPages()...)
	files = append(files, b.redirects()...)
	files = append(files, b.data()...)
	return append(files, b.assets()...)
}

// own is the page of a document.
func (b *Builder) own(e *manual.Entry) File {
	return b.page(e.URL, "document", func(p Page) any { return b.document(p, e) })
}

// Document makes the page of the document that has it at a path.
func (b *Builder) Document(path string) ([]byte, error) {
	for _, e := range b.m.Entries {
		if e.URL == path {
			return b.own(e).Bytes()
		}
	}
	return nil, fmt.Errorf("no document has its page at %s", path)
}

// page is a file rendered by a template.
func (b *Builder) page(path, kind string, view func(Page) any) File {
	return File{path, func(w io.Writer) error {
		p := b.frame(path, kind, strings.Repeat("../", strings.Count(path, "/")))
		return b.render(w, p, view(p))
	}}
}

func (b *Builder) render(w io.Writer, p Page, view any) error {
	page := borrow()
	defer giveBack(page)
	seen := flat(view)
	if trail := seen["Trail"].([]Link); len(trail) > 0 {
		seen["Breadcrumb"] = b.breadcrumb(p, trail)
	}
	p.slots.to = w
	if err := p.slots.press(page, func(raw *bytes.Buffer) error { return b.theme.Render(raw, p.Kind, p.Root, seen) }); err != nil {
		return err
	}
	_, err := page.WriteTo(w)
	return err
}

// missing is 404.html. A host shows it at any depth, so its links begin at the base address.
func (b *Builder) missing() File {
	return File{"404.html", func(w io.Writer) error {
		root := ""
		if b.base != "" {
			root = b.base[strings.Index(b.base, "//")+2:]
			root = root[strings.Index(root, "/"):]
		}
		p := b.frame("404.html", "missing", root)
		p.Heading = b.say("missing.title")
		return b.render(w, p, Missing{p})
	}}
}

func (b *Builder) frame(path, kind, root string) Page {
	p := Page{Site: b.shared, Kind: kind, Path: path, Root: root, slots: &slots{}}
	if b.base != "" {
		p.Canonical = b.base + path
	}
	p.Icon, p.Header = b.framed(p, "icon", nil), b.framed(p, "header", nil)
	p.Folders, p.Footer = b.framed(p, "folders", nil), b.framed(p, "footer", nil)
	return p
}

// data are the files for programs. What other programs read is for package export to write.
func (b *Builder) data() []File {
	// On some hosts a program drops names that begin with a low line, unless .nojekyll says no.
	files := append(b.searchFiles(), whole(".nojekyll", func() ([]byte, error) { return nil, nil }))
	if b.base != "" {
		files = append(files, whole("sitemap.xml", b.sitemap))
	}
	return files
}

// assets are the theme's files and those that documents show or link to.
func (b *Builder) assets() []File {
	var files []File
	for _, name := range b.theme.Assets() {
		files = append(files, whole(name, func() ([]byte, error) { return b.theme.Asset(name), nil }))
	}
	for _, f := range b.m.Files {
		if b.m.Use(f).Published {
			files = append(files, whole(f.URL, func() ([]byte, error) { return fs.ReadFile(b.fsys, f.Path) }))
		}
	}
	return files
}

// reason renders the justification of a declaration. Its ids get a prefix, since a page may show
// several.
func (b *Builder) reason(root string, d *manual.Declaration) template.HTML {
	for i := range b.m.NotApplicable {
		if d != nil && b.m.NotApplicable[i].Clause == d.Clause {
			return writer{vocabulary: &b.vocabulary, root: root, prefix: "reason-" + d.Clause + ":"}.html(b.m.Reasons[i], b.m.ReasonLinks[i])
		}
	}
	return ""
}

func (b *Builder) statement(root string) template.HTML {
	return writer{vocabulary: &b.vocabulary, root: root, prefix: "statement:"}.html(b.m.Statement, b.m.StatementLinks)
}

// chapter is the group of a clause in lists and filters.
func chapter(e *standard.Edition, id string) string { return manual.ChapterOf(e, id) }

// Base is the address at which the site will stand, with a slash at its end, or "".
func (b *Builder) Base() string { return b.base }
