package site

import (
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
)

// redirects makes a small page at each old address of a published document. None of them stands in
// navigation, search or sitemap.
func (b *Builder) redirects() []File {
	var files []File
	for _, e := range b.manual.Entries {
		if !e.Published() {
			continue
		}
		for _, a := range e.OldAddresses() {
			files = append(files, b.page(a.Path, "redirect", func(p Page) any { return b.redirect(p, e) }))
		}
	}
	return files
}

func (b *Builder) redirect(p Page, e *manual.Entry) Redirect {
	p.Heading = b.say("redirect.title", strings.TrimSpace(e.Name()+" "+e.Title.Value))
	p.Canonical = p.Root + e.URL
	if b.base != "" {
		p.Canonical = b.base + e.URL
	}
	return Redirect{Page: p, To: Link{Text: e.Name() + " " + e.Title.Value, URL: e.URL}}
}
