package site

import (
	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// maxProgramme is the largest number of audits in the table of audits.html. The spreadsheet has all of them.
const maxProgramme = 8

// programmeFiles makes audits.html if manual.yaml says anything about audits.
func programmeFiles(b *Builder) []File {
	if !audit.HasProgramme(b.manual) {
		return nil
	}
	return []File{b.page(route.Audits, "programme", func(p page) any { return programmePage(b, p) })}
}

func programmePage(b *Builder, p page) view.Programme {
	p.Heading, p.Breadcrumbs = b.say("programme.title"), append(b.start(), view.Link{Text: b.say("audit.title"), URL: route.Audit})
	programme := audit.ProgrammeOf(b.report)
	v := view.Programme{Page: p.Page, Overdue: len(programme.Overdue())}
	if programme.Every.Known() {
		v.Every = b.interval(programme.Every.Value)
	}
	var columns []int // the audits that looked at clauses of the table
	for i, a := range programme.Audits {
		row := programmeAudit(b, a)
		row.Elsewhere = programme.Says(i) && len(a.AuditedClauses)+len(a.Parts) == 0
		v.Audits = append(v.Audits, row)
		if programme.Says(i) {
			columns = append(columns, i)
		}
	}
	v.Before = max(0, len(columns)-maxProgramme)
	columns = columns[v.Before:]
	for _, i := range columns {
		v.Columns = append(v.Columns, v.Audits[i])
	}
	for _, r := range programme.Never() {
		v.Never = append(v.Never, b.titledLink(r.ID))
	}
	for _, r := range programme.Rows {
		row := view.ProgrammeRow{Clause: b.clauseLink(r.ID), Title: b.title(r.Clause), Last: r.Last, Part: r.Part, Due: r.Due, Planned: r.Planned, Never: r.Never(), Overdue: r.Overdue}
		for _, i := range columns {
			row.Cells = append(row.Cells, string(r.Cells[i]))
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func programmeAudit(b *Builder, a *config.Audit) view.ProgrammeAudit {
	row := view.ProgrammeAudit{Name: a.Name.Value, Date: a.Date.Value, Planned: a.Date.After(b.manual.Options.Date)}
	for _, c := range a.AuditedClauses {
		link := b.clauseLink(c.Value)
		if c.Edition != "" && c.Edition != b.manual.Standard.Year {
			link = view.Link{Text: c.Value + " (" + c.Edition + ")"}
		}
		row.Clauses = append(row.Clauses, link)
	}
	for _, part := range a.Parts {
		name, entries, _ := b.manual.Part(part.Value)
		link := view.Link{Text: name}
		switch {
		case name == "":
			link.Text = part.Value
		case entries[0].Section.Title == name:
			if s := entries[0].Section; b.has(s) {
				link.URL = s.URL
			}
		case entries[0].Published():
			link.URL = entries[0].URL
		}
		row.Parts = append(row.Parts, link)
	}
	return row
}
