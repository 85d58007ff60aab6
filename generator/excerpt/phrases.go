package excerpt

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// phrases finds whole phrases in a text, the longest first. Case, the kind of a blank or hyphen, a line break for a
// blank, and the backslashes of Markdown make no difference, as a reference may be written with any of them.
type phrases struct {
	known   map[string]bool // as folded; false if the phrase is kept
	lengths []int           // in bytes, the longest first
}

// add adds a phrase. One that is added both ways is kept.
func (p *phrases) add(phrase string, replaced bool) {
	phrase = strings.TrimSpace(phrase)
	for _, form := range []string{norm.NFC.String(phrase), norm.NFD.String(phrase)} {
		if text, _ := folded(form); text != "" {
			p.put(text, replaced)
		}
	}
}

func (p *phrases) put(phrase string, replaced bool) {
	if p.known == nil {
		p.known = map[string]bool{}
	}
	if old, seen := p.known[phrase]; seen {
		p.known[phrase] = old && replaced
		return
	}
	p.known[phrase] = replaced
	if at, found := slices.BinarySearchFunc(p.lengths, len(phrase), func(a, b int) int { return b - a }); !found {
		p.lengths = slices.Insert(p.lengths, at, len(phrase))
	}
}

// replace puts a text in the place of every phrase that is not kept.
func (p *phrases) replace(text, with string) string {
	if len(p.known) == 0 {
		return text
	}
	plain, places := folded(text)
	var b strings.Builder
	from := 0
	for i := 0; i < len(plain); {
		n := p.at(plain, i)
		if n > 0 && p.known[plain[i:i+n]] {
			b.WriteString(text[from:places[i]])
			b.WriteString(with)
			from = places[i+n]
		}
		if n == 0 {
			_, n = utf8.DecodeRuneInString(plain[i:])
		}
		i += n
	}
	return b.String() + text[from:]
}

// at gives the length of the longest phrase at a place, or 0.
func (p *phrases) at(text string, i int) int {
	if before, _ := utf8.DecodeLastRuneInString(text[:i]); i > 0 && inWord(before) {
		return 0
	}
	for _, n := range p.lengths {
		if i+n > len(text) {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(text[i+n:]); i+n < len(text) && inWord(after) {
			continue
		}
		if _, known := p.known[text[i:i+n]]; known {
			return n
		}
	}
	return 0
}

func inWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// folded gives a text as phrases compare it, and the place in the text of each of its bytes and of its end.
func folded(text string) (plain string, places []int) {
	var b strings.Builder
	for i, c := range text {
		if c == '\\' && i+1 < len(text) && unicode.In(rune(text[i+1]), unicode.P, unicode.S) {
			continue
		}
		switch {
		case unicode.IsSpace(c):
			c = ' '
		case unicode.Is(unicode.Pd, c) || c == '\u2212':
			c = '-'
		}
		n, _ := b.WriteRune(unicode.ToLower(c))
		for range n {
			places = append(places, i)
		}
	}
	return b.String(), append(places, len(text))
}
