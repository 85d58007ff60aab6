package site

import (
	"encoding/xml"
	"html"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/search"
)

// searchFiles are the files of the search index. All are made when the first is requested.
func searchFiles(b *Builder) []File {
	text := 0
	for _, e := range b.current {
		text += b.manual.Text(e).Size
	}
	plan := search.NewPlan(len(b.report.Clauses)+len(b.current), text)
	scripts := sync.OnceValues(func() (map[string][]byte, error) { return searchIndex(b).Scripts(plan) })
	var files []File
	for _, name := range plan.Files() {
		files = append(files, whole(route.Asset(name), func() ([]byte, error) {
			made, err := scripts()
			return made[name], err
		}))
	}
	return files
}

// searchIndex is the index of all clauses, and then of all current documents.
func searchIndex(b *Builder) *search.Index {
	var x search.Index
	for _, c := range b.report.Clauses {
		x.Add(search.Page{URL: route.Clause(c.ID), ID: c.ID, Title: b.title(c), Place: clausePlace(b, c), Text: func(note func(string)) { note(c.Summary) }})
	}
	for _, e := range b.current {
		p := search.Page{URL: e.URL, ID: e.ID.Value, Title: e.Title.Value, Place: b.sectionLink(e.Section).Text, Text: textOf(b.manual.Text(e))}
		for _, h := range e.Outline {
			p.Headings = append(p.Headings, search.Heading{ID: h.ID, Text: h.Text})
		}
		for _, c := range b.claims[e.Rank] {
			p.Claims = append(p.Claims, c.clause.ID)
		}
		x.Add(p)
	}
	return &x
}

// clausePlace is what a search result says about a clause: that it is one, and its state.
func clausePlace(b *Builder, c *coverage.Clause) string {
	if c.State == "" {
		return b.say("search.clause")
	}
	return b.say("search.clause_state", b.states[c.State].Word)
}

// textOf passes on the texts of a document's page other than its title and headings.
func textOf(d *document.Document) func(note func(string)) {
	return func(note func(string)) {
		note(d.Summary.Value)
		note(d.Owner.Value)
		for _, r := range d.Records {
			note(r.Name.Value)
		}
		inTag := false
		for s := range d.Body.Segments() {
			switch {
			case s.Mark == document.NoMark:
				inTag = shown(s.HTML, inTag, note)
			case s.Mark == document.OpenRef && !inTag:
				note(refText(d.Refs.At(s.Ref)))
			}
		}
	}
}

// refText is the text of a reference, if it is not in the body around it.
func refText(r document.Ref) string {
	if r.Kind == document.Wiki && r.Text == "" {
		return r.Target
	}
	return r.Text
}

// shown passes on the text between tags. A tag may continue in the next piece of the body.
func shown(piece string, inTag bool, note func(string)) bool {
	for piece != "" {
		mark := "<"
		if inTag {
			mark = ">"
		}
		text, rest, found := strings.Cut(piece, mark)
		if !inTag && text != "" {
			note(html.UnescapeString(text))
		}
		if piece = rest; found {
			inTag = !inTag
		}
	}
	return inTag
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
	for _, f := range redirectFiles(b) {
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
