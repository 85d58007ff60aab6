package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Blank reports whether a character separates words like a blank, of any width, breaking or not.
func Blank(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r > unicode.MaxASCII && unicode.Is(unicode.Zs, r)
}

// Hyphen reports whether a character is always a hyphen.
func Hyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// Dash reports whether a character is used both as a hyphen and in ranges: QP–01, QP-01–QP-05.
func Dash(r rune) bool { return r == '\u2012' || r == '\u2013' || r == '\u2212' }

// Invisible reports whether a character has no width, such as a soft hyphen.
func Invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

// PlainID normalizes an id: blanks and hyphens of any kind become plain ones, invisible characters
// are removed.
func PlainID(text string) string {
	if ascii(text) && strings.IndexByte(text, '\n') < 0 && strings.IndexByte(text, '\t') < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case Blank(r):
			return ' '
		case Hyphen(r), Dash(r):
			return '-'
		case Invisible(r):
			return -1
		}
		return r
	}, text)
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Composed normalizes a name to Unicode NFC for comparison, since some systems write the ü in file
// names as two characters.
func Composed(name string) string { return norm.NFC.String(name) }

// Attached reports a letter of a script in which words, or what is added to them, stand beside a name
// without a blank, so that the name ends where the script changes. Between Latin, Greek and Cyrillic letters it does
// not: they look alike, and QP-02 with another letter behind it is another name.
func Attached(r rune) bool {
	return r > unicode.MaxLatin1 && (unicode.In(r, scripts...) || r == 'ー') && !unicode.IsDigit(r)
}

var scripts = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Hangul, unicode.Thai, unicode.Lao,
	unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Yi, unicode.Arabic, unicode.Hebrew}
