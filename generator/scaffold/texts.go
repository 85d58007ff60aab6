package scaffold

import (
	"bytes"
	"maps"
	"path"
	"slices"
)

// NewTexts are the texts, without front matter, of a document that `new` writes, one per language.
func NewTexts() [][]byte {
	var list [][]byte
	for _, language := range slices.Sorted(maps.Keys(wordsByLanguage)) {
		list = append(list, textOf(wordsByLanguage[language].draft))
	}
	return list
}

// ManualTexts are the texts, without front matter, of the documents that `init` writes, in every language. They are
// the same in every edition.
func ManualTexts() [][]byte {
	var list [][]byte
	for _, s := range starters {
		for _, language := range slices.Sorted(maps.Keys(s.files)) {
			list = append(list, textOf("documents/"+path.Base(s.files[language])))
		}
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
