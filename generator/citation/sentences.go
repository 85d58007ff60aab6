package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
)

// farthest is how far around the number of a clause a text is looked at, in bytes.
const farthest = 320

// abbreviations end in a full stop and end no sentence. Single letters, as in e.g. and z. B., are none of
// the list.
var abbreviations = map[string]bool{"abb": true, "abs": true, "abschn": true, "al": true, "approx": true, "art": true, "bzw": true, "ca": true,
	"cf": true, "cl": true, "dr": true, "ed": true, "evtl": true, "ff": true, "fig": true, "gem": true, "ggf": true, "incl": true, "inkl": true,
	"kap": true, "lt": true, "mr": true, "mrs": true, "ms": true, "no": true, "nos": true, "nr": true, "para": true, "paras": true, "pp": true,
	"ref": true, "reg": true, "resp": true, "rev": true, "sec": true, "sect": true, "sog": true, "st": true, "tab": true, "vgl": true, "viz": true,
	"vol": true, "vs": true, "ziff": true}

// boundary gives the place behind the mark at a place in a text, if a sentence or the cell of a table ends with
// it, and else 0. What stands on both sides of a semicolon are two sentences here.
func boundary(text string, at int) int {
	c := text[at]
	if c >= utf8.RuneSelf {
		if r, size := utf8.DecodeRuneInString(text[at:]); strings.ContainsRune("。！？；", r) {
			return at + size
		}
		return 0
	}
	if c != '.' && c != '!' && c != '?' {
		if c == ';' || c == '|' {
			return at + 1
		}
		return 0
	}
	end := at + 1
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !strings.ContainsRune(`"')]”’“»«`, r) {
			break
		}
		end += size
	}
	rest := strings.TrimLeftFunc(text[end:], document.Blank)
	if rest == "" {
		return end
	}
	if len(rest) == len(text)-end || c == '.' && shortened(text[:at]) {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLower(r) || unicode.IsDigit(r) {
		return 0
	}
	return end
}

// shortened reports whether a text ends in a word that is written with a full stop.
func shortened(text string) bool {
	start := len(text)
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.IsLetter(r) {
			break
		}
		start -= size
	}
	word := text[start:]
	return utf8.RuneCountInString(word) == 1 || abbreviations[strings.ToLower(word)]
}

// sentences gives where the sentence begins that holds a place, and before it those whose subject may be its
// own: the one before, and all cells of a row of a table. The nearest is the first.
func sentences(text string, at int) []int {
	from := max(0, at-farthest)
	for from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	starts := []int{from}
	for i := from; i < at; i++ {
		if end := boundary(text, i); end > i && end <= at {
			starts = append(starts, end)
			i = end - 1
		}
	}
	n := len(starts) - 1
	least := max(0, n-1)
	for least > 0 && text[starts[least]-1] == '|' {
		least--
	}
	nearest := make([]int, 0, n-least+1)
	for i := n; i >= least; i-- {
		nearest = append(nearest, starts[i])
	}
	return nearest
}

// sentenceEnd gives where the sentence ends that a place is in.
func sentenceEnd(text string, at int) int {
	to := min(len(text), at+farthest)
	for i := at; i < to; i++ {
		if end := boundary(text, i); end > 0 {
			return i
		}
	}
	return to
}

// wordAt gives the word that begins at or after a place, behind nothing but blanks, and where it ends. It is ""
// where there is none.
func wordAt(text string, at int) (word string, start, end int) {
	start = skipBlanks(text, at)
	end = wordEnd(text, start)
	return text[start:end], start, end
}

func wordEnd(text string, at int) int {
	for at < len(text) {
		if c := text[at]; c < utf8.RuneSelf {
			if c|0x20 < 'a' || c|0x20 > 'z' {
				if !digit(c) {
					break
				}
			}
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !document.Invisible(r) || document.Attached(r) {
			break
		}
		at += size
	}
	return at
}

func skipBlanks(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !document.Blank(r) && !document.Invisible(r) {
			break
		}
		at += size
	}
	return at
}

// wordBefore gives the word that ends at or before a place, before nothing but blanks, and where it begins.
func wordBefore(text string, at int) (word string, start int) {
	end := len(strings.TrimRightFunc(text[:at], func(r rune) bool { return document.Blank(r) || document.Invisible(r) }))
	start = end
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) || document.Attached(r) {
			break
		}
		start -= size
	}
	return text[start:end], start
}
