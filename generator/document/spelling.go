package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Blank reports a character that separates words as a blank does: word processors write blanks of many
// widths, and some that do not break.
func Blank(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || r > unicode.MaxASCII && unicode.Is(unicode.Zs, r)
}

// Hyphen reports a character that can be a hyphen and nothing else.
func Hyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// Dash reports a character that is written for a hyphen, and between the ends of a range: QP–01, and
// QP-01–QP-05.
func Dash(r rune) bool { return r == '\u2012' || r == '\u2013' || r == '\u2212' }

// Invisible reports a character that takes no room, such as a soft hyphen. A reader does not know that it
// is there.
func Invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

// PlainID is an id in the characters that ids have: blanks and hyphens of any kind become plain ones, and
// what is invisible goes.
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

// Composed is a name in the one of its Unicode spellings that is compared: an ü of two characters, as some
// systems write it in the names of files, is the same letter as an ü of one.
func Composed(name string) string { return norm.NFC.String(name) }
