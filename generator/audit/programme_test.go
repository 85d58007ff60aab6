package audit_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/export"
	"github.com/clausebook/clausebook/generator/manual"
)

// report reads a manual of these documents: PU-1 covers 8.4.1 and 8.4.2, PR-1 covers 8.4.2, 8.5.1 and for 2026 8.5.2, and
// PU-2 is a draft that claims 8.4.3. PR-1 has been in force since February 2026, the others for longer.
func report(t *testing.T, settings string, o manual.Options) *coverage.Report {
	t.Helper()
	files := fstest.MapFS{"manual.yaml": {Data: []byte("title: Manual\ncompany: Kranich GmbH\nedition: 2015\nscope: 9002\nscope_statement: S.\n" +
		"not_applicable: {\"8.3\": The customer designs.}\nrules: {gap: off}\n" + settings)}}
	for _, d := range []struct{ file, id, status, from, clauses string }{
		{"purchasing/a.md", "PU-1", "approved", "2024-01-08", "[8.4.1, 8.4.2]"},
		{"purchasing/b.md", "PU-2", "draft", "2024-01-08", "[8.4.3]"},
		{"production/a.md", "PR-1", "approved", "2026-02-02", "{2015: [8.4.2, 8.5.1], 2026: [8.5.2]}"},
	} {
		files["documents/"+d.file] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: %s\ntitle: Title of %[1]s\nrevision: 1\nstatus: %s\nowner: O\napprover: M\napproved_date: %s\neffective_date: %[3]s\nclauses: %s\n---\nText.\n",
			d.id, d.status, d.from, d.clauses)}
	}
	o.Date = "2026-11-28"
	r, err := generator.Check(files, generator.Options{Options: o})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		t.Log(f)
	}
	return r.Matrix
}

// TestProgramme holds what manual.yaml says of audits against what the programme says of a clause.
func TestProgramme(t *testing.T) {
	t.Parallel()
	const every = "audit_every: 12 months\n"
	for _, c := range []struct{ name, settings, clause, want string }{
		{"a clause", "audits: [{name: A, date: 2026-03-10, clauses: [8.4.1]}]", "8.4.1", "last audited 2026-03-10"},
		{"one value without a list", "audits: [{name: A, date: 2026-03-10, clauses: 8.4.1}]", "8.4.1", "last audited 2026-03-10"},
		{"a clause above it", "audits: [{name: A, date: 2026-03-10, clauses: [8.4]}]", "8.4.1", "last audited 2026-03-10"},
		{"a chapter", "audits: [{name: A, date: 2026-03-10, clauses: [8]}]", "8.4.1", "last audited 2026-03-10"},
		{"a neighbour", "audits: [{name: A, date: 2026-03-10, clauses: [8.4.2]}]", "8.4.1", "never audited"},
		{"10 is not 10.2", "audits: [{name: A, date: 2026-03-10, clauses: ['10.2']}]", "10.1", "never audited"},
		{"no clauses at all", "audits: [{name: A, date: 2026-03-10}]", "8.4.1", "never audited"},
		{"an empty list", "audits: [{name: A, date: 2026-03-10, clauses: [], sections: []}]", "8.4.1", "never audited"},
		{"the last of two, listed the other way round", "audits: [{name: B, date: 2026-03-10, clauses: [8]}, {name: A, date: 2025-03-10, clauses: [8.4.1]}]", "8.4.1", "last audited 2026-03-10"},
		{"a planned one", "audits: [{name: A, date: 2027-03-10, clauses: [8]}]", "8.4.1", "never audited; planned for 2027-03-10"},
		{"the next of two", "audits: [{name: A, date: 2027-09-10, clauses: [8]}, {name: B, date: 2027-03-10, clauses: [8]}]", "8.4.1", "never audited; planned for 2027-03-10"},
		{"on the day of the build", "audits: [{name: A, date: 2026-11-28, clauses: [8]}]", "8.4.1", "last audited 2026-11-28"},

		{"a section with all documents", "audits: [{name: A, date: 2026-03-10, sections: [purchasing]}]", "8.4.1", "last audited 2026-03-10"},
		{"a section by its title", "audits: [{name: A, date: 2026-03-10, sections: [Purchasing]}]", "8.4.1", "last audited 2026-03-10"},
		{"a process", "audits: [{name: A, date: 2026-03-10, processes: [PU-1]}]", "8.4.1", "last audited 2026-03-10"},
		{"a process by its title", "audits: [{name: A, date: 2026-03-10, processes: [Title of PU-1]}]", "8.4.1", "last audited 2026-03-10"},
		{"a section with one of two documents", "audits: [{name: A, date: 2026-03-10, sections: [purchasing]}]", "8.4.2", "last audited never as a whole; a part of it on 2026-03-10"},
		{"both sections", "audits: [{name: A, date: 2026-03-10, sections: [purchasing, production]}]", "8.4.2", "last audited 2026-03-10"},
		{"a section and a process", "audits: [{name: A, date: 2026-03-10, sections: [purchasing], processes: [PR-1]}]", "8.4.2", "last audited 2026-03-10"},
		{"a revision that came later", "audits: [{name: A, date: 2026-01-10, sections: [production]}]", "8.5.1", "last audited never as a whole; a part of it on 2026-01-10"},
		{"a section whose document is a draft", "audits: [{name: A, date: 2026-03-10, sections: [purchasing]}]", "8.4.3", "never audited"},
		{"another section", "audits: [{name: A, date: 2026-03-10, sections: [production]}]", "8.4.1", "never audited"},
		{"a part after the whole", "audits: [{name: A, date: 2025-03-10, clauses: [8]}, {name: B, date: 2026-03-10, sections: [purchasing]}]", "8.4.2", "last audited 2025-03-10; a part of it on 2026-03-10"},
		{"the whole after a part", "audits: [{name: A, date: 2026-05-10, clauses: [8]}, {name: B, date: 2026-03-10, sections: [purchasing]}]", "8.4.2", "last audited 2026-05-10"},
		{"a planned audit of a section", "audits: [{name: A, date: 2027-03-10, sections: [purchasing]}]", "8.4.2", "never audited; planned for 2027-03-10"},

		{"another edition", "audits: [{name: A, date: 2017-03-10, clauses: {2008: [8.4]}}]", "8.4.1", "never audited"},
		{"the own edition in a map", "audits: [{name: A, date: 2026-03-10, clauses: {2008: [7.4], 2015: [8.4]}}]", "8.4.1", "last audited 2026-03-10"},

		{"due", every + "audits: [{name: A, date: 2026-03-10, clauses: [8]}]", "8.4.1", "last audited 2026-03-10; due by 2027-03-10"},
		{"due today", every + "audits: [{name: A, date: 2025-11-28, clauses: [8]}]", "8.4.1", "last audited 2025-11-28; due by 2026-11-28"},
		{"overdue", every + "audits: [{name: A, date: 2025-11-27, clauses: [8]}]", "8.4.1", "last audited 2025-11-27; overdue since 2026-11-27"},
		{"overdue and planned", every + "audits: [{name: A, date: 2025-03-10, clauses: [8]}, {name: B, date: 2027-01-11, clauses: [8]}]", "8.4.1", "last audited 2025-03-10; overdue since 2026-03-10; planned for 2027-01-11"},
		{"never, with an interval", every, "8.4.1", "never audited; overdue"},
		{"only in part, with an interval", every + "audits: [{name: A, date: 2026-03-10, sections: [purchasing]}]", "8.4.2", "last audited never as a whole; a part of it on 2026-03-10; overdue"},
	} {
		p := audit.ProgrammeOf(report(t, c.settings, manual.Options{}))
		got := ""
		for _, r := range p.Rows {
			if r.ID == c.clause {
				got = r.State()
			}
			if strings.HasPrefix(r.ID, "8.3") || r.ID == "8.4" {
				t.Errorf("%s: %s has a row", c.name, r.ID)
			}
		}
		if got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.name, c.clause, got, c.want)
		}
	}
}

// TestProgrammeOfEdition: an audit without an edition was one of the manual's own.
func TestProgrammeOfEdition(t *testing.T) {
	t.Parallel()
	const settings = "audits: [{name: A, date: 2026-03-10, clauses: [8.4.1]}, {name: B, date: 2026-04-10, clauses: {2026: [8.5.1]}}, {name: C, date: 2026-05-10, sections: [production]}]"
	p := audit.ProgrammeOf(report(t, settings, manual.Options{Edition: "2026"}))
	states := map[string]string{}
	for _, r := range p.Rows {
		states[r.ID] = r.State()
	}
	for clause, want := range map[string]string{"8.4.1": "never audited", "8.5.1": "last audited 2026-04-10", "8.5.2": "last audited 2026-05-10"} {
		if states[clause] != want {
			t.Errorf("%s is %q, want %q", clause, states[clause], want)
		}
	}
}

// TestProgrammeFormats: text, Markdown and spreadsheet have every clause and every audit, and no formula.
func TestProgrammeFormats(t *testing.T) {
	t.Parallel()
	p := audit.ProgrammeOf(report(t, "audits: [{name: \"=1+1 | <b>\", date: 2026-03-10, clauses: [8.4], sections: [production]}, {name: Later, date: 2027-03-10}]", manual.Options{}))
	var text, markdown, sheet bytes.Buffer
	if err := p.Text(&text); err != nil {
		t.Fatal(err)
	}
	if err := p.Markdown(&markdown); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"  2026-03-10 =1+1 | <b>: clause 8.4; Production\n", "  2027-03-10 Later (planned): no clauses or sections are listed", "\n8.4.1 ", "last audited 2026-03-10"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the text has no %q:\n%s", want, text.String())
		}
	}
	for _, want := range []string{`| =1+1 \| \<b\> | Later |`, "| 8.5.1 |", "| audited |  |"} {
		if !strings.Contains(markdown.String(), want) {
			t.Errorf("the Markdown has no %q:\n%s", want, markdown.String())
		}
	}
	if err := export.ProgrammeWorkbook(&sheet, p); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&sheet)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("Audit programme")
	if err != nil {
		t.Fatal(err)
	}
	if got := rows[1][8]; got != "=1+1 | <b>, 2026-03-10: clause 8.4; Production" {
		t.Errorf("the head of the audit is %q", got)
	}
	if len(rows) != 2+len(p.Rows) {
		t.Errorf("%d rows for %d clauses", len(rows), len(p.Rows))
	}
	for i := range rows {
		for j := range rows[i] {
			cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
			if formula, _ := f.GetCellFormula("Audit programme", cell); formula != "" {
				t.Errorf("%s is the formula %q", cell, formula)
			}
		}
	}
}
