package designwords

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a sentence.
type token struct {
	Word
	lower string
	role  role
	owns  bool // a genitive, such as customer's
}

type sentence []token

// sentences splits a text into sentences of tokens. Cells of a table and parts between semicolons are
// sentences too.
func sentences(text string) []sentence {
	v := words()
	var list []sentence
	var current sentence
	end := func() {
		if len(current) > 0 {
			list, current = append(list, current), nil
		}
	}
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !partOfWord(r) {
			if endsSentence(text, at, r) {
				end()
			}
			at += size
			continue
		}
		from := at
		for at < len(text) {
			r, size := utf8.DecodeRuneInString(text[at:])
			inside := (r == '-' || r == '\'' || r == '’' || r == '.' || r == '/' || r == '_') && at+size < len(text) && continues(text[at+size:])
			if !partOfWord(r) && !inside {
				break
			}
			at += size
		}
		lower := strings.ReplaceAll(strings.ToLower(text[from:at]), "’", "'")
		owns := strings.HasSuffix(lower, "'s") || strings.HasPrefix(text[at:], "'") || strings.HasPrefix(text[at:], "’")
		current = append(current, token{Word{text[from:at], from}, lower, v.roles[lower], owns})
	}
	end()
	return list
}

func partOfWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func continues(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return partOfWord(r)
}

func endsSentence(text string, at int, r rune) bool {
	switch r {
	case ';', '|', '!', '?':
		return true
	case '.':
		return at+1 == len(text) || unicode.IsSpace(rune(text[at+1]))
	case '\n':
		rest := strings.TrimLeft(text[at+1:], " \t")
		return strings.HasPrefix(rest, "\n") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "* ")
	}
	return false
}
