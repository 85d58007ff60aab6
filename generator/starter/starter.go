// Package starter has the texts of the documents that a manual begins with, as templates. Package scaffold fills them
// in, and package document recognizes a document in which nobody has changed them yet.
package starter

import (
	"bytes"
	"embed"
	"io/fs"
	"path"
)

//go:embed draft.md documents
var files embed.FS

// Files are the templates: draft.md of a new document, and documents/*.md of a new manual.
func Files() fs.FS { return files }

// NewText is the text, without front matter, of a document that `new` writes.
func NewText() []byte { return textOf("draft.md") }

// ManualTexts are the texts, without front matter, of the documents that `init` writes, by the names of their files.
// They are the same in every edition.
func ManualTexts() map[string][]byte {
	names, err := fs.Glob(files, "documents/*.md")
	if err != nil {
		panic(err) // of the pattern
	}
	texts := map[string][]byte{}
	for _, name := range names {
		texts[path.Base(name)] = textOf(name)
	}
	return texts
}

func textOf(file string) []byte {
	raw, err := files.ReadFile(file)
	if err != nil {
		panic(err) // the files are part of the program
	}
	_, text, _ := bytes.Cut(raw, []byte("\n---\n"))
	return text
}
