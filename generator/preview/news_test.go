package preview

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/diag"
)

// TestNews saves one thing after the other, and reads what each save is said to have changed.
func TestNews(t *testing.T) {
	r := start(t, writeArchive(t, small))
	here := listen(r, "documents/qp-01.html")
	here.hello()
	for _, step := range []struct{ file, old, with, added, fixed string }{
		{"documents/qp-01.md", "The first text", "Other text", "", ""},
		{"documents/qp-01.md", "title: First", "title: First\ncolour: red", "here unknown-field", ""},
		// Lines above move it, and the same again is not new.
		{"documents/qp-01.md", "id: QP-01", "# a comment\nid: QP-01", "", ""},
		{"documents/shop/wi-01.md", "title: Second", "title: Second\ncolour: red", "unknown-field", ""},
		{"documents/qp-01.md", "plan.svg", "plans.svg", "here broken-image, unused-file", ""},
		{"documents/qp-01.md", "plans.svg", "plan.svg", "", "here broken-image, unused-file"},
		// An error hides what else is wrong with a document; that is not fixed by it, nor new after it.
		{"documents/qp-01.md", "title: First", "title: [First", "here front-matter", ""},
		{"documents/qp-01.md", "title: [First", "title: First", "", "here front-matter"},
		{"manual.yaml", "edition: 1994", "edition: 1995", "bad-value", ""},
		{"manual.yaml", "edition: 1995", "edition: 1994", "", "bad-value"},
		// A higher severity is new.
		{"manual.yaml", "gap: off", "unknown-field: error, gap: off", "here unknown-field, unknown-field", ""},
		{"manual.yaml", "unknown-field: error, gap: off", "gap: off", "", ""},
		{"documents/qp-01.md", "\ncolour: red", "", "", "here unknown-field"},
	} {
		r.edit(step.file, step.old, step.with)
		p := here.change().Panel
		if diff := cmp.Diff([]string{step.added, step.fixed}, []string{newsText(p.Added), newsText(p.Fixed)}); diff != "" {
			t.Errorf("%s: %s: (-want +got)\n%s", step.file, step.with, diff)
		}
		if late := listen(r, "documents/qp-01.html").hello().Panel; newsText(late.Added) != newsText(p.Added) {
			t.Errorf("%s: who comes late reads %v", step.with, late.Added)
		}
	}
}

func newsText(n newFindings) string {
	var list []string
	for i, f := range n.Findings {
		if i < n.Here {
			f.Rule = "here " + f.Rule
		}
		list = append(list, f.Rule)
	}
	return strings.Join(list, ", ")
}

// TestLogErrors: the terminal lists a limited number of errors, with places that can be opened, and obeys nothing in them.
func TestLogErrors(t *testing.T) {
	j := &journal{}
	p := &Preview{log: inertWriter{j}, Path: func(file string) string { return "manual/" + file }}
	bad := diag.Finding{Rule: "bad-value", Severity: diag.Error, File: "documents/##[error].md", Pos: diag.Pos{Line: 3, Column: 9},
		Message: "##vso[task] \x1b[31m is not a date", Hint: "::error::"}
	warning := bad
	warning.Severity = diag.Warning
	p.logErrors(news{added: []diag.Finding{warning, bad}, fixed: []diag.Finding{bad, warning}})
	want := "manual/documents/## [error].md:3:9: error: ## vso[task] \uFFFD[31m is not a date [bad-value]\n    hint: ::error::\n" +
		"fixed: manual/documents/## [error].md: ## vso[task] \uFFFD[31m is not a date [bad-value]\n"
	if diff := cmp.Diff(want, j.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	j.text.Reset()
	var many []diag.Finding
	for n := range maxNewErrors + 2 {
		many = append(many, diag.Finding{Rule: "x", Severity: diag.Error, File: "a.md", Message: fmt.Sprint(n)})
	}
	p.logErrors(news{fixed: many})
	if lines := strings.Count(j.String(), "fixed: "); lines != maxNewErrors || !strings.HasSuffix(j.String(), "\nand 2 more\n") {
		t.Errorf("%d lines:\n%s", lines, j)
	}
}

// TestInertLog: a pipeline that runs the preview executes nothing that a file's name says.
func TestInertLog(t *testing.T) {
	r := start(t, writeArchive(t, small))
	l := listen(r, "index.html")
	l.hello()
	r.write("documents/##[error]x.md", "---\nid: QP-03\ntitle: Third\nrevision: 1\nstatus: ##[group]\nowner: Manager\n---\n\nText.\n")
	l.change()
	r.eventually(func() string {
		if !strings.Contains(r.log.String(), "x.md:") {
			return "no line of a rebuild"
		}
		return ""
	})
	if text := r.log.String(); strings.Contains(text, "##[") || !strings.Contains(text, "## [error]x.md") {
		t.Error(text)
	}
}
