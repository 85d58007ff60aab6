package site

import (
	"cmp"
	"encoding/xml"
	"io"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/search"
)

// searchFiles are the files of the search index, all of them made when the first is asked for, and
// the texts that results show, each made by itself.
func searchFiles(b *Builder) []File {
	sizes := make([]int, 0, len(b.report.Clauses)+len(b.current))
	for _, c := range b.report.Clauses {
		sizes = append(sizes, len(b.titles.Text(c.Summary)))
	}
	for _, e := range b.current {
		sizes = append(sizes, b.manual.Text(e).Size)
	}
	for _, s := range introducedSections(b) {
		text, _ := b.manual.Intro(s)
		sizes = append(sizes, text.Size)
	}
	plan := search.NewPlan(sizes)
	scripts := sync.OnceValues(func() (map[string][]byte, error) { return searchIndex(b).Scripts(plan) })
	var files []File
	for _, name := range plan.Files() {
		files = append(files, whole(route.Asset(name), func() ([]byte, error) {
			made, err := scripts()
			return made[name], err
		}))
	}
	for i, name := range plan.TextFiles() {
		files = append(files, File{route.Asset(name), func(w io.Writer) error {
			script := getBuffer()
			defer putBuffer(script)
			first, last := plan.Texts(i)
			searchTexts(b, search.NewTexts(script, i), first, last)
			_, err := script.WriteTo(w)
			return err
		}})
	}
	return files
}

// searchIndex knows all clauses, then all current documents, and then the texts that introduce sections.
func searchIndex(b *Builder) *search.Index {
	x := search.Index{Language: b.site.Language, Clauses: len(b.report.Clauses), Strings: b.words.Forms("searching")}
	for _, c := range b.report.Clauses {
		x.Add(search.Page{URL: route.Clause(c.ID), ID: c.ID, Title: b.title(c), Place: clausePlace(b, c), Text: func(note func(search.Block)) { note(search.Block{Text: []byte(b.titles.Text(c.Summary))}) }})
	}
	for _, e := range b.current {
		p := search.Page{URL: e.URL, ID: e.ID.Value, Title: e.Title.Value, Place: b.sectionLink(e.Section).Text, Text: blocksOf(b.manual.Text(e))}
		for _, h := range e.Outline {
			p.Headings = append(p.Headings, search.Heading{ID: h.ID, Text: h.Text})
		}
		for _, c := range b.ownClaims(e) {
			p.Claims = append(p.Claims, c.clause.ID)
		}
		x.Add(p)
	}
	for _, s := range introducedSections(b) {
		text, _ := b.manual.Intro(s)
		p := search.Page{URL: b.pageOf(s), Title: cmp.Or(s.Title, b.manual.Title.Value), Place: b.say("frame.sections"), Text: blocksOf(text)}
		for _, h := range text.Outline {
			p.Headings = append(p.Headings, search.Heading{ID: h.ID, Text: h.Text})
		}
		x.Add(p)
	}
	return &x
}

// searchTexts writes the texts of some of the pages that searchIndex knows.
func searchTexts(b *Builder, t *search.Texts, first, last int) {
	r := blockReader{note: t.Block}
	intros := introducedSections(b)
	for n := first; n < last; n++ {
		t.Page()
		at := n - len(b.report.Clauses)
		switch {
		case at < 0:
			t.Block([]byte(b.titles.Text(b.report.Clauses[n].Summary)))
		case at < len(b.current):
			r.document(b.manual.Text(b.current[at]))
		default:
			text, _ := b.manual.Intro(intros[at-len(b.current)])
			r.document(text)
		}
	}
	t.End()
}

// clausePlace is what a result says of a clause: that it is one, and how it stands.
func clausePlace(b *Builder, c *coverage.Clause) string {
	if c.State == "" {
		return b.say("search.clause")
	}
	return b.say("search.clause_state", b.states[c.State].Word)
}

// refText is what a reference shows, where that is not in the body around it: the text of a link is.
func refText(r document.Ref) string {
	switch {
	case r.Kind == document.Link:
		return ""
	case r.Kind == document.Wiki && r.Text == "":
		return r.Target
	}
	return r.Text
}

// sitemap lists every page for search engines.
func sitemap(b *Builder) ([]byte, error) {
	type entry struct {
		Loc string `xml:"loc"`
	}
	set := struct {
		XMLName xml.Name `xml:"urlset"`
		NS      string   `xml:"xmlns,attr"`
		URLs    []entry  `xml:"url"`
	}{NS: "http://www.sitemaps.org/schemas/sitemap/0.9"}
	moved := map[string]bool{}
	for _, f := range append(redirectFiles(b), printedFiles(b)...) {
		moved[f.Path] = true
	}
	for _, f := range b.Files() {
		if !moved[f.Path] && strings.HasSuffix(f.Path, ".html") && f.Path != route.NotFound && !strings.HasPrefix(f.Path, route.Files) {
			set.URLs = append(set.URLs, entry{b.base + f.Path})
		}
	}
	out, err := xml.MarshalIndent(set, "", "  ")
	return append([]byte(xml.Header), append(out, '\n')...), err
}
