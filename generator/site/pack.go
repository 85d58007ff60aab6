package site

import (
	"io"

	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// PackStart is the page that a pack begins with. The site is in a folder beside it.
func (b *Builder) PackStart() File {
	return File{route.PackStart, func(w io.Writer) error {
		p := b.frame(route.PackStart, "pack", route.PackSite)
		p.Heading, p.Canonical = b.say("pack.title"), ""
		return b.render(w, p, view.Pack{Page: p.Page, Partial: b.report.Partial(), Pages: []view.Link{
			{Text: b.say("pack.site"), URL: route.Home}, {Text: b.say("pack.matrix"), URL: route.Coverage},
		}, Files: []view.Pair{
			{Name: route.Workbook, Value: b.say("pack.workbook")}, {Name: "MANIFEST.txt", Value: b.say("pack.manifest")},
		}})
	}}
}
