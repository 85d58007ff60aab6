package audit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
)

// ProgrammeNote is printed with every audit programme.
const ProgrammeNote = "The table shows what manual.yaml says of audits: a clause that an audit lists was looked at as a whole. An audit of a section or process looked at the documents there that cover the clause: at the whole clause if these are all of them, and in the revisions of today. Otherwise it looked at a part."

// Programme says which clauses were audited, when, and by when they are due by the organization's own interval.
type Programme struct {
	*coverage.Report
	Every  config.Interval // within which every clause is audited; may be unknown
	Audits []*config.Audit // by date
	Rows   []*Row          // the clauses that apply, in the order of the standard
}

// Row is a clause with requirements that apply.
type Row struct {
	*coverage.Clause
	Title   string   // in English
	Cells   []Extent // by audit
	Last    string   // the day of the last audit of the whole clause, or ""
	Part    string   // the day of the last audit of a part of it, or "" if there is none after Last
	Planned string   // the day of the next planned audit, or ""
	Due     string   // the last day by the organization's own interval, or "" if there is none, or no audit to count from
	Overdue bool     // due before the day of the build, or never audited as a whole although there is an interval
}

// Extent is how an audit looked at a clause.
type Extent string

// An audit that is to come looks at nothing yet: it is planned.
const (
	NotAudited Extent = ""
	Whole      Extent = "whole"
	InPart     Extent = "part"
	Planned    Extent = "planned"
)

// Never reports whether no audit looked at the clause, nor at a part of it.
func (r *Row) Never() bool { return r.Last == "" && r.Part == "" }

// HasProgramme reports whether manual.yaml says anything about audits.
func HasProgramme(m *manual.Manual) bool { return len(m.Audits) > 0 || m.AuditEvery.Known() }

// ProgrammeOf makes the audit programme. That of a copy that leaves documents out is that of the whole manual, whose
// audits it lists in the same order.
func ProgrammeOf(x *coverage.Report) *Programme {
	p := &Programme{Report: x, Every: x.Manual.AuditEvery}
	whole, listed := x.Whole(), x.Manual.Audits
	order := make([]int, len(listed))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(listed[a].Date.Value, listed[b].Date.Value) })
	var audits []*audited
	for _, i := range order {
		p.Audits = append(p.Audits, &listed[i])
		audits = append(audits, newAudited(whole, &whole.Manual.Audits[i]))
	}
	for _, c := range x.Clauses {
		if !applies(c) {
			continue
		}
		row := &Row{Clause: c, Title: x.Manual.Standard.FullTitle(c.Clause)}
		for _, a := range audits {
			row.Cells = append(row.Cells, a.look(whole.Clause(c.ID), x.Manual.Options.Date))
		}
		p.sumUp(row)
		p.Rows = append(p.Rows, row)
	}
	return p
}

func applies(c *coverage.Clause) bool {
	return c.Requirement && c.State != coverage.NotApplicable && c.State != coverage.Outside
}

// sumUp finds the last and next audits of a clause.
func (p *Programme) sumUp(row *Row) {
	for i, look := range row.Cells {
		switch day := p.Audits[i].Date.Value; {
		case look == Whole:
			row.Last, row.Part = day, ""
		case look == InPart:
			row.Part = day
		case look == Planned && row.Planned == "":
			row.Planned = day
		}
	}
	if p.Every.Known() {
		row.Due = p.Every.After(row.Last)
		row.Overdue = row.Due < p.Manual.Options.Date
	}
}

// Never lists the clauses that no audit looked at.
func (p *Programme) Never() []*Row { return p.rows((*Row).Never) }

// Overdue lists the clauses that are due by the organization's own interval.
func (p *Programme) Overdue() []*Row { return p.rows(func(r *Row) bool { return r.Overdue }) }

func (p *Programme) rows(is func(*Row) bool) []*Row {
	var list []*Row
	for _, r := range p.Rows {
		if is(r) {
			list = append(list, r)
		}
	}
	return list
}

// Says reports whether an audit looks at any clause of the table, by its place in Audits.
func (p *Programme) Says(i int) bool {
	return slices.ContainsFunc(p.Rows, func(r *Row) bool { return r.Cells[i] != NotAudited })
}

// audited is what an audit looked at.
type audited struct {
	day     string
	clauses []string
	entries map[*manual.Entry]bool
}

func newAudited(x *coverage.Report, a *config.Audit) *audited {
	s := &audited{day: a.Date.Value, entries: map[*manual.Entry]bool{}}
	m := x.Manual
	for _, c := range a.AuditedClauses {
		if c.Edition == m.Standard.Year || c.Edition == "" && m.Standard == m.Own {
			s.clauses = append(s.clauses, c.Value)
		}
	}
	for _, part := range a.Parts {
		_, entries, _ := m.Part(part.Value)
		for _, e := range entries {
			s.entries[e] = true
		}
	}
	return s
}

// look says how the audit looked at a clause, of the whole manual.
func (s *audited) look(c *coverage.Clause, today string) Extent {
	look := NotAudited
	if slices.ContainsFunc(s.clauses, func(id string) bool { return standard.Within(c.ID, id) }) {
		look = Whole
	} else if len(s.entries) > 0 {
		look = s.throughDocuments(c)
	}
	if look != NotAudited && s.day > today {
		return Planned
	}
	return look
}

// throughDocuments says how the audit looked at a clause by looking at documents. A revision that came later was not
// looked at.
func (s *audited) throughDocuments(c *coverage.Clause) Extent {
	seen, counted := 0, 0
	touched := false
	for _, claim := range c.Claims {
		if !claim.Counted() {
			continue
		}
		counted++
		if s.entries[claim.Entry] {
			touched = true
			if from := claim.Entry.InForceFrom(); !from.After(s.day) {
				seen++
			}
		}
	}
	switch {
	case !touched:
		return NotAudited
	case seen == counted:
		return Whole
	}
	return InPart
}

// Scope says in words what an audit looks at, such as "clauses 8.4, 9.2; Purchasing", or "".
func (p *Programme) Scope(a *config.Audit) string {
	var words, clauses []string
	for _, c := range a.AuditedClauses {
		id := c.Value
		if c.Edition != "" && c.Edition != p.Manual.Standard.Year {
			id += " (" + c.Edition + ")"
		}
		clauses = append(clauses, id)
	}
	switch len(clauses) {
	case 0:
	case 1:
		words = append(words, "clause "+clauses[0])
	default:
		words = append(words, "clauses "+strings.Join(clauses, ", "))
	}
	for _, part := range a.Parts {
		name, _, found := p.Manual.Part(part.Value)
		if !found {
			name = part.Value
		}
		words = append(words, name)
	}
	return strings.Join(words, "; ")
}
