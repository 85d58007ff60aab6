package manual_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

const day = "2026-11-22"

// minimal is manual.yaml for tests that are about something else.
const minimal = "title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\n"

// files makes a folder of an archive in the form of txtar, with a manual.yaml where it has none.
func files(t testing.TB, archive string) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{config.File: {Data: []byte(minimal)}, "documents": {Mode: fs.ModeDir | 0o777}}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// read reads manual.yaml and then the manual.
func read(fsys fs.FS, o manual.Options) (*manual.Manual, error) {
	settings, err := config.Open(fsys)
	if err != nil {
		return nil, err
	}
	return manual.Load(fsys, settings, o, nil)
}

func load(t testing.TB, fsys fs.FS, o manual.Options) *manual.Manual {
	t.Helper()
	if o.Date == "" {
		o.Date = day
	}
	m, err := read(fsys, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// doc writes a document with a body.
func doc(id, status, body string) string {
	return fmt.Sprintf("---\nid: %s\ntitle: About %[1]s\nstatus: %s\n---\n\n%s\n", id, status, body)
}

// entry finds a document by its id.
func entry(t testing.TB, m *manual.Manual, id string) *manual.Entry {
	t.Helper()
	entries := m.ByID(id)
	if len(entries) == 0 {
		t.Fatalf("no document %s", id)
	}
	return entries[0]
}

var troubles = map[manual.Trouble]string{manual.NoDocument: "no document", manual.NoFile: "no file", manual.NoAnchor: "no anchor",
	manual.Outside: "outside", manual.Folder: "folder", manual.Absolute: "absolute", manual.Ambiguous: "ambiguous"}

// lead says where a reference leads.
func lead(t manual.Target) string {
	text := ""
	switch {
	case t.Entry != nil:
		text = t.Entry.Name()
	case t.File != nil:
		text = t.File.Path
	case t.Section != nil:
		text = "section " + t.Section.Path
	}
	if t.Anchor != "" {
		text += "#" + t.Anchor
	}
	if t.Trouble != manual.Fine {
		text = strings.TrimSuffix(troubles[t.Trouble]+": "+text, ": ")
	}
	return text
}

// references lists where all references of a document lead but runs and tables, in the order in
// which they stand in the text.
func references(m *manual.Manual, e *manual.Entry) []string {
	d := m.Text(e)
	var list []string
	for s := range d.Body.Segments() {
		if s.Mark != document.OpenRef {
			continue
		}
		if kind := d.Refs.At(s.Ref).Kind; kind != document.Run && kind != document.Table {
			list = append(list, lead(m.Targets(e)[s.Ref]))
		}
	}
	return list
}

func names(entries []*manual.Entry) string {
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return strings.Join(list, " ")
}
