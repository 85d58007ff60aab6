package site

import (
	"io"

	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/theme"
	"github.com/clausebook/clausebook/generator/view"
)

// PackStart is the page that a pack begins with. The site is in a folder beside it.
func PackStart(b *Builder) File {
	return File{route.PackStart, func(w io.Writer) error {
		p := b.frame(route.PackStart, "pack", route.PackSite)
		p.Heading, p.Canonical = b.say("pack.title"), ""
		return b.render(w, p, view.Pack{Page: p.Page, Partial: b.report.Partial(), Pages: []view.Link{
			{Text: b.say("pack.site"), URL: route.Home}, {Text: b.say("pack.matrix"), URL: route.Coverage},
			{Text: b.say("auditor.title"), URL: route.Auditor}, {Text: b.say("audit.title"), URL: route.Audit},
		}, Files: []view.Pair{
			{Name: route.Workbook, Value: b.say("pack.workbook")}, {Name: route.Checklist, Value: b.say("pack.checklist_workbook")}, {Name: route.ChecklistText, Value: b.say("pack.checklist_text")},
			{Name: "MANIFEST.txt", Value: b.say("pack.manifest")},
		}})
	}}
}

// LeftOut stands where a text names a document that is not in the copy, in the language of a theme.
func LeftOut(t *theme.Theme) string { return t.Words().Say("pack.left_out") }

// CopyName names a numbered copy for somebody, in the language of a theme.
func CopyName(t *theme.Theme, number, name string) string {
	return t.Words().Say("pack.numbered", number, name)
}
