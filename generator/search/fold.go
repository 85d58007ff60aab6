package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// accents are the marks that readers leave out when they type. Marks without which a word is
// another one, such as the vowels of Indian scripts and the voicing of kana, are none of them.
var accents = &unicode.RangeTable{R16: []unicode.Range16{
	{0x0300, 0x036f, 1}, {0x0591, 0x05bd, 1}, {0x05bf, 0x05bf, 1}, {0x05c1, 0x05c2, 1}, {0x05c4, 0x05c5, 1},
	{0x05c7, 0x05c7, 1}, {0x064b, 0x065f, 1}, {0x0670, 0x0670, 1}, {0x1ab0, 0x1aff, 1}, {0x1dc0, 0x1dff, 1},
	{0x20d0, 0x20ff, 1}, {0xfe20, 0xfe2f, 1},
}}

// letters have no accent that could be taken off, and are typed otherwise all the same.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "þ", "th",
	"ł", "l", "ħ", "h", "ı", "i", "ς", "σ")

// Fold makes texts equal that a reader takes for the same: lower case, without accents, one width.
// The search page folds what is typed by the same steps.
func Fold(text string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(accents, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
	return norm.NFC.String(letters.Replace(strings.ToLower(bare)))
}
