package generator_test

import (
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

const requested = "---\nid: QP 1\ntitle: \"R&D + %41 \\\"purchasing\\\"\"\nrevision: 1.10\nstatus: approved\nowner: Owner\nauthor: Author\n" +
	"approver: Approver\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n---\n\n## Purpose\n\nText.\n"

// TestRequestAChange opens the issue form of each host that edit_url can name, or the address of change_url.
func TestRequestAChange(t *testing.T) {
	const filled = "Document: QP 1 R&D + %41 \"purchasing\"\nRevision: 1.10\nFile: documents/a b.md\nSection: …"
	for settings, want := range map[string]struct {
		address string
		fields  map[string]string
	}{
		"edit_url: https://github.com/org/qm/edit/main/{path}":                     {"https://github.com/org/qm/issues/new", map[string]string{"body": filled}},
		"edit_url: https://github.example/org/qm/edit/main/sub/{path}":             {"https://github.example/org/qm/issues/new", map[string]string{"body": filled}},
		"edit_url: https://gitlab.com/a/b/qm/-/edit/main/{path}":                   {"https://gitlab.com/a/b/qm/-/issues/new", map[string]string{"issue[description]": filled}},
		"edit_url: https://codeberg.org/org/qm/_edit/main/{path}":                  {"https://codeberg.org/org/qm/issues/new", map[string]string{"body": filled}},
		"edit_url: https://bitbucket.org/org/qm/src/main/{path}?mode=edit":         {"https://bitbucket.org/org/qm/issues/new", map[string]string{"content": filled}},
		"edit_url: https://files.example/{path}":                                   {},
		"edit_url: 'javascript:alert(1)//{path}'":                                  {},
		"change_url: 'https://desk.example/new?d={id}&r={revision}&f={path}'":      {"https://desk.example/new", map[string]string{"d": "QP 1", "r": "1.10", "f": "documents/a b.md"}},
		"change_url: 'mailto:q@example.com?subject={id}'":                          {"mailto:q@example.com", map[string]string{"subject": "QP 1"}},
		"change_url: 'javascript:alert(1)//{id}'":                                  {"#ZgotmplZ", nil},
		"edit_url: https://github.com/o/q/edit/main/{path}\nchange_url: ./{id}.md": {"./QP%201.md", nil},
		"rules: {}": {},
	} {
		fsys := fstest.MapFS{
			"manual.yaml":      {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\n" + settings + "\n")},
			"documents/a b.md": {Data: []byte(requested)},
		}
		r, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: today}})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for n := range nodes(t, "page", pages(t, r)["documents/qp-1.html"]) {
			if attribute(n, "id") == "cb:change" {
				got = attribute(n, "href")
			}
		}
		address, query, _ := strings.Cut(got, "?")
		fields, err := url.ParseQuery(query)
		if address != want.address || err != nil {
			t.Errorf("%s: %q, %v; want %q", settings, got, err, want.address)
		}
		for name, text := range want.fields {
			if fields.Get(name) != text {
				t.Errorf("%s: %s is %q, want %q", settings, name, fields.Get(name), text)
			}
		}
	}
}

// TestControlLine looks at the line of the control block: it names id, revision, status, day and owner, the rest
// is folded, and a sheet of print.html has it open.
func TestControlLine(t *testing.T) {
	files := pages(t, example(t, manual.Options{}))
	for n := range nodes(t, "page", files["documents/qp-08-04.html"]) {
		if n.Data == "summary" && strings.HasPrefix(content(n), "QP-08-04") {
			if want := "QP-08-04 Revision 4 ■ Approved effective 2 Mar 2026 Purchasing Manager"; strings.Join(strings.Fields(content(n)), " ") != want {
				t.Errorf("the line says %q, want %q", content(n), want)
			}
			if attribute(n.Parent, "open") != "" || attribute(n.Parent.Parent, "class") != "control approved" {
				t.Error("the control block is open, or not where it should be")
			}
		}
	}
	page := string(files["documents/qp-08-04.html"])
	if strings.Index(page, "<summary><span class=\"line\">") > strings.Index(page, `<div class="body" dir="auto">`) {
		t.Error("the line is below the text")
	}
	if sheets, open := strings.Count(string(files["print.html"]), `<article class="sheet`), strings.Count(string(files["print.html"]), "<details open>"); open < sheets {
		t.Errorf("%d of %d control blocks are open on paper", open, sheets)
	}
	if !strings.Contains(page, `data-about="{&#34;../documents/qf-01.html&#34;:[&#34;Supplier evaluation sheet&#34;,&#34;Revision 4&#34;,&#34;Approved&#34;]`) {
		t.Error("no linked document says what it is")
	}
}
