package adopt

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
)

// TestTOML adopts front matter of Hugo: its fields are read, its lines stay as comments, and the text as it is.
func TestTOML(t *testing.T) {
	const body = "# Sales\n\n+++ is not front matter here.\n"
	files := fstest.MapFS{"docs/sales.md": {Data: []byte("+++\ntitle = \"Sales\"\nversion = '1.10'\ntags = [\"a\", \"b\"]\n[params]\n  owner = \"Buyer\"\n  iso_clause = [\"8.2.1\", \"8.2.2\"]\n+++\n" + body)},
		"docs/open.md": {Data: []byte("+++\ntitle = \"Open\"\n\n# Open\n")}}
	p, findings, err := Scan(files, nil, nil)
	if err != nil || len(findings) != 1 || !strings.Contains(findings[0].Message, "not closed") {
		t.Fatal(err, findings)
	}
	if line := strings.Join(p.Documents[1].items(), ", "); line != "id: sales, title: Sales, revision: 1.10, owner: Buyer, clauses: [8.2.1, 8.2.2]" {
		t.Error(line)
	}
	o, _, err := p.Changes(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	const want = "---\nid: sales\ntitle: Sales\nrevision: 1.10\nstatus: draft\nowner: Buyer\n" +
		"# title = \"Sales\"\n# version = '1.10'\n# tags = [\"a\", \"b\"]\n# [params]\n#   owner = \"Buyer\"\n#   iso_clause = [\"8.2.1\", \"8.2.2\"]\n---\n" + body
	for _, c := range o.Changes {
		if c.File == "docs/sales.md" && string(c.Data) != want {
			t.Errorf("%s", c.Data)
		}
		files[c.File] = &fstest.MapFile{Data: c.Data}
	}
	if o, _, err := p.Changes(files, nil); err != nil || len(o.Changes) > 0 {
		t.Error("a second --write changes", o.Changes, err)
	}
}

// TestOtherFormats names files that cannot be adopted.
func TestOtherFormats(t *testing.T) {
	word := func(text string) *fstest.MapFile {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create("word/document.xml")
		if err == nil {
			_, err = w.Write([]byte("<document><body>" + text + "</body></document>"))
		}
		if err != nil || z.Close() != nil {
			t.Fatal(err)
		}
		return &fstest.MapFile{Data: b.Bytes()}
	}
	files := fstest.MapFS{"a.md": {}, "old.doc": {}, "a.doc": {}, "b.doc": {}, "b.docx": word("<p><r><t>Name</t></r></p>"), "text.odt": {}, "form.rtf": {}, "table.xlsx": {},
		"empty.docx": word("<p/>"), "locked.docx": {Data: []byte("\xd0\xcf\x11\xe0")}, "none.docx": {}}
	p, findings, err := Scan(files, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, f := range findings {
		named = append(named, f.File)
	}
	if got, want := strings.Join(named, " "), "empty.docx form.rtf locked.docx none.docx old.doc text.odt"; got != want {
		t.Errorf("findings about %s, want %s", got, want)
	}
	if got := strings.Join(p.Forms, " "); got != "b.docx" {
		t.Errorf("the forms are %s", got)
	}
}
