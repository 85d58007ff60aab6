package manual

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/citation"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/standard"
)

// Mention is a stretch of text that names a document or a clause.
type Mention struct {
	Start, End int // bytes of the run's text
	Entry      *Entry
	Clause     string
}

// Missing is a stretch of text that names a document or a clause that there is not: an id in a pattern of the
// manual's own, or the number of a clause of its standard.
type Missing struct {
	Ref        int // the run among the references of its text
	Start, End int // bytes of the run's text
	ID         string
	Clause     bool // ID is the number of a clause
}

// mentions finds ids and clause numbers in running text.
type mentions struct {
	*Register
	citations *citation.Finder // nil without an edition
}

func newMentions(g resolver) *mentions {
	m := &mentions{Register: g.Register}
	if g.edition != nil {
		isDocument := func(id string) bool { return len(m.ByID(id)) > 0 || m.likeIDs(id) }
		m.citations = citation.NewFinder(g.words, g.edition, g.edition == g.declared, isDocument)
	}
	return m
}

// countWords finds how many words the longest id has that text may name.
func (x *index) countWords() {
	x.words = 1
	for id := range x.byID {
		if linkable(id) {
			x.words = max(x.words, 1+strings.Count(id, " "))
		}
	}
}

// linkable ids hold a letter and a digit; an id like `scope` would turn every use of the word
// into a link.
func linkable(id string) bool {
	return strings.ContainsFunc(id, unicode.IsLetter) && strings.ContainsFunc(id, unicode.IsDigit)
}

// find lists the mentions in a run, in order, none inside another, and what it names that there is not. A
// document does not mention itself.
func (m *mentions) find(run *document.Ref, self *Entry) (found []Mention, missing []Missing) {
	mixed, numbered := survey(run.Text)
	var spans []Mention
	if numbered && m.citations != nil {
		spans, missing = m.clauses(run, self)
	}
	if m.words == 1 && !mixed {
		return spans, missing
	}
	ids, unknown := m.names(run.Text, self)
	return merge(spans, ids), append(missing, unknown...)
}

// survey tells of a text whether a word of it holds both an ASCII letter and a digit, as an id of one word
// does, and whether a number begins behind a blank, as that of a clause does. It spares most text the closer
// look.
func survey(text string) (mixed, numbered bool) {
	var seen uint8 // what the word so far holds
	for i := 0; i < len(text); i++ {
		switch k := classes[text[i]]; k {
		case 0:
		case gap:
			seen = 0
		default:
			if seen |= k; seen == letters|figures {
				mixed = true
			}
			if k == figures && i > 0 && !numbered {
				before := classes[text[i-1]]
				numbered = before == gap || text[i-1] >= utf8.RuneSelf
			}
		}
	}
	return mixed, numbered
}

// The classes of bytes that tell words with an id.
const (
	letters = 1 << iota
	figures
	gap
)

var classes = func() (table [256]uint8) {
	for c := range table {
		switch c := byte(c); {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			table[c] = letters
		case digit(c):
			table[c] = figures
		case c == ' ' || c == '\n':
			table[c] = gap
		}
	}
	return table
}()

// names finds the ids in a text.
func (m *mentions) names(text string, self *Entry) (found []Mention, missing []Missing) {
	tokens := tokenize(text)
	for i := 0; i < len(tokens); {
		e, words, end := m.longest(text, tokens[i:])
		switch {
		case e == nil:
			if id, count, end := m.missing(text, tokens[i:]); id != "" {
				missing = append(missing, Missing{Start: tokens[i].start, End: end, ID: id})
				words = count
			}
		case e != self && (self == nil || self != e.Next):
			found = append(found, Mention{Start: tokens[i].start, End: end, Entry: e})
		}
		i += max(words, 1)
	}
	return found, missing
}

// clauses finds the numbers of clauses in a run.
func (m *mentions) clauses(run *document.Ref, self *Entry) (spans []Mention, missing []Missing) {
	cited, unknown := m.citations.Find(run.Before, run.Text, run.After, func(number string) bool { return hasSection(self, number) })
	for _, n := range cited {
		spans = append(spans, Mention{Start: n.Start, End: n.End, Clause: n.ID})
	}
	for _, n := range unknown {
		missing = append(missing, Missing{Start: n.Start, End: n.End, ID: n.ID, Clause: true})
	}
	return spans, missing
}

// hasSection reports whether a document has a section with a number.
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

// merge puts two lists in order; of two that overlap, the clause stays.
func merge(clauses, ids []Mention) []Mention {
	all := make([]Mention, 0, len(clauses)+len(ids))
	for _, id := range ids {
		for len(clauses) > 0 && clauses[0].End <= id.Start {
			all, clauses = append(all, clauses[0]), clauses[1:]
		}
		if len(clauses) == 0 || id.End <= clauses[0].Start {
			all = append(all, id)
		}
	}
	return append(all, clauses...)
}

// candidates gives the ends of the names that may begin with the first of some tokens, the longest first, with
// the number of tokens that each takes. A full stop or hyphen at the end of the last token may belong to
// the sentence. A dash before a digit is part of a name, as in QP-08–04.
func (m *mentions) candidates(text string, tokens []token, try func(end, words int) bool) {
	const mostDashes = 4
	blanks, dashes, words := 0, 0, 1
	for ; words < len(tokens); words++ {
		switch next := tokens[words]; {
		case next.blank:
			blanks++
		case next.dash:
			dashes++
		}
		if blanks+dashes < words || blanks >= m.words || dashes > mostDashes {
			break
		}
	}
	for ; words > 0; words-- {
		if words < len(tokens) && tokens[words].dash && digit(text[tokens[words].start]) {
			continue
		}
		end := tokens[words-1].end
		if try(end, words) {
			return
		}
		if trimmed := trimEnd(text[:end]); trimmed != end && trimmed > tokens[words-1].start && try(trimmed, words) {
			return
		}
	}
}

// trimEnd gives the end of a text without the marks that close a sentence.
func trimEnd(text string) int {
	return len(strings.TrimRightFunc(text, func(r rune) bool { return r == '.' || r == '_' || document.Hyphen(r) || document.Invisible(r) }))
}

// longest gives the longest id that begins with the first token, the number of tokens that it
// takes, and its end.
func (m *mentions) longest(text string, tokens []token) (e *Entry, words, end int) {
	start := tokens[0].start
	if m.words == 1 && !tokens[0].figure && (len(tokens) == 1 || !tokens[1].dash) {
		return nil, 1, 0
	}
	m.candidates(text, tokens, func(stop, n int) bool {
		id := document.PlainID(text[start:stop])
		entries := m.ByID(id)
		if len(entries) == 0 || !linkable(id) {
			return false
		}
		e, words, end = entries[0], n, stop
		return true
	})
	return e, words, end
}

// missing gives an id that begins with the first token, is written as those of the manual are, and is none of
// them.
func (m *mentions) missing(text string, tokens []token) (id string, words, end int) {
	start := tokens[0].start
	if !tokens[0].figure && (len(tokens) == 1 || !tokens[1].figure || !tokens[1].dash && (!tokens[1].blank || m.words == 1)) {
		return "", 0, 0 // an id with its first number in the third word is not looked for
	}
	if !m.initials[initial(text[start:tokens[0].end])] || start > 0 && strings.IndexByte(notBeside, text[start-1]) >= 0 {
		return "", 0, 0
	}
	m.candidates(text, tokens, func(stop, n int) bool {
		name := document.PlainID(text[start:stop])
		if !m.likeIDs(name) || stop < len(text) && strings.IndexByte(notBeside, text[stop]) >= 0 && !sentenceEnds(text[stop:]) {
			return false
		}
		id, words, end = name, n, stop
		return true
	})
	return id, words, end
}

// notBeside are the marks beside which a name is part of something else: a path, an address, an order number.
const notBeside = `/\@#=&+*:`

// sentenceEnds reports whether a mark is followed by nothing that belongs to it.
func sentenceEnds(text string) bool {
	r, _ := utf8.DecodeRuneInString(text[1:])
	return len(text) == 1 || document.Blank(r)
}

// ChapterOf is the first number of a clause id. In the edition of 1994 all lies in chapter 4, so
// there the first two make the chapter.
func ChapterOf(e *standard.Edition, id string) string {
	parts := strings.Split(id, ".")
	if e.Year == "1994" && len(parts) > 1 {
		return strings.Join(parts[:2], ".")
	}
	return parts[0]
}
