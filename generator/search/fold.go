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

// letters have no accent that could be taken off, and are typed otherwise all the same. The same
// goes for the hyphens, minus signs and slashes that keyboards do not have.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "þ", "th",
	"ł", "l", "ħ", "h", "ı", "i", "ς", "σ", "⌀", "o",
	"\u2010", "-", "\u2012", "-", "\u2013", "-", "\u2212", "-", "\u2044", "/", "\u2215", "/")

// Fold makes texts equal that a reader takes for the same: lower case, without accents, soft hyphens
// and other characters that are not seen, one width. The search page folds what is typed by the same
// steps.
func Fold(text string) string {
	bare := strings.Map(func(r rune) rune {
		if r >= 0x300 && unicode.Is(accents, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(seen(text)))
	return norm.NFC.String(letters.Replace(strings.ToLower(bare)))
}

// seen leaves out what is not read, and parts 3½, which would otherwise become 31/2.
func seen(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x80 && (unicode.Is(unicode.Cf, r) || r == '™' || r == '℠' || r == '®' || r == '©') {
			return -1
		}
		return r
	}, fractions.Replace(text))
}

var fractions = func() *strings.Replacer {
	var pairs []string
	for _, r := range "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞" {
		pairs = append(pairs, string(r), " "+string(r))
	}
	return strings.NewReplacer(pairs...)
}()
