package manual

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
)

// citation is a place in a text that names clauses: "clauses 8.1 and 8.4". It is in bytes of the text.
type citation struct {
	start, end int // from the word to the last number
	numbers    []stretch
	english    bool // the word is
}

type stretch struct{ start, end int }

// clauses finds "clause 8.4.1" where it can only mean the manual's standard.
func (m *mentions) clauses(run *document.Ref, self *Entry) (spans []Mention, missing []Missing) {
	text, base := run.Text, 0
	all := m.citations(text)
	if len(all) == 0 {
		return nil, nil
	}
	if run.Before != "" || run.After != "" {
		text, base = run.Before+run.Text+run.After, len(run.Before)
		all = m.citations(text)
	}
	var last previousOwner
	for i := range all {
		c := &all[i]
		whose := m.whose(text, all, i, last)
		last = previousOwner{end: c.end, foreign: whose == foreign}
		if whose == foreign || c.start < base || c.end > base+len(run.Text) {
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
			case m.edition.Clause(id) == nil:
				if m.own && (dotted && c.english || named && (dotted || n == 0)) {
					missing = append(missing, Missing{Start: start - base, End: number.end - base, ID: id, Clause: true})
				}
			case c.english || named || !hasSection(self, id):
				spans = append(spans, Mention{Start: start - base, End: number.end - base, Clause: id})
			}
		}
	}
	return spans, missing
}

// hasSection reports whether a document has a section with a number. In many languages the word for a clause
// is also that for a section of the text at hand.
func hasSection(e *Entry, number string) bool {
	if e == nil {
		return false
	}
	for i := range e.Outline {
		if rest, ok := strings.CutPrefix(e.Outline[i].Text, number); ok {
			rest = strings.TrimPrefix(rest, ".")
			if r, _ := utf8.DecodeRuneInString(rest); rest == "" || !unicode.IsDigit(r) && !unicode.IsLetter(r) {
				return true
			}
		}
	}
	return false
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
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !attached(r)
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
