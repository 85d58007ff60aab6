// Package designwords finds words in a text that tell of design and development by the organization.
//
// Such words are often right: the customer's design, a design that is excluded, the development of
// people. Find is cautious and leaves out what its sentence explains; what it finds is a reason to
// look, never a fault. The words are in words.go. Its functions may be called from several
// goroutines.
package designwords

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Word is a word found at an offset of a text.
type Word struct {
	Text string
	At   int
}

// role is what a word means, a set of bits.
type role uint16

const (
	certain   role = 1 << iota // tells of design in most texts, unless its sentence says otherwise
	own                        // tells of it only next to a word of us: we engineer, our concept
	products                   // tells of it only in a sentence with a word of things: development of a new part
	statement                  // tells of it in a scope statement only; certain, own and products do so there too
	us
	things
	// With one of the others in its place, a word tells of somebody else's design, of none, or of other things.
	customers
	links // between a word and the customer
	not
	others
	phrase // two words that together are certain; the role of the first alone
)

const (
	tells  = certain | own | products | statement
	inText = certain | own | products | phrase
)

type vocabulary struct {
	roles   map[string]role
	phrases []string
	// shift says how far a scan may move on after two bytes, so that it misses no word; 0 where the
	// first bytes of a word may end.
	shift [1 << 10]uint8
	first [1 << 12]bool // whether a word may begin with four bytes, by their hash
}

var words = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{roles: map[string]role{}}
	for i := range v.shift {
		v.shift[i] = shortest - 1
	}
	for _, language := range []map[role]string{english, german} {
		for of, list := range language {
			for word := range strings.SplitSeq(list, ", ") {
				v.add(word, of)
			}
		}
	}
	return v
})

// shortest is the length in bytes of the shortest word or phrase that is looked for in texts.
const shortest = 6

// add adds a word, or a phrase of two.
func (v *vocabulary) add(text string, of role) {
	word := text
	if of == phrase {
		v.phrases = append(v.phrases, text)
		word, _, _ = strings.Cut(text, " ")
	}
	v.roles[word] |= of
	if of&inText == 0 {
		return
	}
	for _, spelling := range []string{text, strings.ReplaceAll(text, " ", "\n")} {
		v.first[four(spelling)] = true
		for i := range shortest - 1 {
			key := pair(spelling[i], spelling[i+1])
			v.shift[key] = min(v.shift[key], uint8(shortest-2-i))
		}
	}
}

// pair stands for two bytes, whatever the case of letters. Other bytes may share it, so that the tables fit into
// the cache nearest to the processor.
func pair(a, b byte) uint16 { return uint16(a&31)<<5 | uint16(b&31) }

// four is a hash of the first four bytes of a text, whatever the case of letters.
func four[T string | []byte](text T) uint32 {
	return (uint32(pair(text[0], text[1]))<<10 | uint32(pair(text[2], text[3]))) * 2654435761 >> 20
}

// May reports whether a text has a word that Find may find. It looks at few bytes only, as the
// algorithm of Wu and Manber does, since it is asked of every document.
func May(text []byte) bool {
	v := words()
	for at := shortest - 2; at+1 < len(text); {
		if shift := v.shift[pair(text[at], text[at+1])]; shift > 0 {
			at += int(shift)
			continue
		}
		from, end := at-(shortest-2), at
		at++
		if !v.first[four(text[from:])] || from > 0 && inWord(text[from-1]) {
			continue
		}
		for end < len(text) && inWord(text[end]) {
			end++
		}
		for i := from; i < at; i++ { // a phrase ends with its first word
			if text[i] == ' ' || text[i] == '\n' {
				end = i
				break
			}
		}
		if v.tells(text[from:end]) {
			return true
		}
	}
	return false
}

// inWord also holds for every byte of letters beyond ASCII.
func inWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf || c == '-' || c >= '0' && c <= '9'
}

func (v *vocabulary) tells(word []byte) bool {
	var lower [64]byte
	if len(word) > len(lower) {
		return false
	}
	n := copy(lower[:], word)
	for i, c := range lower[:n] {
		if c >= 'A' && c <= 'Z' {
			lower[i] = c | 0x20
		}
	}
	return v.roles[string(lower[:n])]&inText != 0
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
			if !slices.ContainsFunc(found, known) {
				found = append(found, w)
			}
		}
	}
	return found
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
	if i+1 < len(s) && s[i].role&phrase != 0 {
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
