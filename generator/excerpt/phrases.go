package excerpt

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// phrases finds whole phrases in a text, the longest first. Case, the kind of a blank or hyphen, line breaks with what
// begins a line of a list or quotation, emphasis, backslashes, entities and invisible characters make no difference, as
// a reference may be written with any of them.
type phrases struct {
	known   map[string]bool // as folded; false if the phrase is kept
	lengths []int           // in bytes, the longest first
}

// add adds a phrase. One that is added both ways is kept.
func (p *phrases) add(phrase string, replaced bool) {
	phrase = strings.TrimSpace(phrase)
	for _, form := range []string{norm.NFC.String(phrase), norm.NFD.String(phrase)} {
		if text := folded(form).text; text != "" {
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
	f := folded(text)
	plain := f.text
	var b strings.Builder
	from := 0
	for i := 0; i < len(plain); {
		n := p.at(plain, i)
		if n > 0 && p.known[plain[i:i+n]] {
			b.WriteString(text[from:f.from[i]])
			b.WriteString(with)
			from = f.to[i+n-1]
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

// foldedText is a text as phrases compare it. Each of its bytes has the place in the original where the character that
// it belongs to begins and ends.
type foldedText struct {
	text     string
	from, to []int
}

func folded(original string) foldedText {
	var f foldedText
	var b strings.Builder
	blank := false
	for i := 0; i < len(original); {
		c, n := character(original, i)
		was := blank
		if blank = unicode.IsSpace(c) || was && c == '>' && startsLine(original[:i]); blank {
			c = ' '
		}
		if !blank && ignored(original, i, c, n) {
			i += n
			blank = was
			continue
		}
		if unicode.Is(unicode.Pd, c) || c == '\u2212' {
			c = '-'
		}
		if !blank || !was {
			width, _ := b.WriteRune(unicode.ToLower(c))
			for range width {
				f.from, f.to = append(f.from, i), append(f.to, i+n)
			}
		}
		i += n
	}
	f.text = b.String()
	return f
}

// character decodes the character at a place, which may be an entity, and says how many bytes it has.
func character(text string, i int) (c rune, n int) {
	const longest = 10
	if text[i] == '&' {
		if end := strings.IndexByte(text[i:min(len(text), i+longest)], ';'); end > 0 {
			if s := html.UnescapeString(text[i : i+end+1]); utf8.RuneCountInString(s) == 1 {
				c, _ = utf8.DecodeRuneInString(s)
				return c, end + 1
			}
		}
	}
	return utf8.DecodeRuneInString(text[i:])
}

// startsLine reports whether there is nothing but blanks and quotation marks since the last line break.
func startsLine(before string) bool {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return strings.Trim(line, " \t>") == ""
}

// ignored reports whether a character does not show: a backslash, a mark of emphasis, or an invisible character.
func ignored(text string, i int, c rune, n int) bool {
	next, _ := utf8.DecodeRuneInString(text[i+n:])
	switch c {
	case '\\':
		return i+n < len(text) && unicode.In(next, unicode.P, unicode.S)
	case '*', '`':
		return true
	case '_':
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		return !inWord(before) && before != '_' || !inWord(next) && next != '_'
	}
	return unicode.Is(unicode.Cf, c)
}
