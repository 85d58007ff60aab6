package scaffold

import "bytes"

// NewText is the text, without front matter, of a document that `new` writes.
func NewText() []byte { return textOf("draft.md") }

// ManualTexts are the texts, without front matter, of the documents that `init` writes. They are the
// same in every edition.
func ManualTexts() [][]byte {
	var list [][]byte
	for _, s := range starters {
		list = append(list, textOf("documents/"+s.file))
	}
	return list
}

func textOf(file string) []byte {
	raw, err := files.ReadFile("files/" + file)
	if err != nil {
		panic(err) // the files are part of the program
	}
	_, text, _ := bytes.Cut(raw, []byte("\n---\n"))
	return text
}
