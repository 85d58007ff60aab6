package coverage_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
)

const usual = `---
id: QP-10
title: Inspection
revision: 010
status: approved
owner: Quality manager
approver: Managing director
approved_date: 2026-01-01
effective_date: 2026-01-01
clauses: [4.10.1]
---

Text.
`

// countFile counts a manual of 1994 with one document of exactly these bytes.
func countFile(t *testing.T, raw string) *coverage.Report {
	t.Helper()
	settings := config.Read([]byte("title: M\ncompany: C\nedition: 1994\nscope: 9002\n"))
	m, err := manual.Load(fstest.MapFS{"documents/qp-10.md": {Data: []byte(raw)}}, settings, manual.Options{Date: day}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, faults := check.Read(m)
	return coverage.Of(m, faults)
}

// TestBytes is about files as editors leave them: what does not touch the front matter does not
// touch the matrix either.
func TestBytes(t *testing.T) {
	replace := func(old, new string) string { return strings.Replace(usual, old, new, 1) }
	const lost = "4.10.1 gap: no document claims it\n"
	faulty := func(what string) string {
		return "4.10.1 gap: claimed only by documents that do not count: QP-10 (error in the front matter: " + what + ")\n"
	}
	tests := []struct{ name, raw, want string }{
		{"as usual", usual, "4.10.1 covered: QP-10\n"},
		{"byte-order mark", "\ufeff" + usual, "4.10.1 covered: QP-10\n"},
		{"carriage returns", strings.ReplaceAll(usual, "\n", "\r\n"), "4.10.1 covered: QP-10\n"},
		{"no line feed at the end", replace("Text.\n", "Text."), "4.10.1 covered: QP-10\n"},
		{"nothing behind the fence", replace("\n---\n\nText.\n", "\n---"),
			"4.10.1 gap: claimed only by documents that do not count: QP-10 (the document has no text)\n"},
		{"blanks behind the fences", replace("---\nid", "---  \nid"), "4.10.1 covered: QP-10\n"},
		{"a line with a dash alone", replace("owner: Quality manager\n", "owner: Quality manager\nrelated:\n-\n"), "4.10.1 covered: QP-10\n"},
		{"blank lines and comments", replace("owner", "\n# who\n\nowner"), "4.10.1 covered: QP-10\n"},
		{"quoted", replace("[4.10.1]", `["4.10.1"]`), "4.10.1 covered: QP-10\n"},
		{"one scalar", replace("[4.10.1]", "4.10.1"), "4.10.1 covered: QP-10\n"},
		{"a list of lines", replace("[4.10.1]", "\n  - 4.10.1"), "4.10.1 covered: QP-10\n"},
		{"faults in the body alone", usual + "[x](nowhere.md) [y](javascript:alert) ![z](no.png)\n\n## A {#a}\n\n## B {#a}\n\n<script>x</script>\n",
			"4.10.1 covered: QP-10\n"},
		{"a broken link in the front matter", replace("clauses", "records: [{name: x, form: no.pdf}]\nclauses"),
			faulty("there is no file documents/no.pdf (line 10)")},
		{"a control character in a value", replace("Inspection", `"a\u001bb"`),
			faulty("the value holds the invisible character U+001B (line 3)")},
		{"a byte that is not text in a value", replace("Inspection", "a\xffb"),
			faulty("byte 0xFF is not valid UTF-8; it is shown as \uFFFD (line 3)")},
		{"not closed", strings.Replace(usual, "\n---\n\n", "\n\n", 1), lost},
		{"no front matter", "Text.\n", lost},
		{"a line before it", "\n" + usual, lost},
		{"no YAML", replace("Inspection", `"Inspection`), lost},
		{"a number that YAML would shorten is another clause", replace("[4.10.1]", "[4.1]"), lost},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := countFile(t, tt.raw)
			if diff := cmp.Diff(tt.want, show(x, "4.10.1")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestFourTen is the number that YAML reads as 4.1.
func TestFourTen(t *testing.T) {
	x := countFile(t, strings.Replace(usual, "[4.10.1]", "4.10", 1))
	if diff := cmp.Diff("4.10 0 of 7: QP-10 (the clause is a heading)\n4.1 0 of 5\n", show(x, "4.10", "4.1")); diff != "" {
		t.Error(diff)
	}
	if got := x.Manual.Entries[0].Revision.Value; got != "010" {
		t.Errorf("revision 010 is read as %s", got)
	}
}
