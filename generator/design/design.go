// Package design finds words in a text that tell of design and development by the organization.
//
// Such words are often right: the customer's design, a design that is excluded, the development of
// people. Find is cautious and leaves out what its sentence explains; what it finds is a reason to
// look, never a fault. The words are in words.yaml. Its functions may be called from several
// goroutines.
package design

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/fields"
	"github.com/clausebook/clausebook/generator/source"
)

//go:embed words.yaml
var data []byte

// Word is a word found at an offset of a text.
type Word struct {
	Text string
	At   int
}

// role is what a word means, a set of bits.
type role uint16

const (
	certain role = 1 << iota
	own
	products
	statement
	us
	things
	customers
	links
	not
	others
)

const tells = certain | own | products | statement

type vocabulary struct {
	roles   map[string]role
	phrases []string
	starts  [1 << 15]bool // whether a word that tells may begin with three letters
}

var words = sync.OnceValue(func() *vocabulary {
	src, _ := source.Read("words.yaml", data)
	root, faults := fields.Parse(src, 1, src.LineCount()+1, "words")
	if len(faults) > 0 {
		panic(faults[0].Message)
	}
	names := map[string]role{"certain": certain, "own": own, "products": products, "statement": statement, "us": us, "things": things,
		"customers": customers, "links": links, "not": not, "others": others}
	v := &vocabulary{roles: map[string]role{}}
	for _, language := range root.Entries {
		for _, list := range language.Value.Entries {
			for _, item := range list.Value.List() {
				if list.Key.Text == "phrases" {
					v.phrases = append(v.phrases, item.Text)
					v.starts[start(item.Text)] = true
					continue
				}
				v.roles[item.Text] |= names[list.Key.Text]
				if names[list.Key.Text]&tells != 0 {
					v.starts[start(item.Text)] = true
				}
			}
		}
	}
	return v
})

// start hashes the first three letters of a word, whatever their case.
func start[T string | []byte](word T) int {
	h := 0
	for i := range min(len(word), 3) {
		h = h<<5 ^ int(word[i]|0x20)
	}
	return h & (1<<15 - 1)
}

// May reports whether a text may have a word that Find finds. It is much faster than Find.
func May(text []byte) bool {
	v, inside := words(), false
	for i, c := range text {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf || c == '-'
		if letter && !inside && i+3 <= len(text) && v.starts[start(text[i:i+3])] {
			return true
		}
		inside = letter
	}
	return false
}

// Find returns the words in a text, each form once, in order.
func Find(text string) []Word { return find(text, certain|own|products) }

// InStatement returns the words in a scope statement, where more words tell of design.
func InStatement(text string) []Word { return find(text, tells) }

func find(text string, of role) []Word {
	var found []Word
	for _, s := range sentences(text) {
		for _, w := range s.hits(of) {
			known := func(other Word) bool { return strings.EqualFold(other.Text, w.Text) }
			if !containsFunc(found, known) {
				found = append(found, w)
			}
		}
	}
	return found
}

func containsFunc(list []Word, f func(Word) bool) bool {
	for _, w := range list {
		if f(w) {
			return true
		}
	}
	return false
}

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

// hits are the words of a sentence that tell of the organization's own design.
func (s sentence) hits(of role) []Word {
	var found []Word
	for i, t := range s {
		if t.role&not != 0 || strings.HasSuffix(t.lower, "n't") {
			return nil
		}
		if w, ok := s.phrase(i); ok {
			found = append(found, w)
			continue
		}
		if t.role&tells&of != 0 && s.tells(i, of) && !s.theirs(i) && !s.other(i) {
			found = append(found, t.Word)
		}
	}
	return found
}

// phrase is a phrase that begins at a token.
func (s sentence) phrase(i int) (Word, bool) {
	if i+1 < len(s) {
		for _, p := range words().phrases {
			if p == s[i].lower+" "+s[i+1].lower && !s.theirs(i) {
				return Word{s[i].Text + " " + s[i+1].Text, s[i].At}, true
			}
		}
	}
	return Word{}, false
}

func (s sentence) tells(i int, of role) bool {
	role := s[i].role & of
	switch {
	case role&(certain|statement) != 0:
		return true
	case role&own != 0 && s.near(i, 2, 1, us):
		return true
	case role&products != 0 && s.near(i, 4, 5, things):
		return true
	}
	return false
}

// near reports whether a token with a role is among those before and after a token.
func (s sentence) near(i, before, after int, of role) bool {
	for n := max(0, i-before); n <= min(len(s)-1, i+after); n++ {
		if n != i && s[n].role&of != 0 {
			return true
		}
	}
	return false
}

// theirs reports whether the design is a customer's: one stands before the word with nobody of us
// between, or after it behind a word such as of, by or from.
func (s sentence) theirs(i int) bool {
	for n := i - 1; n >= max(0, i-5) && s[n].role&us == 0; n-- {
		if s[n].role&customers != 0 {
			to := n > 0 && (forWhom(s[n-1].lower) || n > 1 && forWhom(s[n-2].lower))
			return s[n].owns || !to
		}
	}
	link := false
	for n := i + 1; n <= min(len(s)-1, i+6); n++ {
		link = link || s[n].role&links != 0
		if s[n].role&customers != 0 {
			return link
		}
		if ours := n+1 < len(s) && s[n+1].role&customers != 0; s[n].role&us != 0 && !ours {
			return false
		}
	}
	return false
}

// forWhom reports a word after which a customer receives something.
func forWhom(word string) bool {
	switch word {
	case "for", "with", "to", "für", "mit", "zusammen":
		return true
	}
	return false
}

// other reports whether something else than a product is designed or developed.
func (s sentence) other(i int) bool { return s.near(i, 3, 4, others) }

// Same reports whether two words are the same but for their case.
func Same(a, b string) bool { return strings.EqualFold(a, b) }

// Excluded reports whether a heading says that something does not apply. Its section explains why,
// with words about design.
func Excluded(heading string) bool {
	for _, s := range sentences(heading) {
		for _, t := range s {
			if t.role&not != 0 || strings.HasPrefix(t.lower, "applicab") || strings.HasPrefix(t.lower, "anwendbar") {
				return true
			}
		}
	}
	return false
}
