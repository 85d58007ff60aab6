package document

import (
	"slices"
	"strings"
	"unicode"
)

// repeatsTitle reports whether a heading says the document's title, perhaps with its id and revision:
// PG 05 - Post sales - Rev. 10.
func (m *Meta) repeatsTitle(heading string) bool {
	heading, title := Composed(strings.Join(strings.Fields(heading), " ")), Composed(m.Title.Value)
	if strings.EqualFold(heading, title) {
		return true
	}
	words, wanted := titleWords(heading), titleWords(title)
	if len(wanted) == 0 || len(words) == len(wanted) {
		return false
	}
	for at := 0; at+len(wanted) <= len(words); at++ {
		if slices.Equal(words[at:at+len(wanted)], wanted) && m.isControl(words[:at]) && m.isControl(words[at+len(wanted):]) {
			return true
		}
	}
	return false
}

// isControl reports whether words are the id and the revision of the document, either or both, or none.
func (m *Meta) isControl(words []string) bool {
	text, id := strings.Join(words, ""), strings.Join(titleWords(m.ID.Value), "")
	if text == "" || text == id {
		return true
	}
	revision := strings.Join(titleWords(m.Revision.Value), "")
	if revision == "" {
		return false
	}
	for _, word := range revisionWords {
		if said := word + revision; text == said || id != "" && (text == id+said || text == said+id) {
			return true
		}
	}
	return false
}

// titleWords splits a text into words in lower case.
func titleWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}
