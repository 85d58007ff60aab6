package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestReferringFields says what the rules find in fields that name other documents, in dates of
// approval and in what records name. A manual is a line for each document, with its id, its status and
// fields of its front matter. Each finding is named by its rule, its document and the text at its place.
func TestReferringFields(t *testing.T) {
	rules := []string{"superseded", "supersession-cycle", "future-approval", "effective-before-approval", "links-to-draft", "links-to-obsolete",
		"unknown-document", "broken-anchor", "heading-clause", "scope-contradiction", "unknown-clause", "broken-link", "duplicate-id", "bad-value"}
	tests := []struct{ name, manual, want string }{
		{"nothing refers to anything", "A approved\nB approved", ""},

		{"superseded by its successor's word", "A approved\nB approved; supersedes: A", "superseded A:approved"},
		{"superseded by its own word", "A approved; superseded_by: B\nB approved", "superseded A:approved"},
		{"superseded by both", "A approved; superseded_by: B\nB approved; supersedes: [A]", "superseded A:approved"},
		{"two are superseded by one", "A approved\nB approved; supersedes: [A, C]\nC approved", "superseded A:approved, superseded C:approved"},
		{"a chain", "A approved\nB approved; supersedes: A\nC approved; supersedes: B", "superseded A:approved, superseded B:approved"},
		{"by way of an obsolete one", "A approved; superseded_by: B\nB obsolete; superseded_by: C\nC approved", "superseded A:approved"},
		{"not yet effective and superseded", "A approved; effective_date: 2027-01-01\nB approved; supersedes: A", "superseded A:approved"},
		{"it is obsolete, as it should be", "A obsolete; superseded_by: B\nB approved; supersedes: A", ""},
		{"it is obsolete, and its successor too", "A obsolete; superseded_by: B\nB obsolete; superseded_by: C\nC approved", ""},
		{"the successor is a draft", "A approved\nB draft; supersedes: A", ""},
		{"the successor is in review", "A approved\nB review; supersedes: A", ""},
		{"the successor is not yet effective", "A approved; superseded_by: B\nB approved; effective_date: 2026-11-23; supersedes: A", ""},
		{"the successor has a fault", "A approved\nB approved; supersedes: [A, ZZ]", "unknown-document B:ZZ"},

		{"two supersede each other", "A approved; supersedes: B\nB approved; supersedes: A", "supersession-cycle A:B, supersession-cycle B:A"},
		{"two in two ways", "A approved; superseded_by: B; supersedes: B\nB approved", "supersession-cycle A:B, supersession-cycle B:approved"},
		{"three in a circle", "A approved; supersedes: B\nB approved; supersedes: C\nC approved; supersedes: A",
			"supersession-cycle A:B, supersession-cycle B:C, supersession-cycle C:A"},
		{"three, from other sides", "A approved; superseded_by: [B]\nB approved; superseded_by: C\nC approved; superseded_by: A",
			"supersession-cycle A:B, supersession-cycle B:C, supersession-cycle C:A"},
		{"one beside a circle", "A approved; supersedes: [B, C]\nB approved; supersedes: A\nC approved",
			"supersession-cycle A:B, supersession-cycle B:A, superseded C:approved"},
		{"a circle through an obsolete one that it names", "A approved; superseded_by: B\nB obsolete; superseded_by: A", "supersession-cycle A:B"},
		{"it took its place again", "A approved; supersedes: B\nB obsolete; supersedes: A", ""},
		{"a circle with a draft is none yet", "A approved; supersedes: B\nB draft; supersedes: A", "links-to-draft A:B"},
		{"a circle of obsolete documents leads to nothing in force", "A obsolete; superseded_by: B\nB obsolete; superseded_by: A",
			"links-to-obsolete A:B, links-to-obsolete B:A"},
		{"it supersedes itself", "A approved; supersedes: [A]", "supersession-cycle A:A"},
		{"a draft supersedes itself", "A draft; supersedes: A", "supersession-cycle A:A"},
		{"it is superseded by itself and by another", "A approved; superseded_by: [B, A]\nB draft", "links-to-draft A:B, supersession-cycle A:A"},
		{"it is related to itself", "A approved; related: A", ""},

		{"approved later", "A approved; approved_date: 2026-11-23; effective_date: 2026-11-23", "future-approval A:2026-11-23"},
		{"approved later, effective earlier", "A approved; approved_date: 2026-12-24", "effective-before-approval A:2026-03-02, future-approval A:2026-12-24"},
		{"approved today", "A approved; approved_date: 2026-11-22; effective_date: 2026-12-01", ""},
		{"a draft to be approved later", "A draft; approved_date: 2026-12-24; effective_date: 2027-01-04", ""},
		{"a day that there is not", "A approved; approved_date: 2026-11-31", "bad-value A:2026-11-31"},

		{"related to a draft", "A approved; related: B\nB draft", "links-to-draft A:B"},
		{"related to one in review", "A approved; related: [B]\nB review", "links-to-draft A:B"},
		{"a draft may be related to a draft", "A draft; related: B\nB draft", ""},
		{"an obsolete one related to a draft", "A obsolete; related: B\nB draft", "links-to-draft A:B"},
		{"related to one with a status that there is not", "A approved; related: B\nB Approved", "bad-value B:Approved"},
		{"related to one without a status", "A approved; related: B\nB none", ""},
		{"related to an obsolete one", "A approved; related: B\nB obsolete", "links-to-obsolete A:B"},
		{"a draft related to an obsolete one", "A draft; related: B\nB obsolete", "links-to-obsolete A:B"},
		{"two obsolete ones are related", "A obsolete; related: B\nB obsolete", ""},
		{"related to the one that it replaced", "A approved; related: B; supersedes: B\nB obsolete", ""},
		{"related to the one that says so", "A approved; related: B\nB obsolete; superseded_by: A", ""},
		{"related to nothing", "A approved; related: ZZ", "unknown-document A:ZZ"},
		{"related to one not yet effective", "A approved; related: B\nB approved; effective_date: 2027-01-01", ""},

		{"it supersedes an obsolete one", "A approved; supersedes: B\nB obsolete", ""},
		{"it supersedes a draft", "A approved; supersedes: B\nB draft", "links-to-draft A:B"},
		{"it supersedes nothing", "A approved; supersedes: ZZ", "unknown-document A:ZZ"},
		{"superseded by a draft", "A obsolete; superseded_by: B\nB draft", "links-to-draft A:B"},
		{"superseded by an obsolete one", "A obsolete; superseded_by: B\nB obsolete", "links-to-obsolete A:B"},
		{"superseded by an obsolete one that leads to a draft", "A obsolete; superseded_by: B\nB obsolete; superseded_by: C\nC draft",
			"links-to-obsolete A:B, links-to-draft B:C"},
		{"superseded by an obsolete one, and on from the other side", "A obsolete; superseded_by: B\nB obsolete\nC approved; supersedes: B", ""},
		{"superseded by nothing", "A obsolete; superseded_by: ZZ", "unknown-document A:ZZ"},
		{"superseded by one not yet effective", "A obsolete; superseded_by: B\nB approved; effective_date: 2027-01-01", ""},

		{"a form in force", "A approved; records: [{name: R, form: B}]\nB approved", ""},
		{"a form that is a draft", "A approved; records: [{name: R, form: B}]\nB draft", "links-to-draft A:B"},
		{"a form by its file that is a draft", "A approved; records: [{name: R, form: b.md}]\nB draft", "links-to-draft A:b.md"},
		{"a form that is obsolete", "A approved; records: [{name: R, form: B}]\nB obsolete", "links-to-obsolete A:B"},
		{"a form by its file that is obsolete", "A approved; records: [{name: R, form: ./b.md}]\nB obsolete", "links-to-obsolete A:./b.md"},
		{"a form that is not there", "A approved; records: [{name: R, form: ZZ}]", "unknown-document A:ZZ"},
		{"a form whose id has a point", "A approved; records: [{name: R, form: QF-08.2}]", "unknown-document A:QF-08.2"},
		{"a form whose id ends in a letter", "A approved; records: [{name: R, form: QF-08.A}]", "unknown-document A:QF-08.A"},
		{"a form whose id ends in a letter and a number", "A approved; records: [{name: R, form: QF-08.R2}]", "unknown-document A:QF-08.R2"},
		{"a form whose id has a point is there", "A approved; records: [{name: R, form: QF-08.2}]\nQF-08.2 draft", "links-to-draft A:QF-08.2"},
		{"a form that is a file", "A approved; records: [{name: R, form: qf.docx}]", "broken-link A:qf.docx"},
		{"a form that is a file in a folder", "A approved; records: [{name: R, form: forms/qf.1}]", "broken-link A:forms/qf.1"},
		{"a form that is a Markdown file", "A approved; records: [{name: R, form: qf-08.md}]", "broken-link A:qf-08.md"},

		{"a record on a clause", "A approved; records: [{name: R, clauses: [8.6]}]", ""},
		{"a record on a section", "A approved; records: [{name: R, clauses: [8.6#s]}]", ""},
		{"a record on a section that is not there", "A approved; records: [{name: R, clauses: [8.6#nowhere]}]", "broken-anchor A:8.6#nowhere"},
		{"a record on a heading", "A approved; records: [{name: R, clauses: 8.2}]", "heading-clause A:8.2"},
		{"a record on a clause that is not applicable", "A approved; records: [{name: R, clauses: [8.3.2, 8.6]}]", "scope-contradiction A:8.3.2"},
		{"a record on a heading that is not applicable", "A approved; records: [{name: R, clauses: [8.3]}]", "heading-clause A:8.3, scope-contradiction A:8.3"},
		{"a record on a clause that there is not", "A approved; records: [{name: R, clauses: [8.66]}]", "unknown-clause A:8.66"},
		{"a record for another edition", "A approved; records: [{name: R, clauses: {1994: [4.10]}}]", ""},
		{"the second record", "A approved; records: [{name: R, clauses: [8.6]}, {name: S, clauses: [8.4, 8.6#no]}]", "heading-clause A:8.4, broken-anchor A:8.6#no"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{config.File: {Data: []byte("title: M\ncompany: C\nedition: 2015\nscope: 9002\nscope_statement: Valves.\n" +
				"not_applicable: {\"8.3\": To drawings.}\n")}}
			for line := range strings.Lines(tt.manual) {
				id, text := page(strings.TrimSpace(line))
				fsys["documents/"+strings.ToLower(id)+".md"] = &fstest.MapFile{Data: []byte(text)}
			}
			result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: day}})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range result.Findings {
				if slices.Contains(rules, f.Rule) {
					line := strings.Split(string(fsys[f.File].Data), "\n")[f.Line-1]
					got = append(got, fmt.Sprintf("%s %s:%s", f.Rule, f.Subject, line[f.Column-1:f.Column-1+f.Width]))
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.manual, diff)
			}
		})
	}
}

// page writes the document of a line. A field of the line takes the place of the usual one.
func page(line string) (id, text string) {
	fields := strings.Split(line, "; ")
	id, status, _ := strings.Cut(fields[0], " ")
	lines := []string{"id: " + id, "title: T", "revision: 1", "owner: O", "approver: B", "approved_date: 2026-02-16", "effective_date: 2026-03-02"}
	if status != "none" {
		lines = append(lines, "status: "+status)
	}
	for _, field := range fields[1:] {
		name, _, _ := strings.Cut(field, ":")
		lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, name+":") })
		lines = append(lines, field)
	}
	return id, "---\n" + strings.Join(lines, "\n") + "\n---\n\n## Section {#s}\n\nText.\n"
}
