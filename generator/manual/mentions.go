package manual

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/standard"
)

// Mention is a stretch of text that names a document or a clause.
type Mention struct {
	Start, End int // bytes of the run's text
	Entry      *Entry
	Clause     string
}

// mentions finds ids and clause numbers in running text.
type mentions struct {
	*Register
	edition *standard.Edition
}

func newMentions(g ground) *mentions { return &mentions{g.Register, g.edition} }

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

// find lists the mentions in a text, in order, none inside another. A document does not mention
// itself.
func (x *mentions) find(text string, self *Entry) []Mention {
	spans := x.clauses(text)
	if x.words == 1 && !mixed(text) {
		return spans
	}
	return merge(spans, x.names(text, self))
}

// names finds the ids in a text.
func (x *mentions) names(text string, self *Entry) []Mention {
	var found []Mention
	tokens := tokenize(text)
	for i := 0; i < len(tokens); {
		e, words, end := x.longest(text, tokens[i:])
		if e != nil && e != self {
			found = append(found, Mention{Start: tokens[i].start, End: end, Entry: e})
		}
		i += max(words, 1)
	}
	return found
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

// mixed reports whether a word of the text holds both an ASCII letter and a digit, as an id of one
// word does. It spares most text the closer look.
func mixed(text string) bool {
	letter, figure := false, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			letter = true
		case digit(c):
			figure = true
		case c == ' ' || c == '\n':
			letter, figure = false, false
		}
		if letter && figure {
			return true
		}
	}
	return false
}

// token is a word of letters, digits and the marks that an id may hold. Joined says that one
// blank parts it from the token before.
type token struct {
	start, end int
	joined     bool
}

func tokenize(text string) []token {
	var tokens []token
	start := -1
	for i, r := range text + " " {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("._-", r)
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			joined := len(tokens) > 0 && start == tokens[len(tokens)-1].end+1 && (text[start-1] == ' ' || text[start-1] == '\n')
			tokens = append(tokens, token{start, i, joined})
			start = -1
		}
	}
	return tokens
}

// longest gives the longest id that begins with the first token, the number of tokens that it
// takes, and its end. A full stop or hyphen at the end of the last token may belong to the
// sentence.
func (x *mentions) longest(text string, tokens []token) (*Entry, int, int) {
	words := 1
	for words < min(x.words, len(tokens)) && tokens[words].joined {
		words++
	}
	for ; words > 0; words-- {
		start, end := tokens[0].start, tokens[words-1].end
		for _, stop := range []int{end, start + len(strings.TrimRight(text[start:end], "._-"))} {
			id := strings.ReplaceAll(text[start:stop], "\n", " ")
			if entries := x.ByID(id); len(entries) > 0 && linkable(id) {
				return entries[0], words, stop
			}
		}
	}
	return nil, 1, 0
}

var (
	clauseList = regexp.MustCompile(`(?i)\bclauses?\s+([0-9]+(?:\.[0-9]+)*(?:(?:\s*,\s*|\s+and\s+|\s+or\s+|\s+to\s+|\s*,\s*and\s+)[0-9]+(?:\.[0-9]+)*)*)`)
	number0    = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)*`)
	// anyStandard is a name as standards have it: letters, then a number.
	anyStandard = regexp.MustCompile(`\b((?:ISO|IEC|EN|DIN|BS|ASTM|ANSI|ASME|SAE|IATF|AS|VDA|API|OHSAS|AQAP|MIL|EAQF|QS|TS|TL|GOST|JIS|UNE|NF|UNI|NADCAP)(?:[\s\x{a0}/-]+[A-Z]{1,5})*[\s\x{a0}-]?[0-9][0-9A-Za-z.-]*(?:\s*:\s*[0-9]{4})?)`)
	// ownStandard is ISO 9001 or 9002 by any of its names, with its year as a group.
	ownStandard = regexp.MustCompile(`^(?:(?:DIN|BS|UNE|NF|UNI)[\s\x{a0}/-]+)?(?:EN[\s\x{a0}/-]+)?ISO[\s\x{a0}-]?900[12](?:\s*[:-]\s*([0-9]{4}))?$`)
	after       = regexp.MustCompile(`^[\s\x{a0},(]*(?:(?:of|in|from|under|to|by|per)\s+)?(?:the\s+)?(?:standards?\s+)?`)
	belongsTo   = regexp.MustCompile(`^\s+of\s+(?:(?:the|this|that)\s+)?(\S+)`)
)

// clauses finds "clause 8.4.1" where it can only mean the manual's standard.
func (x *mentions) clauses(text string) []Mention {
	if x.edition == nil || !strings.Contains(text, "lause") && !strings.Contains(text, "LAUSE") {
		return nil
	}
	var spans []Mention
	for _, m := range clauseList.FindAllStringSubmatchIndex(text, -1) {
		if glued(text, m[1]) || !x.own(text[max(0, m[0]-around):m[0]], text[m[1]:min(len(text), m[1]+around)]) {
			continue
		}
		for i, n := range number0.FindAllStringIndex(text[m[2]:m[3]], -1) {
			start, end := m[2]+n[0], m[2]+n[1]
			if x.edition.Clause(text[start:end]) == nil {
				continue
			}
			if i == 0 {
				start = m[0]
			}
			spans = append(spans, Mention{Start: start, End: end, Clause: text[m[2]+n[0] : end]})
		}
	}
	return spans
}

// glued reports that the number goes on, as in 8.4.1a or 8.4-2.
func glued(text string, end int) bool {
	r, size := utf8.DecodeRuneInString(text[end:])
	if r == '-' || r == '/' || r == '.' {
		r, _ = utf8.DecodeRuneInString(text[end+size:])
		return unicode.IsDigit(r)
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// around is how many bytes of text are looked at before and behind a clause number.
const around = 120

// own reports whether nothing around a clause number says that another document is meant.
func (x *mentions) own(before, behind string) bool {
	if all := anyStandard.FindAllStringIndex(before, -1); len(all) > 0 {
		last := all[len(all)-1]
		if gap := strings.TrimSpace(before[last[1]:]); (gap == "" || gap == ",") && !x.ours(before[last[0]:last[1]]) {
			return false
		}
	}
	rest := behind[len(after.FindString(behind)):]
	if at := anyStandard.FindStringIndex(rest); at != nil && at[0] == 0 {
		return x.ours(rest[at[0]:at[1]])
	}
	if m := belongsTo.FindStringSubmatch(behind); m != nil {
		return strings.HasPrefix(strings.ToLower(m[1]), "standard")
	}
	return true
}

// ours reports whether a name is that of the manual's standard: without a year, or with the year
// of the edition looked at.
func (x *mentions) ours(name string) bool {
	m := ownStandard.FindStringSubmatch(strings.TrimRight(name, ".-"))
	return m != nil && (m[1] == "" || m[1] == x.edition.Year)
}

// ClauseURL is the address of a clause's page.
func ClauseURL(id string) string { return "clauses/" + id + ".html" }

// ChapterOf is the first number of a clause id. In the edition of 1994 all lies in chapter 4, so
// there the first two make the chapter.
func ChapterOf(e *standard.Edition, id string) string {
	parts := strings.Split(id, ".")
	if e.Year == "1994" && len(parts) > 1 {
		return strings.Join(parts[:2], ".")
	}
	return parts[0]
}
