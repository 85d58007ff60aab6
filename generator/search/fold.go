package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// accents are the marks that people leave out when typing. Marks that make another word, such as
// the vowels of Indian scripts and the voicing of kana, are not included.
var accents = &unicode.RangeTable{R16: []unicode.Range16{
	{0x0300, 0x036f, 1}, {0x0591, 0x05bd, 1}, {0x05bf, 0x05bf, 1}, {0x05c1, 0x05c2, 1}, {0x05c4, 0x05c5, 1},
	{0x05c7, 0x05c7, 1}, {0x064b, 0x065f, 1}, {0x0670, 0x0670, 1}, {0x1ab0, 0x1aff, 1}, {0x1dc0, 0x1dff, 1},
	{0x20d0, 0x20ff, 1}, {0xfe20, 0xfe2f, 1},
}}

// letters do not decompose, but are typed differently.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "þ", "th",
	"ł", "l", "ħ", "h", "ı", "i", "ς", "σ")

// Fold normalizes text for comparison: lower case, without accents, one width. assets/search.js
// does the same with queries.
func Fold(text string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(accents, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
	return norm.NFC.String(letters.Replace(strings.ToLower(bare)))
}
