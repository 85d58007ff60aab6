// Package starter has the texts of the documents that a manual begins with, as templates. Package scaffold fills them
// in, and package document recognizes a document in which nobody has changed them yet.
package starter

import (
	"bytes"
	"embed"
	"io/fs"
)

//go:embed *.md documents
var files embed.FS

// Files are the templates: *.md of a new document, one per language, and documents/*.md of a new manual.
func Files() fs.FS { return files }

// NewTexts are the texts, without front matter, of a document that `new` writes, one per language.
func NewTexts() [][]byte { return textsOf("*.md") }

// ManualTexts are the texts, without front matter, of the documents that `init` writes, in every language. They are
// the same in every edition.
func ManualTexts() [][]byte { return textsOf("documents/*.md") }

func textsOf(pattern string) [][]byte {
	names, err := fs.Glob(files, pattern)
	if err != nil {
		panic(err) // of the pattern
	}
	var list [][]byte
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			panic(err) // the files are part of the program
		}
		_, text, _ := bytes.Cut(raw, []byte("\n---\n"))
		list = append(list, text)
	}
	return list
}
