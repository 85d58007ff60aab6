package search

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzWords: whatever the text, the words of the index are text without blanks, and folding twice changes nothing. An
// index and a query that come to different words find nothing.
func FuzzWords(f *testing.F) {
	for _, r := range readers {
		f.Add(r.text)
	}
	for _, seed := range []string{"", "\xff\xfe", "İıſK\u212a", "a\u0301\u0301", "R & D & E", "Ø 12", "不合格品", "\u202ea", strings.Repeat("a-", 100), "..//&&"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?") // as documents are read
		for _, word := range Words(text) {
			if word == "" || !utf8.ValidString(word) || strings.ContainsFunc(word, unicode.IsSpace) {
				t.Errorf("%q has the word %q", text, word)
			}
		}
		if once := Fold(text); Fold(once) != once {
			t.Errorf("%q folds to %q, and that to %q", text, once, Fold(once))
		}
	})
}
