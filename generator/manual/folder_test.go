package manual_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestDocumentsFolder: what `documents` may say, and what is said where it is not a folder that can be read.
func TestDocumentsFolder(t *testing.T) {
	const decomposed = "Qualita\u0308t"
	for _, c := range []struct{ documents, want string }{
		{".", "C-1 A-1 B-1"}, {"./", "C-1 A-1 B-1"}, {"././", "C-1 A-1 B-1"}, {"a/..", "C-1 A-1 B-1"},
		{"a", "A-1 B-1"}, {"a/", "A-1 B-1"}, {"./a//", "A-1 B-1"}, {"a/./b", "B-1"}, {"a/b", "B-1"},
		{"Qualität", "C-1"}, {decomposed, "C-1"}, {"Qualität/", "C-1"},
		{"A", "there is no folder A (did you mean a?)"},
		{"a/B", "there is no folder a/B (did you mean a/b?)"},
		{"qualität", "there is no folder qualität (did you mean " + decomposed + "?)"},
		{"nowhere", "there is no folder nowhere (create it"},
		{"", "there is no folder documents (create it"},
		{"a.md", "a.md is a file, expected the folder of the documents ("},
		{"link", "the folder link is a symbolic link or below one; it is not read ("},
		{"..", ".. is not a folder inside the manual ("},
		{"/a", "/a is not a folder inside the manual ("},
		{"[a]", "expected one value"},
	} {
		fsys := fstest.MapFS{
			config.File:          {Data: []byte("title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\ndocuments: " + c.documents + "\n")},
			"a/a.md":             {Data: []byte(doc("A-1", "draft", ""))},
			"a/b/b.md":           {Data: []byte(doc("B-1", "draft", ""))},
			decomposed + "/c.md": {Data: []byte(doc("C-1", "draft", ""))},
			"a.md":               {Data: []byte("# A\n")},
			"link":               {Mode: fs.ModeSymlink, Data: []byte("a")},
		}
		if strings.HasPrefix(c.want, "C-1 A") {
			delete(fsys, "a.md")
			delete(fsys, "link")
		}
		m := load(t, fsys, manual.Options{})
		var said []string
		for _, f := range append(m.Config.Findings, m.Faults...) {
			said = append(said, fmt.Sprintf("%s (%s)", f.Message, f.Hint))
		}
		got := names(m.Entries)
		if len(said) > 0 {
			got = strings.Join(said, "; ")
		}
		if got != c.want && (len(said) != 1 || !strings.HasPrefix(got, c.want)) {
			t.Errorf("documents: %s: %s, expected %s", c.documents, got, c.want)
		}
	}
}

// TestDefaultsOfDocuments: each field comes from the last entry that names the document and has it, and never in the
// place of a value of the document's own.
func TestDefaultsOfDocuments(t *testing.T) {
	const yaml = minimal + `defaults:
  - {at: '**', owner: Everybody, type: instruction, status: draft, revision: 0}
  - {at: purchasing/**, owner: Buyer}
  - {at: purchasing/, revision: 2}
  - {at: /purchasing/b.md, owner: Inspector}
  - {at: nowhere, owner: Nobody}
`
	const values = "owner: Own\nrevision: 7\ntype: form\nstatus: approved\n"
	fsys := files(t, "-- documents/top.md --\n---\nid: T-1\n---\n-- documents/purchasing/a.md --\n---\nid: A-1\n---\n-- documents/purchasing/b.md --\n---\nid: B-1\n---\n"+
		"-- documents/purchasing/c.md --\n---\nid: C-1\n"+values+"---\n-- documents/purchasing/d.md --\n---\nid: D-1\nowner:\nrevision: ''\n---\n-- documents/purchasing/e.md --\nno front matter\n")
	fsys[config.File] = &fstest.MapFile{Data: []byte(yaml)}
	m := load(t, fsys, manual.Options{})
	for _, want := range []string{
		"T-1 Everybody instruction 0 draft", "A-1 Buyer instruction 2 draft", "B-1 Inspector instruction 2 draft", "C-1 Own form 7 approved", "D-1 Buyer instruction 2 draft",
	} {
		id, _, _ := strings.Cut(want, " ")
		e := entry(t, m, id)
		if got := strings.Join([]string{id, e.Owner.Value, e.Type.Value, e.Revision.Value, e.Status.Value}, " "); got != want {
			t.Errorf("%s, expected %s", got, want)
		}
	}
	if e := m.ByFile("documents/purchasing/e.md"); e.Owner.Given() || e.Status.Given() {
		t.Errorf("a file without front matter has the owner %s and the status %s", e.Owner.Value, e.Status.Value)
	}
	var unused []string
	for _, p := range m.UnusedPatterns() {
		unused = append(unused, p.Value)
	}
	if got := strings.Join(unused, " "); got != "nowhere" {
		t.Errorf("unused patterns: %s", got)
	}
}

// TestCopies: a PDF or Word file with the name or id of a document beside it is a copy of it.
func TestCopies(t *testing.T) {
	for file, want := range map[string]string{
		"a/SOP-01.pdf": "SOP-01", "a/sop-01.PDF": "SOP-01", "a/Purchasing.docx": "SOP-01", "a/purchasing.doc": "SOP-01", "a/Purchasing.odt": "SOP-01",
		"a/About SOP-01.pdf": "SOP-01", "a/SOP-01 About SOP-01.docx": "SOP-01", "a/sop-01 - about sop-01.pdf": "SOP-01", "a/SOP-01_About SOP-01.pdf": "SOP-01",
		"a/SOP-01 Rev 3.pdf": "SOP-01", "a/SOP-01_v3.docx": "SOP-01", "a/SOP-01 (Rev. 3).pdf": "SOP-01", "a/Purchasing-R3.pdf": "SOP-01", "a/SOP-01 Revision 3.pdf": "SOP-01",
		"a/SOP-01 Rev 2.pdf": "", "a/SOP-01 Rev 30.pdf": "", "a/SOP-01 Review.pdf": "", "a/SOP-01 Form.pdf": "", "a/SOP-01 3.pdf": "", "a/SOP-01-A.pdf": "",
		"a/Gro\u0308ße.pdf": "SOP-02", "a/Größe.docx": "SOP-02", "a/SOP-02.pdf": "SOP-02",
		"SOP-01.pdf": "", "b/SOP-01.pdf": "", "a/SOP-01.xlsx": "", "a/SOP-01.png": "", "a/SOP-011.pdf": "", "a/Purchasing.md.pdf": "",
	} {
		m := load(t, files(t, "-- documents/a/Purchasing.md --\n"+strings.Replace(doc("SOP-01", "approved", ""), "status", "revision: 3\nstatus", 1)+"-- documents/a/Größe.md --\n"+doc("SOP-02", "approved", "")+
			"-- documents/"+file+" --\nx\n"), manual.Options{})
		got := ""
		for _, e := range m.Entries {
			if len(m.Copies(e)) == 1 {
				got += e.Name()
			}
		}
		if got != want {
			t.Errorf("%s is a copy of %q, expected %q", file, got, want)
		}
		if used := len(m.Files) == 1 && m.Use(m.Files[0]).Published; used != (want != "") {
			t.Errorf("%s is published: %v", file, used)
		}
	}
}

// TestSectionPages: a README or index without an id gives its folder a title, a place and a name in the navigation.
func TestSectionPages(t *testing.T) {
	const pages = `-- documents/a/x.md --
---
id: A-1
---
-- documents/b/README.md --
---
title: The second
order: 2
---
-- documents/c/index.md --
---
title: The first
order: 1
nav: First
---
-- documents/d/Readme.MD --
# By its *heading*
-- documents/e/README.md --
---
nav: false
---
-- documents/f/README.md --
---
id: F-1
title: A document
---
-- documents/g/README.md --
# One
-- documents/g/index.md --
# Two
-- documents/h/i/INDEX.md --
---
order: -1
---
-- documents/h/j/README.md --
---
order: 10
---
-- documents/README.md --
# Top
`
	m := load(t, files(t, pages), manual.Options{})
	var got []string
	for _, s := range m.Sections {
		line := s.Path + "=" + s.Title
		if s.Label != "" && s.Label != s.Title {
			line += " (" + s.Label + ")"
		}
		if s.Hidden {
			line += " hidden"
		}
		got = append(got, line)
	}
	const want = "=Top, c=The first (First), b=The second, a=A, d=By its heading, e=E hidden, f=F, g=Two, h=H, h/i=I, h/j=J"
	if got := strings.Join(got, ", "); got != want {
		t.Errorf("%s\nexpected %s", got, want)
	}
	if got := names(m.Entries); got != "A-1 F-1" {
		t.Errorf("documents: %s", got)
	}
	var second []string
	for _, h := range m.SecondIntros() {
		second = append(second, h.File)
	}
	if got := strings.Join(second, " "); got != "documents/g/README.md" {
		t.Errorf("not shown: %s", got)
	}
}
