package generator_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"html"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// divided is a manual with documents that do not belong into a copy for Purchasing, and everything that can name them.
func divided(language string) fstest.MapFS {
	approved := func(id, title, more string) string {
		return "---\nid: " + id + "\ntitle: " + title + "\nrevision: 3\nstatus: approved\nowner: Quality Manager\napprover: Director\n" +
			"approved_date: 2020-01-05\neffective_date: 2020-02-01\n" + more + "---\n"
	}
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"manual.yaml": file("title: T\ncompany: C\nedition: 2015\nscope: 9001\nlanguage: " + language + "\nreview_every: 24 months\nbase_url: https://example.org/\n" +
			"scope_statement: All of it, see [[QX-7]] and [Payroll rules](documents/secret/qx-7-pay.md).\n" +
			"not_applicable: {\"8.3\": \"We do not design; QX\u20117 says so.\"}\n" +
			"accept: [{rule: gap, at: QX-7, reason: Zebra wishes, until: 2030-01-01}]\nnext_edition: 2026\n" +
			"audit_every: 12 months\naudits:\n  - {name: Audit of QX-7, date: 2026-03-10, processes: [QX-7]}\n  - {name: Audit of QX-8, date: 2026-04-14, sections: [secret], clauses: [9.2]}\n" +
			"  - {name: Buying, date: 2025-05-12, sections: [Payroll rules, QP-1]}\n  - {name: Next, date: 2027-05-12, clauses: {2008: [7.4], 2015: [8.4]}, sections: [secret, bare]}\n" +
			"external:\n  - {number: ZL 12, name: Zebra law, holder: Zebra keeper, documents: [QX-7]}\n  - {number: ZW 7, name: Zebra wages}\n" +
			"  - {number: BL 4, name: Buying law, edition: 2019, holder: Director, checked_on: 2026-10-01, check_every: 12 months, documents: [QX-7, QP-1]}\n  - {number: OL 5, name: \"Order law, see QX-7\"}\n  - {name: Law of all}\n"),
		"documents/secret/qx-7-pay.md": file(approved("QX-7", "Payroll rules", "clauses: [7.2, 7.3, 8.4.1#part]\ndistribution: Personnel\naliases: [old/wages.html]\nsummary: Zebra summary\n"+
			"supersedes: [QP-4]\nrecords:\n  - {name: Zebra record, form: ../forms/zebra.txt, retention: 9 years, clauses: [7.2]}\nhistory: [{revision: 1, date: 2018-01-01, summary: Zebra began}]\n") +
			"Wages are paid by the zebra, see ZW 7.\n\n## Part\n\n![](zebra.png) and [form](../forms/zebra.txt).\n"),
		"documents/secret/zebra.png": file("PNG zebra"),
		"documents/secret/README.md": file("# Zebra house\n\nThe zebra lives here.\n"),
		"documents/forms/zebra.txt":  file("zebra form"),
		"documents/forms/stripe.txt": file("a form of all"),
		"documents/bare/wages.md":    file(approved("wages", "Wages", "clauses: [7.5.2]\ndistribution: Personnel; Directors\n") + "Zebra wages.\n"),
		"documents/draft.md":         file(strings.Replace(approved("QX-8", "Zebra plan", "clauses: [6.1.1]\ndistribution: Personnel\n"), "approved", "draft", 1) + "Zebra plan.\n"),
		"documents/qp-1.md": file(approved("QP-1", "Buying", "clauses: [8.4.1, 7.2, 8.4.3#with-qx-7]\ndistribution: Sales, purchasing\nrelated: [QX-7, QP-2]\nsummary: Beside QX-7 and the payroll rules.\n"+
			"records:\n  - {name: Order, form: QX-7, retention: as in QX-7, clauses: [8.4.1]}\n  - {name: List, form: forms/stripe.txt, retention: 3 years}\nhistory: [{revision: 1, date: 2018-01-01, summary: taken out of QX-7}]\n") +
			"See QX-7, [[QX-7]], [[QX-7#part|the part]], [[Payroll rules]], [[wages]], [Payroll rules](secret/qx-7-pay.md), [how we pay](secret/qx-7-pay.md#part \"Payroll rules\"),\n" +
			"[ref][r], <a href=\"secret/qx-7-pay.md\">Payroll rules</a>, QX\u20117, qx-7, Payroll\nrules, [bare](bare/wages.md) and `QX-7`.\n\n" +
			"[r]: secret/qx-7-pay.md \"Payroll rules\"\n\n## With QX-7\n\nQX-70 and QP-1 stay. [Form](forms/stripe.txt)\n\n```\nQX-7\n```\n\n```mermaid\nflowchart TD\n  A[QX-7] --> B[Order]\n```\n"),
		"documents/qp-2.md":  file(approved("QP-2", "Orders", "clauses: [8.2.1]\ndistribution: Purchasing and Sales\nsuperseded_by: []\n") + "Orders are read by OL 5. [Back](qp-1.md#with-qx-7)\n"),
		"documents/qp-4.md":  file(approved("QP-4", "Old wages", "clauses: [7.4]\ndistribution: Purchasing\n") + "As it was.\n"),
		"documents/QX-70.md": file(approved("QX-70", "Seventy", "clauses: [4.1]\ndistribution: Purchasing\n") + "Seventy.\n"),
	}
}

// leftovers are all that names what is left out of the copy, besides the common word "wages".
var leftovers = []string{"qx-7", "qx-8", "zl 12", "zw 7", "payroll", "zebra", "secret", "old/wages", "wages.html", "personnel"}

func excerpted(t *testing.T, language string) (whole, copied *generator.Result) {
	t.Helper()
	options := generator.Options{Options: manual.Options{Date: today}}
	whole, err := generator.Check(divided(language), options)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range whole.Findings {
		if f.Severity == diag.Error {
			t.Fatalf("%s:%d: %s [%s]", f.File, f.Line, f.Message, f.Rule)
		}
	}
	if copied, err = whole.Excerpt(options, func(e *manual.Entry) bool { return e.IsFor("Purchasing") }); err != nil {
		t.Fatal(err)
	}
	for _, f := range copied.Findings {
		if f.Severity == diag.Error {
			t.Errorf("the copy: %s:%d: %s [%s]", f.File, f.Line, f.Message, f.Rule)
		}
	}
	return whole, copied
}

// TestExcerpt: nothing in a pack names what is left out of it.
func TestExcerpt(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		_, copied := excerpted(t, language)
		for _, f := range copied.PackFiles() {
			data, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			for name, text := range readable(t, f.Path, data) {
				for _, word := range leftovers {
					text := strings.NewReplacer("qx-70", "", "\u2011", "-").Replace(strings.ToLower(html.UnescapeString(name + "\n" + text)))
					if at := strings.Index(text, word); at >= 0 {
						t.Errorf("%s: %s names %q: …%s…", language, name, word, text[max(0, at-60):min(len(text), at+60)])
					}
				}
			}
		}
		page := string(inPack(t, copied, "site/documents/qp-1.html"))
		want := map[string]string{"en": "(not in this copy)", "de": "(nicht in dieser Kopie)"}[language]
		for _, text := range []string{"See " + want, "the part", "how we pay", "QX-70", "files/forms/stripe.txt", "and QP-1 stay"} {
			if !strings.Contains(strings.ReplaceAll(page, `<a href="qx-70.html">QX-70</a>`, "QX-70"), text) {
				t.Errorf("%s: the document does not say %q", language, text)
			}
		}
		if !strings.Contains(string(inPack(t, copied, "site/documents/qp-4.html")), "banner obsolete") {
			t.Errorf("%s: a document that one outside the copy replaces looks as if in force", language)
		}
	}
}

// readable gives the texts of a file, of a ZIP file those of its parts.
func readable(t *testing.T, name string, data []byte) map[string]string {
	t.Helper()
	if !bytes.HasPrefix(data, []byte("PK")) {
		return map[string]string{name: string(data)}
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		texts[name+"/"+f.Name] = string(text)
	}
	return texts
}

func inPack(t *testing.T, r *generator.Result, path string) []byte {
	t.Helper()
	for _, f := range r.PackFiles() {
		if f.Path == path {
			data, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
	}
	t.Fatalf("the pack has no %s", path)
	return nil
}

// TestExcerptRegisters: a copy has every audit, with what it says of clauses in the whole manual, and the external
// documents that are not used only by documents left out.
func TestExcerptRegisters(t *testing.T) {
	t.Parallel()
	whole, copied := excerpted(t, "en")
	of, is := audit.ProgrammeOf(whole.Matrix), audit.ProgrammeOf(copied.Matrix)
	for i, row := range of.Rows {
		if got := is.Rows[i]; got.ID != row.ID || got.State() != row.State() || !slices.Equal(got.Cells, row.Cells) {
			t.Errorf("%s is %q in the copy and %q in the manual", row.ID, got.State(), row.State())
		}
		if want := map[string]string{"7.3": "last audited 2026-04-14; due by 2027-04-14; planned for 2027-05-12",
			"7.2": "last audited 2025-05-12; a part of it on 2026-04-14; overdue since 2026-05-12; planned for 2027-05-12"}[row.ID]; want != "" && row.State() != want {
			t.Errorf("%s is %q, want %q", row.ID, row.State(), want)
		}
	}
	page := string(inPack(t, copied, "site/audits.html"))
	for _, want := range []string{"Audit of (not in this copy)", "Audit of (not in this copy) (2026-04-14)", ">QP-1 Buying</a>", "7.4 (2008)"} {
		if !strings.Contains(page, want) {
			t.Errorf("audits.html does not have %q", want)
		}
	}
	var register []string
	for _, d := range copied.Manual.ExternalRegister.Documents {
		register = append(register, d.Label()+" "+d.Name.Value)
	}
	if want := []string{"BL 4 Buying law", "OL 5 Order law, see (not in this copy)", "Law of all Law of all"}; !slices.Equal(register, want) {
		t.Errorf("external documents %q, want %q", register, want)
	}
}

// TestExcerptStates: a copy shows the states of the whole manual, and nothing in it counts that does not count there.
func TestExcerptStates(t *testing.T) {
	whole, copied := excerpted(t, "en")
	if got, want := copied.Matrix.Summary, whole.Matrix.Summary; got != want {
		t.Errorf("the copy counts %v, the manual %v", got, want)
	}
	counted := map[string]string{}
	for _, c := range copied.Matrix.Clauses {
		if want := whole.Matrix.Clause(c.ID).State; c.State != want {
			t.Errorf("%s is %s in the copy and %s in the manual", c.ID, c.State, want)
		}
		if c.Elsewhere != (c.State == coverage.Covered && len(c.Claims) == 0 || c.State == coverage.Pending) && c.ID != "7.4" {
			t.Errorf("%s: elsewhere %v with %d claims", c.ID, c.Elsewhere, len(c.Claims))
		}
		for _, claim := range c.Claims {
			if claim.Counted() {
				counted[c.ID] += claim.Entry.ID.Value + " "
			}
		}
	}
	for clause, want := range map[string]string{"8.4.1": "QP-1 ", "8.4.3": "QP-1 ", "7.2": "QP-1 ", "7.3": "", "7.4": "", "8.2.1": "QP-2 ", "4.1": "QX-70 "} {
		if counted[clause] != want {
			t.Errorf("%s is counted by %q, expected %q", clause, counted[clause], want)
		}
	}
	for name, text := range readable(t, "", inPack(t, copied, "coverage.xlsx")) {
		for _, wrong := range []string{"clause 7.3 (Awareness) is a gap", "clause 7.2 (Competence) is a gap"} {
			if strings.Contains(text, wrong) {
				t.Errorf("%s says %q, which other documents cover", name, wrong)
			}
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(inPack(t, copied, "site/coverage.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row[0] == "7.3" && (row[3] != "covered" || row[4] != "covered by documents that are not in this copy") {
			t.Errorf("coverage.csv says of 7.3: %q", row)
		}
	}
	var report struct{ Summary struct{ Covered int } }
	if err := json.Unmarshal(inPack(t, copied, "site/coverage.json"), &report); err != nil || report.Summary.Covered != whole.Matrix.Summary.Covered {
		t.Errorf("coverage.json counts %d covered: %v", report.Summary.Covered, err)
	}
	for path, want := range map[string]string{
		"site/clauses/7.3.html": "covered by documents that are not in this copy", "site/clauses/6.1.1.html": "in preparation in documents that are not in this copy",
		"site/coverage.html": "States and figures are those of the whole manual", "START.html": "not meant for this copy", "site/scope.html": "whole manual",
	} {
		if !strings.Contains(string(inPack(t, copied, path)), want) {
			t.Errorf("%s does not say %q", path, want)
		}
	}
}

// TestNumberedCopy: every page and sheet of a numbered copy says which it is.
func TestNumberedCopy(t *testing.T) {
	for _, language := range []string{"en", "de"} {
		result, _ := excerpted(t, language)
		sources, err := result.Sources(result)
		if err != nil {
			t.Fatal(err)
		}
		number := result.Number("Q&A <Body>", sources)
		want := map[string]string{"en": "Controlled copy " + number + " for Q&A <Body>", "de": "Gelenkte Kopie " + number + " für Q&A <Body>"}[language]
		for _, f := range result.PackFiles() {
			data, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			for name, text := range readable(t, f.Path, data) {
				marked := strings.HasSuffix(name, ".html") || strings.Contains(name, "/worksheets/sheet")
				if says := strings.Contains(strings.ReplaceAll(html.UnescapeString(text), "&&", "&"), want); marked && !says {
					t.Errorf("%s: %s does not say that it is a numbered copy", language, name)
				}
			}
		}
		if again := result.Number("Q&A <Body>", sources); again != number {
			t.Errorf("the copy has the numbers %s and %s", number, again)
		}
		if other := result.Number("Q&A", sources); other == number {
			t.Error("copies for two readers have the same number")
		}
	}
}
