package check_test

import (
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestGapHint: the hint of a gap is about the document that claims the clause already, if there is one.
func TestGapHint(t *testing.T) {
	const whole = "id: A\ntitle: A\nrevision: 1\nstatus: approved\nowner: O\napprover: P\napproved_date: 2026-02-02\neffective_date: 2026-03-02\nclauses: [7.1.6]\n"
	const another = "add `clauses: [7.1.6]` to the document that covers it"
	for name, tt := range map[string]struct{ front, text, want string }{
		"no document claims it":   {"id: A\ntitle: A\nrevision: 1\nstatus: draft\nowner: O\n", "Text.", another},
		"a fault":                 {whole + "review_date: soon\n", "Text.", "fix the error in the front matter of A, which claims it"},
		"a section that is not":   {"id: A\ntitle: A\nrevision: 1\nstatus: approved\nowner: O\napprover: P\napproved_date: 2026-02-02\neffective_date: 2026-03-02\nclauses: [7.1.6#nowhere]\n", "Text.", "correct the section in the claim of A"},
		"no text":                 {whole, "", "write the text of A, which claims it"},
		"obsolete":                {"id: A\ntitle: A\nrevision: 1\nstatus: obsolete\nowner: O\nclauses: [7.1.6]\n", "Text.", another},
		"covered, so without gap": {whole, "What we know, and how we keep it.", ""},
	} {
		files := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\n")},
			"documents/a.md": {Data: []byte("---\n" + tt.front + "---\n\n" + tt.text + "\n")}}
		r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: "2026-11-22"}})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range r.Findings {
			if f.Rule == "gap" && f.Subject == "7.1.6" {
				got = f.Hint
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
