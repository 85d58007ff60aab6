package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
)

// stemmers are those of the languages that the interface has, and of French.
var stemmers = map[string]func(*snowballstem.Env) bool{"en": english.Stem, "de": german.Stem, "fr": french.Stem}

// endings says of each word how many characters at its end its inflected forms do not share: 2 of
// calibrated where calibration is another word, of which 3 are its ending. Words are forms of one
// another where what is left is the same. A byte a word: a blank is 0, others count from #.
//
// The stems are worked out here, once a word, so that the browser needs no stemmer. What is left is
// always a beginning of the word, since search.js looks words up by their beginnings: where the
// stemmer changes letters, as of policies to polici, it is what the forms in this index share.
func endings(words []string, language string) []byte {
	language, _, _ = strings.Cut(language, "-")
	ends := make([]byte, len(words))
	stem := stemmers[language]
	stems := make([]string, len(words))
	shared := map[string]string{} // by stem, the beginning that all its words share
	for i, word := range words {
		ends[i] = ' '
		if stem == nil || !inflects(word) {
			continue
		}
		env := snowballstem.NewEnv(word)
		stem(env)
		stems[i] = env.Current()
		if before, known := shared[stems[i]]; known {
			shared[stems[i]] = before[:common(before, word)]
		} else {
			shared[stems[i]] = word[:common(word, stems[i])]
		}
	}
	for i, word := range words {
		if stems[i] == "" {
			continue
		}
		left := len(shared[stems[i]])
		if n := utf8.RuneCountInString(word[left:]); n > 0 && n < lastFigures && utf8.RuneCountInString(word[:left]) > 2 {
			ends[i] = byte(firstLast + n)
		}
	}
	return ends
}

// inflects reports letters only, and enough of them.
func inflects(word string) bool {
	return len(word) > 3 && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// common is the length of the beginning that two words share, in bytes of whole characters.
func common(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	return n
}
