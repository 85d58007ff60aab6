// Package site makes the pages of a manual, its search index and its sitemap.
//
// A page is made in two steps: a function such as clausePage fills a view (package view) from the manual and
// its coverage report, and the theme's template renders the view. There is a file per group of pages; rows.go
// has the rows and links that several groups use, shared.go what is worked out once for all pages.
package site

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"reflect"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/inforcediff"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/theme"
	"github.com/clausebook/clausebook/generator/view"
)

// Builder makes the files of one site. It may be used from several goroutines.
type Builder struct {
	*shared
	fsys        fs.FS // the manual's folder, for images and other files
	manual      *manual.Manual
	report      *coverage.Report
	since       func() *inforcediff.SinceAudit    // nil where the manual names no audit
	mentionedBy func() map[string][]*manual.Entry // the documents whose text names a clause, by its id
	pictures    *sync.Map                         // whether a picture of an earlier revision may be published, by its address
}

// New returns the builder of the site of a manual. The base address may be empty.
func New(fsys fs.FS, x *coverage.Report, t *theme.Theme, base string) *Builder {
	return (&Cache{}).New(fsys, x, t, base)
}

// New is the function New with a cache: it takes what pages share from the site before, if its inputs are
// the same.
func (c *Cache) New(fsys fs.FS, x *coverage.Report, t *theme.Theme, base string) *Builder {
	m := x.Manual
	base = BaseOf(m, base)
	if o := (sharedKey{m.Catalog, x.Result, t, base}); c.shared == nil || c.shared.sharedKey != o {
		c.shared = newShared(o)
	}
	b := &Builder{shared: c.shared, fsys: fsys, manual: m, report: x, pictures: &c.pictures}
	b.mentionedBy = sync.OnceValue(func() map[string][]*manual.Entry { return clauseMentions(b) })
	return b
}

// SinceAudit gives a new builder what became of the manual since its last audit, for changes.html. The function is
// called when that page is made, and may be nil.
func SinceAudit(b *Builder, audit func() *inforcediff.SinceAudit) *Builder {
	b.since = audit
	return b
}

// BaseOf is the address of the published site of a manual, with a slash at its end: the one given, or else the
// manual's own. It is "" if there is neither.
func BaseOf(m *manual.Manual, given string) string {
	base := cmp.Or(given, m.BaseURL.Value)
	if base != "" && !strings.HasSuffix(base, "/") {
		base += "/"
	}
	return base
}

// clauseMentions lists the documents that mention a clause, by the id of the clause.
func clauseMentions(b *Builder) map[string][]*manual.Entry {
	naming := map[string][]*manual.Entry{}
	for _, e := range b.current {
		for _, t := range b.manual.Targets(e) {
			for _, s := range t.Spans {
				if list := naming[s.Clause]; s.Clause != "" && (len(list) == 0 || list[len(list)-1] != e) {
					naming[s.Clause] = append(list, e)
				}
			}
		}
	}
	return naming
}

// Files lists all files of the site, each path once, in a fixed order.
func (b *Builder) Files() []File {
	files := []File{
		b.page(route.Home, "home", func(p page) any { return homePage(b, p) }),
		b.page(route.Coverage, "coverage", func(p page) any { return coveragePage(b, p) }),
		b.page(route.Documents, "documents", func(p page) any { return documentsPage(b, p) }),
		b.page(route.Scope, "scope", func(p page) any { return scopePage(b, p) }),
		b.page(route.Changes, "changes", func(p page) any { return changesPage(b, p) }),
		b.page(route.Search, "search", func(p page) any { return searchPage(b, p) }),
		missingFile(b),
	}
	for _, c := range b.report.Clauses {
		files = append(files, b.page(route.Clause(c.ID), "clause", func(p page) any { return clausePage(b, p, c) }))
	}
	for _, s := range b.manual.Sections {
		if b.has(s) {
			files = append(files, sectionFiles(b, s)...)
		}
	}
	for _, e := range b.manual.Entries {
		if e.Published() {
			files = append(files, documentFile(b, e))
		}
		if e.Next != nil && e.Next.Published() {
			files = append(files, documentFile(b, e.Next))
		}
	}
	files = append(files, revisionFiles(b)...)
	files = append(files, indexFiles(b)...)
	files = append(files, printFiles(b)...)
	files = append(files, recordFiles(b)...)
	files = append(files, reviewFiles(b)...)
	files = append(files, auditFiles(b)...)
	files = append(files, programmeFiles(b)...)
	files = append(files, externalFiles(b)...)
	files = append(files, transitionFiles(b)...)
	files = append(files, redirectFiles(b)...)
	files = append(files, printedFiles(b)...)
	files = append(files, dataFiles(b)...)
	return append(files, assetFiles(b)...)
}

// Document returns the page of a document by its path.
func (b *Builder) Document(path string) ([]byte, error) {
	if e := b.pages()[path]; e != nil {
		return documentFile(b, e).Bytes()
	}
	return nil, fmt.Errorf("no document has its page at %s", path)
}

// page returns the file of a page: content fills its view, and the template of its kind renders it.
func (b *Builder) page(path, kind string, content func(page) any) File {
	return File{path, func(w io.Writer) error {
		p := b.frame(path, kind, strings.Repeat("../", strings.Count(path, "/")))
		return b.render(w, p, content(p))
	}}
}

func (b *Builder) render(w io.Writer, p page, data any) error {
	out := getBuffer()
	defer putBuffer(out)
	p.slots.to = w
	data, common := withPage(data)
	if len(common.Breadcrumbs) > 0 {
		common.Breadcrumb = b.breadcrumb(p, common.Breadcrumbs)
	}
	if err := p.slots.render(out, func(raw *bytes.Buffer) error { return b.theme.Render(raw, p.Kind, p.Root, data) }); err != nil {
		return err
	}
	_, err := out.WriteTo(w)
	return err
}

// withPage returns a view, or a copy of one that is no pointer, and the Page in it.
func withPage(data any) (any, *view.Page) {
	v := reflect.ValueOf(data)
	if v.Kind() != reflect.Pointer {
		made := reflect.New(v.Type())
		made.Elem().Set(v)
		v = made
	}
	return v.Interface(), v.Elem().FieldByName("Page").Addr().Interface().(*view.Page)
}

// missingFile is 404.html. A host shows it at any depth, so its links begin at the base address.
func missingFile(b *Builder) File {
	return File{route.NotFound, func(w io.Writer) error {
		root := ""
		if b.base != "" {
			root = b.base[strings.Index(b.base, "//")+2:]
			root = root[strings.Index(root, "/"):]
		}
		p := b.frame(route.NotFound, "missing", root)
		p.Heading = b.say("missing.title")
		return b.render(w, p, view.Missing{Page: p.Page})
	}}
}

func (b *Builder) frame(path, kind, root string) page {
	p := page{view.Page{Site: b.site, Kind: kind, Path: path, Root: root}, &slots{}}
	if b.base != "" {
		p.Canonical = b.base + path
	}
	p.Icon, p.Header = b.framed(p, "icon", nil), b.framed(p, "header", nil)
	p.Footer = b.framed(p, "footer", nil)
	switch kind {
	case "changes", "records", "reviews":
		p.Scripts = []string{route.ListScript}
	}
	switch kind {
	case "redirect", "printed", "document", "section", "clause", "pack":
		return p
	case "home", "missing":
	default:
		p.Breadcrumbs = b.start()
	}
	p.Tree = b.sectionTree(p, nil, nil, false)
	return p
}

// dataFiles are the search index, the sitemap, the feed and .nojekyll. Package export writes the other data files.
func dataFiles(b *Builder) []File {
	// GitHub Pages leaves out names that begin with an underscore, unless there is a .nojekyll.
	files := append(searchFiles(b), whole(route.NoJekyll, func() ([]byte, error) { return nil, nil }))
	if b.base != "" {
		files = append(files, whole(route.Sitemap, func() ([]byte, error) { return sitemap(b) }),
			whole(route.Feed, func() ([]byte, error) { return feed(b) }))
	}
	return files
}

// assetFiles are the assets of the theme and the files that documents show or link to.
func assetFiles(b *Builder) []File {
	var files []File
	for _, name := range b.theme.Assets() {
		files = append(files, whole(name, func() ([]byte, error) { return b.asset(name), nil }))
	}
	for _, f := range b.manual.Files {
		if b.manual.Use(f).Published {
			files = append(files, attachment(b, f))
		}
	}
	return files
}

// attachment is a file of the manual's folder. It is streamed, since it may be large.
func attachment(b *Builder, f *manual.File) File {
	return File{f.URL, func(w io.Writer) error {
		from, _, err := b.manual.OpenFile(b.fsys, f)
		if err != nil {
			return err
		}
		defer from.Close()
		_, err = io.Copy(w, from)
		return err
	}}
}

// reason renders the justification of a declaration. Its ids get a prefix, since a page may show
// several.
func (b *Builder) reason(root string, d *config.Declaration) template.HTML {
	for i := range b.manual.NotApplicable {
		if d != nil && b.manual.NotApplicable[i].Clause == d.Clause {
			return bodyWriter{messages: &b.messages, section: b.pageOf, root: root, prefix: "reason-" + d.Clause + ":"}.html(b.manual.Reasons[i], b.manual.ReasonLinks[i])
		}
	}
	return ""
}

func (b *Builder) statement(root string) template.HTML {
	return bodyWriter{messages: &b.messages, section: b.pageOf, root: root, prefix: "statement:"}.html(b.manual.Statement, b.manual.StatementLinks)
}

// chapter is the group of a clause in lists and filters.
func chapter(e *standard.Edition, id string) string { return manual.ChapterOf(e, id) }

// Base is the address of the published site, with a slash at its end, or "" if it is unknown.
func (b *Builder) Base() string { return b.base }
