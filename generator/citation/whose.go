package citation

import (
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
)

// owner says whose clause a number is.
type owner int

// The number of a clause is the manual's standard's unless something around it says otherwise.
const (
	ours owner = iota
	namedOurs
	foreign
)

// previousOwner is what was found of the citation before another one.
type previousOwner struct {
	end     int
	foreign bool
}

// whose tells whose clauses a citation names. What stands beside it decides, else what its sentence names
// before it, else what it names behind it, else the subject of the sentence before. A wrong link is worse than none:
// where two standards could be meant, the nearest is.
func (f *Finder) whose(text string, all []citation, i int, last previousOwner) owner {
	c := &all[i]
	stop := sentenceEnd(text, c.end)
	next := len(text) // where another citation begins, which has an owner of its own
	if i+1 < len(all) {
		next = all[i+1].start
	}
	behind := f.publications(text, c.end, min(stop, next))
	if o, ok := f.beside(text, c.end, min(stop, next), behind); ok {
		return o
	}
	starts := sentences(text, c.start)
	before := f.publications(text, starts[len(starts)-1], c.start)
	if n := len(before); n > 0 {
		s := before[n-1]
		switch gap := text[s.end:c.start]; {
		case adjacent(gap):
			return s.owner()
		case f.parallel(gap):
			return ours
		}
	}
	start := starts[0]
	if s := nearest(before, start, c.start); s != nil {
		return s.owner()
	}
	if last.foreign && last.end > start {
		return foreign
	}
	for _, s := range behind {
		if s.loose {
			continue
		}
		if f.parallel(text[c.end:s.start]) || i+1 < len(all) && next <= stop && adjacent(text[s.end:next]) {
			break
		}
		return s.owner()
	}
	if s := f.cell(text, c.end, stop); s != nil {
		return s.owner()
	}
	return f.subject(text, c, starts, before, last)
}

// cell gives the publication that is all of the cell behind that of a citation, or nil.
func (f *Finder) cell(text string, at, stop int) *publication {
	if stop == len(text) || text[stop] != '|' || !adjacent(text[at:stop]) {
		return nil
	}
	end := stop + 1 + max(0, strings.IndexByte(text[stop+1:], '|'))
	for _, s := range f.publications(text, stop+1, end) {
		if adjacent(text[stop+1:s.start]) && adjacent(text[s.end:end]) {
			return &s
		}
	}
	return nil
}

// subject tells whether the sentence before, or a cell before in the row of a table, speaks of another text, so
// that this one may go on about it.
func (f *Finder) subject(text string, c *citation, starts []int, before []publication, last previousOwner) owner {
	for n := 1; n < len(starts); n++ {
		start, end := starts[n], starts[n-1]
		if last.foreign && last.end > start && last.end <= end {
			return foreign
		}
		s := nearest(before, start, end)
		if s == nil {
			continue
		}
		const lead = 2 // words before a subject: the standard ISO 13485
		if !s.ours && (wordCount(text[start:s.start]) <= lead || wordCount(text[starts[0]:c.start]) <= 1) {
			return foreign
		}
		return ours
	}
	return ours
}

// nearest gives the last of the publications between two places that has clauses in all its sentence, or nil.
func nearest(list []publication, from, to int) *publication {
	for i := len(list) - 1; i >= 0; i-- {
		if s := &list[i]; !s.loose && s.start >= from && s.end <= to {
			return s
		}
	}
	return nil
}

func (w publication) owner() owner {
	if w.ours {
		return namedOurs
	}
	return foreign
}

// beside tells what stands right behind a citation and says whose it is.
func (f *Finder) beside(text string, at, stop int, behind []publication) (o owner, ok bool) {
	from := at
	for from < stop {
		r, size := utf8.DecodeRuneInString(text[from:])
		if !between(r) || r == ')' {
			break
		}
		from += size
	}
	word, _, end := wordAt(text, from)
	word = folded(word)
	inside := strings.TrimSpace(text[at:from]) != ""
	switch {
	case word == "":
		return ours, false
	case f.of[word]:
		if s := f.phrase(text, end, stop, behind); s != nil {
			return s.owner(), true
		}
		if f.theStandard(text, from, end, stop) {
			return ours, false
		}
		return foreign, true
	case f.in[word]:
		if s := f.phrase(text, end, stop, behind); s != nil {
			return s.owner(), true
		}
		return ours, false
	}
	s := f.phrase(text, from, stop, behind)
	if s == nil || s.loose && (!inside || !closed(text, s.end, stop)) || !s.loose && s.start > from && !inside && !articles[word] {
		return ours, false
	}
	return s.owner(), true
}

// closed reports whether nothing goes on behind a place but punctuation.
func closed(text string, at, stop int) bool {
	word, start, _ := wordAt(text, at)
	return start >= stop || word == ""
}

// phrase gives the publication that a few words lead to: "the environmental standard ISO 14001".
func (f *Finder) phrase(text string, at, stop int, behind []publication) *publication {
	const most = 5
	for n := 0; n <= most && at < stop; n++ {
		word, start, end := wordAt(text, at)
		for i := range behind {
			if s := &behind[i]; s.start >= at && (s.start <= start+1 || s.start < end) {
				return s
			}
		}
		if word == "" || f.between[folded(word)] {
			return nil
		}
		at = joinedEnd(text, end)
	}
	return nil
}

// joinedEnd gives the end of a word with those that hyphens join to it, or with the apostrophe behind it.
func joinedEnd(text string, at int) int {
	for {
		switch r, size := utf8.DecodeRuneInString(text[at:]); {
		case document.Hyphen(r):
			at = wordEnd(text, at+size)
		case r == '\'' || r == '’':
			return at + size
		default:
			return at
		}
	}
}

// kindsOfStandard stand before the word for a standard where ISO 9001 is meant.
var kindsOfStandard = set("international quality management qm iso")

// theStandard reports whether words are "of the standard" or the like. In some languages the word for "of" is
// one for "the" too.
func (f *Finder) theStandard(text string, from, at, stop int) bool {
	const most = 5
	for n := 0; n < most && at < stop; n++ {
		word, _, end := wordAt(text, at)
		word = folded(word)
		switch {
		case f.standard[word]:
			return true
		case word == "" || !articles[word] && !kindsOfStandard[word] && !f.of[word] && word != "both":
			return false
		}
		at = end
	}
	return false
}

// between reports a mark that may stand between the number of a clause and the name of what it belongs to.
func between(r rune) bool {
	return document.Blank(r) || document.Invisible(r) || document.Hyphen(r) || document.Dash(r) ||
		strings.ContainsRune(`,:()[]|"'“”„‘’»«—*/`, r)
}

// adjacent reports whether a gap between a name and a citation is none: ISO 13485, clause 8.2.4.
func adjacent(gap string) bool {
	gap = strings.TrimPrefix(strings.TrimPrefix(gap, "'s"), "’s")
	return strings.TrimLeftFunc(gap, between) == ""
}

// parallel reports whether a gap says that a name and a citation stand side by side: ISO 14001 and clause 8.4.1.
func (f *Finder) parallel(gap string) bool {
	word := strings.TrimFunc(gap, between)
	return word != "" && f.between[folded(word)]
}

// wordCount counts the words of a text.
func wordCount(text string) int {
	n := 0
	for at := 0; at < len(text); {
		end := wordEnd(text, at)
		if end > at {
			n++
			at = end
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return n
}
