package site

import (
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// redirectFiles makes a small page at each old address of a published document. None of them is in the
// navigation, the search index or the sitemap.
func redirectFiles(b *Builder) []File {
	var files []File
	for _, e := range b.manual.Entries {
		if !e.Published() {
			continue
		}
		for _, a := range e.Latest().OldAddresses() {
			files = append(files, b.page(a.Path, "redirect", func(p page) any { return redirectPage(b, p, e) }))
		}
	}
	return files
}

func redirectPage(b *Builder, p page, e *manual.Entry) view.Redirect {
	p.Heading = b.say("redirect.title", strings.TrimSpace(e.Name()+" "+e.Title.Value))
	p.Canonical = p.Root + e.URL
	if b.base != "" {
		p.Canonical = b.base + e.URL
	}
	return view.Redirect{Page: p.Page, To: view.Link{Text: e.Name() + " " + e.Title.Value, URL: e.URL}}
}
