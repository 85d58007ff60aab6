// Package excerpt makes a manual without some of its documents, for a copy that leaves the house.
//
// The result is a folder in memory, which is read like any other. What is left out is not in it: no document, no
// file that only such documents show, and in the texts that remain, no id, file name or title of them.
package excerpt

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// themeFolder is the manual's own theme, which is taken as it is.
const themeFolder = "theme"

// Excerpt is a manual without some of its documents.
type Excerpt struct {
	Kept, LeftOut []*manual.Entry
	// Replaced holds the documents that an effective document replaces: they are obsolete in the excerpt too, even
	// where that document is left out.
	Replaced func(*manual.Entry) bool
	// Placeholder stands where a text names a document that is left out, in the language of the manual.
	Placeholder string
	// Titles are texts that are not replaced although a document has them as its title, such as titles of clauses.
	Titles map[string]bool

	manual *manual.Manual
	fsys   fs.FS
	redact *redactor
}

// New divides the documents of a manual in force.
func New(fsys fs.FS, m *manual.Manual, keep func(*manual.Entry) bool) *Excerpt {
	x := &Excerpt{manual: m, fsys: fsys, Replaced: func(*manual.Entry) bool { return false }}
	for _, e := range m.Entries {
		if keep(e) {
			x.Kept = append(x.Kept, e)
		} else {
			x.LeftOut = append(x.LeftOut, e)
		}
	}
	return x
}

// FS gives the folder of the excerpt. Its documents are those in force. It has no history.
func (x *Excerpt) FS() (fs.FS, error) {
	x.redact = newRedactor(x)
	var data bytes.Buffer
	out := &folder{zip.NewWriter(&data)}
	if err := out.add(config.File, settings(x)); err != nil {
		return nil, err
	}
	if err := x.addDocuments(out); err != nil {
		return nil, err
	}
	if err := x.addFiles(out); err != nil {
		return nil, err
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(data.Bytes()), int64(data.Len()))
}

// Redact replaces the names of documents left out in a text. FS has to be called before.
func (x *Excerpt) Redact(text string) string { return x.redact.text(text) }

// folder is a ZIP file in memory: the standard library reads one as a file system.
type folder struct{ *zip.Writer }

func (f *folder) add(name string, data []byte) error {
	to, err := f.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
	if err == nil {
		_, err = to.Write(data)
	}
	return err
}

func (x *Excerpt) addDocuments(out *folder) error {
	old := x.manual.Options.History.Reader()
	defer old.Close()
	for _, e := range x.Kept {
		raw, err := rootfs.ReadFile(x.fsys, e.File, diag.MaxSourceSize)
		if e.Issued != nil {
			raw, err = old.Bytes(e.Issued.Blob(), diag.MaxSourceSize)
		}
		if err != nil {
			return err
		}
		if err := out.add(e.File, x.document(e, raw)); err != nil {
			return err
		}
	}
	for _, d := range manual.IntroTexts(x.manual) {
		raw, err := rootfs.ReadFile(x.fsys, d.File, diag.MaxSourceSize)
		if err != nil {
			return err
		}
		if x.redact.hasDocuments(path.Dir(d.File)) {
			if err := out.add(d.File, []byte(x.redact.markdown(d.File, text(raw)))); err != nil {
				return err
			}
		}
	}
	return nil
}

// text decodes a file as documents are read.
func text(raw []byte) string { return strings.Join(diag.Lines(raw), "\n") }

// body is what follows the front matter.
func body(h *document.Header, raw []byte) string {
	lines := diag.Lines(raw)
	return strings.Join(lines[min(h.MetaEnd, len(lines)):], "\n")
}

// addFiles adds what the documents of the excerpt show and link to, the logo and the theme.
func (x *Excerpt) addFiles(out *folder) error {
	used := map[*manual.File]bool{x.manual.LogoFile(): true}
	note := func(targets []manual.Target) {
		for _, t := range targets {
			used[t.File] = true
		}
	}
	for _, e := range x.Kept {
		note(x.manual.Targets(e))
		for _, f := range x.manual.Copies(e) {
			used[f] = true
		}
		for _, r := range e.Records {
			if r.Form.Given() {
				used[x.manual.File(path.Join(path.Dir(e.File), r.Form.Value))] = true
				used[x.manual.File(path.Join(x.manual.Documents.Value, r.Form.Value))] = true
			}
		}
	}
	for _, s := range x.manual.Sections {
		_, targets := x.manual.Intro(s)
		note(targets)
	}
	note(x.manual.StatementLinks)
	for _, targets := range x.manual.ReasonLinks {
		note(targets)
	}
	for _, f := range x.manual.Files {
		if used[f] && !x.redact.names(f.Path) {
			if err := x.addFile(out, f); err != nil {
				return err
			}
		}
	}
	return x.addTheme(out)
}

func (x *Excerpt) addFile(out *folder, f *manual.File) error {
	from, _, err := x.manual.OpenFile(x.fsys, f)
	if err != nil {
		return err
	}
	defer from.Close()
	data, err := io.ReadAll(from)
	if err != nil {
		return err
	}
	return out.add(f.Path, data)
}

func (x *Excerpt) addTheme(out *folder) error {
	if info, err := rootfs.Lstat(x.fsys, themeFolder); err != nil || !info.IsDir() {
		return nil // as package theme, which then takes the built-in one
	}
	return fs.WalkDir(x.fsys, themeFolder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := rootfs.ReadFile(x.fsys, name, diag.MaxSourceSize)
		if err != nil {
			return err
		}
		return out.add(name, data)
	})
}
