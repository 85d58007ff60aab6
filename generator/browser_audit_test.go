//go:build !race

package generator_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

// titled is a manual with a title, in a folder of its own.
func titled(t *testing.T, title string) *laid {
	t.Helper()
	result, err := generator.Check(fstest.MapFS{
		"manual.yaml": {Data: []byte("title: " + title + "\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n")},
		"documents/q.md": {Data: []byte("---\nid: Q-1\ntitle: Q\nrevision: 1\nstatus: approved\nowner: O\napprover: A\napproved_date: 2026-01-05\n" +
			"effective_date: 2026-02-01\nclauses: [4.1]\n---\nText.\n")},
	}, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	return lay(t, pages(t, result))
}

const (
	evidence = `document.getElementById("cb:evidence-4.1")`
	told     = `document.getElementById("cb:audit-status").textContent`
	// writing types as a reader does.
	writing = `((e, text) => { e.value = text; e.dispatchEvent(new Event("input", { bubbles: true })); e.dispatchEvent(new Event("change", { bubbles: true })); return ""; })`
	// exporting keeps what would be saved as a file.
	exporting = `(() => { const make = URL.createObjectURL; URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return "#"; };
		document.getElementById("cb:audit-export").click(); URL.createObjectURL = make; return ""; })()`
	importing = `(text => { const list = new DataTransfer(); list.items.add(new File([text], "notes.json")); const file = document.getElementById("cb:audit-file");
		file.files = list.files; file.dispatchEvent(new Event("change")); return ""; })`
)

// TestBrowserAuditNotes: notes survive a reload, go to a file and come back from it, and those of another manual or
// audit stay apart.
func TestBrowserAuditNotes(t *testing.T) {
	t.Parallel()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	one, other := titled(t, "One"), titled(t, "Other")
	b := browser.Open(t, nil)
	want := func(about, expression, value string) {
		t.Helper()
		if got := b.Eval(expression); got != value {
			t.Errorf("%s: %q, expected %q", about, got, value)
		}
	}
	name := `document.getElementById("cb:audit-name")`
	b.Open(one.url("audit.html"))
	b.Eval(writing + `(` + evidence + `, "seen: <b>three</b> orders\nand ü")`)
	b.Eval(writing + `(document.getElementById("cb:finding-4.1"), "minor")`)
	b.Open(one.url("audit.html"))
	want("after a reload", evidence+".value", "seen: <b>three</b> orders\nand ü")
	want("the finding after a reload", `document.getElementById("cb:finding-4.1").value`, "minor")
	want("what is told", told, "Clauses with notes for “Audit”: 1.")

	b.Eval(writing + `(` + name + `, "Spring")`)
	want("another audit", evidence+".value", "")
	b.Eval(writing + `(` + evidence + `, "spring")`)
	b.Open(one.url("audit.html"))
	want("the last audit after a reload", name+".value+"+evidence+".value", "Springspring")
	b.Eval(writing + `(` + name + `, "Audit")`)
	want("the first audit", evidence+".value", "seen: <b>three</b> orders\nand ü")

	b.Eval(exporting)
	b.Until(`window.saved !== undefined`)
	file := b.Eval(`window.saved`)
	b.Open(other.url("audit.html"))
	want("another manual", evidence+".value", "")
	b.Eval(fmt.Sprintf(importing+`(%q)`, file))
	b.Until(told + ` !== ""`)
	want("notes of another manual", told, "These notes belong to another manual (C · One), not to this one (C · Other); nothing was changed.")
	want("after the refusal", evidence+".value", "")
	for _, bad := range []string{"", "{", "[]", "null", `{"clausebook":"audit notes 1"}`, `{"clausebook":"audit notes 1","manual":"C · Other","audit":1,"notes":{}}`} {
		b.Eval(`(document.getElementById("cb:audit-status").textContent = "")`)
		b.Eval(fmt.Sprintf(importing+`(%q)`, bad))
		b.Until(told + ` !== ""`)
		want("a file without notes", told, "This file does not have notes of an audit; nothing was changed.")
	}

	b.Open(one.url("audit.html"))
	b.Eval(`(localStorage.clear(), "")`)
	b.Open(one.url("audit.html"))
	want("after the browser was cleared", evidence+".value", "")
	b.Eval(writing + `(` + evidence + `, "mine")`)
	b.Eval(fmt.Sprintf(importing+`(%q)`, file))
	b.Until(told + `.includes("added")`)
	want("after the import", evidence+".value", "mine\nseen: <b>three</b> orders\nand ü")
	want("the finding after the import", `document.getElementById("cb:finding-4.1").value`, "minor")
	b.Eval(`(document.getElementById("cb:audit-status").textContent = "")`)
	b.Eval(fmt.Sprintf(importing+`(%q)`, file))
	b.Until(told + `.includes("added")`)
	want("after the same import", evidence+".value", "mine\nseen: <b>three</b> orders\nand ü")
	b.Quiet()
}
