package site

import (
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxUsers is the largest number of documents next to an external document. The spreadsheet has all of them.
const maxUsers = 40

// externalFiles makes external.html if the manual has external documents.
func externalFiles(b *Builder) []File {
	if !b.site.External {
		return nil
	}
	return []File{b.page(route.External, "external", func(p page) any { return externalPage(b, p) })}
}

func externalPage(b *Builder, p page) view.ExternalPage {
	p.Heading, p.Breadcrumbs = b.say("external.title"), b.start()
	v := view.ExternalPage{Page: p.Page}
	soon := addDays(v.Date, dueWithin)
	listed := b.manual.ExternalRegister.Documents
	for i := range listed {
		row := externalRow(b, i, &listed[i])
		switch {
		case row.Overdue:
			v.Overdue++
		case !listed[i].CheckEvery.Known():
			v.Without++
		case row.Due <= soon:
			v.Soon++
		default:
			v.Later++
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func externalRow(b *Builder, i int, d *config.ExternalDocument) view.ExternalRow {
	row := view.ExternalRow{Number: d.Label(), Edition: d.Edition.Value, Holder: d.Holder.Value, Due: d.Due(), Overdue: d.Overdue(b.manual.Options.Date)}
	if d.Number.Given() {
		row.Name = d.Name.Value
	}
	if d.CheckedOn.Valid {
		row.CheckedOn = d.CheckedOn.Value
	}
	if d.CheckEvery.Known() {
		row.Every = b.interval(d.CheckEvery.Value)
	}
	for _, e := range b.manual.ExternalUsers(i) {
		switch {
		case !e.Published():
		case len(row.Documents) == maxUsers:
			row.More++
		default:
			row.Documents = append(row.Documents, entryLink(e))
		}
	}
	return row
}
