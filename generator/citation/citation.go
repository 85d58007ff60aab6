// Package citation finds where prose cites clauses of the manual's standard, and leaves those of other standards, laws
// and contracts alone. A wrong link is worse than none.
//
// A citation is a word such as clause and the numbers behind it (citation.go). Whose clauses these are is told by the
// publications that its sentence names (whose.go, publications.go).
package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/standard"
)

// Finder finds citations in texts of one language. It may be used from several goroutines.
type Finder struct {
	*vocabulary
	edition    *standard.Edition
	own        bool
	isDocument func(name string) bool
}

// NewFinder makes a finder for the clauses of an edition; own says that it is the one that the texts are written for.
// isDocument reports whether a name that looks like that of a standard is, or could be, the id of a document.
func NewFinder(w Words, edition *standard.Edition, own bool, isDocument func(name string) bool) *Finder {
	return &Finder{newVocabulary(w), edition, own, isDocument}
}

// Number is the number of a clause where it is in a text, in bytes. The first number of a citation begins at its word.
type Number struct {
	Start, End int
	ID         string
}

// citation is a place in a text that names clauses: "clauses 8.1 and 8.4". It is in bytes of the text.
type citation struct {
	start, end int // from the word to the last number
	numbers    []stretch
	english    bool // the word is
}

type stretch struct{ start, end int }

// Find finds "clause 8.4.1" where it can only mean the manual's standard, and the numbers that the edition does not
// have. What is before and after the text in its paragraph may say whose clause it is. In many languages the word for
// a clause is also that for a section of the text at hand: isSection reports whether it has one with a number.
func (f *Finder) Find(before, text, after string, isSection func(number string) bool) (cited, unknown []Number) {
	all := f.citations(text)
	if len(all) == 0 {
		return nil, nil
	}
	base, end := len(before), len(before)+len(text)
	if before != "" || after != "" {
		text = before + text + after
		all = f.citations(text)
	}
	var last previousOwner
	for i := range all {
		c := &all[i]
		whose := f.whose(text, all, i, last)
		last = previousOwner{end: c.end, foreign: whose == foreign}
		if whose == foreign || c.start < base || c.end > end {
			continue
		}
		for n, number := range c.numbers {
			id := text[number.start:number.end]
			start := number.start
			if n == 0 {
				start = c.start
			}
			dotted := strings.Contains(id, ".")
			switch named := whose == namedOurs; {
			case f.edition.Clause(id) == nil:
				if f.own && (dotted && c.english || named && (dotted || n == 0)) {
					unknown = append(unknown, Number{start - base, number.end - base, id})
				}
			case c.english || named || !isSection(id):
				cited = append(cited, Number{start - base, number.end - base, id})
			}
		}
	}
	return cited, unknown
}

// citations finds the places in a text that name clauses, of whatever standard.
func (v *vocabulary) citations(text string) []citation {
	var list []citation
	for at := 0; ; {
		i := nextNumber(text, at)
		if i < 0 {
			return list
		}
		at = numberEnd(text, i)
		if c, ok := v.citation(text, i); ok {
			list = append(list, c)
			at = c.end
		}
	}
}

// nextNumber finds a number behind a blank.
func nextNumber(text string, at int) int {
	for i := max(at, 1); i < len(text); i++ {
		if !digit(text[i]) || text[i-1] > ' ' && text[i-1] < utf8.RuneSelf {
			continue
		}
		if r, _ := utf8.DecodeLastRuneInString(text[:i]); document.Blank(r) || document.Invisible(r) {
			return i
		}
	}
	return -1
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// number is the length of the digits that a text begins with.
func number(text string) int {
	n := 0
	for n < len(text) && digit(text[n]) {
		n++
	}
	return n
}

// numberEnd gives the end of a number with its dots.
func numberEnd(text string, at int) int {
	for {
		at += number(text[at:])
		if at+1 >= len(text) || text[at] != '.' || !digit(text[at+1]) {
			return at
		}
		at++
	}
}

// citation reads what begins with the word before a number, if that names clauses.
func (v *vocabulary) citation(text string, at int) (c citation, ok bool) {
	blank := len(strings.TrimRightFunc(text[:at], func(r rune) bool { return document.Blank(r) || document.Invisible(r) }))
	if blank == at || blank == 0 {
		return c, false
	}
	dot := 0
	if text[blank-1] == '.' {
		dot = 1
	}
	word, start := wordBefore(text, blank-dot)
	const longest = 40
	if word == "" || len(word) > longest || blank-dot-start != len(word) || digit(word[0]) {
		return c, false
	}
	c.english, ok = v.clause[folded(text[start:blank])]
	if !ok || start > 0 && text[start-1] == '_' {
		return c, false
	}
	plural := c.english && len(word) > len("clause")
	c.start = start
	for at >= 0 {
		end := numberEnd(text, at)
		if glued(text, end) || len(c.numbers) > 0 && !plural && v.counts(text, at, end) {
			break
		}
		c.numbers = append(c.numbers, stretch{at, end})
		c.end = end
		at = v.further(text, end)
	}
	return c, len(c.numbers) > 0
}

// glued reports that the number goes on, as in 8.4.1a or 8.4-2. With a full number behind it, a hyphen stands
// for "to", and a slash for "or".
func glued(text string, end int) bool {
	end = skipInvisible(text, end)
	r, size := utf8.DecodeRuneInString(text[end:])
	if r == '/' || document.Hyphen(r) || document.Dash(r) {
		next := end + size
		return next < len(text) && digit(text[next]) && !strings.Contains(text[next:numberEnd(text, next)], ".")
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !document.Attached(r)
}

func skipInvisible(text string, at int) int {
	for at < len(text) && text[at] >= utf8.RuneSelf {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !document.Invisible(r) {
			break
		}
		at += size
	}
	return at
}

// counts reports that a further number counts what is named behind it: in "clause 8.4.1 and 10 suppliers" there
// is one clause.
func (v *vocabulary) counts(text string, start, end int) bool {
	if strings.Contains(text[start:end], ".") || skipBlanks(text, end) == end {
		return false
	}
	word, _, _ := wordAt(text, end)
	word = folded(word)
	return word != "" && !v.of[word] && !v.in[word] && !v.between[word]
}

// further finds the next number of a list, or gives -1.
func (v *vocabulary) further(text string, end int) int {
	at := skipInvisible(text, end)
	if at == len(text) {
		return -1
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	if r == '/' || document.Hyphen(r) || document.Dash(r) {
		return numberAt(text, at+size)
	}
	at = skipBlanks(text, at)
	parted := at < len(text) && text[at] == ','
	if parted {
		at = skipBlanks(text, at+1)
	}
	r, size = utf8.DecodeRuneInString(text[at:])
	switch word, _, behind := wordAt(text, at); {
	case word != "" && v.between[folded(word)]:
		return numberAt(text, skipBlanks(text, behind))
	case r == '&':
		return numberAt(text, skipBlanks(text, at+size))
	case document.Dash(r):
		if at = numberAt(text, skipBlanks(text, at+size)); at >= 0 && strings.Contains(text[at:numberEnd(text, at)], ".") {
			return at
		}
	case parted:
		return numberAt(text, at)
	}
	return -1
}

func numberAt(text string, at int) int {
	if at < len(text) && digit(text[at]) {
		return at
	}
	return -1
}
