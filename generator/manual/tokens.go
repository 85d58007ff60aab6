package manual

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
)

// token is a word of letters, digits and the marks that an id may hold.
type token struct {
	start, end int
	// blank says that one blank parts it from the token before, and dash that one dash does.
	blank, dash bool
	figure      bool // it holds a digit
}

// kind is what a character is to the ids around it.
type kind uint8

const (
	outside  kind = iota
	inside        // of an id
	blank         // may stand between its words
	dash          // likewise, or between two ids
	unseen        // is not there for a reader
	detached      // a letter of a script that is never part of an id
)

// kindOf tells kinds; those of ASCII are in a table, since they are asked for with every character.
func kindOf(r rune) kind {
	if r < utf8.RuneSelf {
		return kinds[r]
	}
	switch {
	case document.Hyphen(r):
		return inside
	case document.Dash(r):
		return dash
	case document.Blank(r):
		return blank
	case document.Invisible(r):
		return unseen
	case document.Attached(r):
		return detached
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return inside
	}
	return outside
}

var kinds = func() (table [utf8.RuneSelf]kind) {
	for r := range rune(utf8.RuneSelf) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("._-", r) {
			table[r] = inside
		}
	}
	table[' '], table['\n'] = blank, blank
	return table
}()

func tokenize(text string) []token {
	tokens := make([]token, 0, len(text)/8+1)
	t := token{start: -1}
	gap, between := 0, outside // the characters since the last token, and what the last of them is
	for i, r := range text {
		k := kindOf(r)
		switch {
		case k == unseen:
		case k == inside:
			if t.start < 0 {
				if between == detached && document.Hyphen(r) {
					continue // it joins the name to the word before
				}
				joined := gap == 1 && len(tokens) > 0
				t = token{start: i, blank: joined && between == blank, dash: joined && between == dash}
			}
			t.end = i + utf8.RuneLen(r)
			t.figure = t.figure || r <= '9' && digit(byte(r))
		default:
			if t.start >= 0 {
				tokens, gap = append(tokens, t), 0
				t.start = -1
			}
			gap, between = gap+1, k
		}
	}
	if t.start >= 0 {
		tokens = append(tokens, t)
	}
	return tokens
}
