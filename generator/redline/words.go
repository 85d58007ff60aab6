package redline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// token is a word, a sign, or an element without text such as a picture.
type token struct {
	key     string // tokens with equal keys are the same
	text    string
	node    *html.Node   // the element, if it is one
	within  []*html.Node // the inline elements around it, the outermost first
	spaced  bool         // white space is before it
	blank   bool         // it is white space, in code
	picture bool
}

// tokenizer splits inline content.
type tokenizer struct {
	found    func(token)
	within   []*html.Node
	spaced   bool
	verbatim bool
}

func tokensOf(nodes []*html.Node, verbatim bool) []token {
	var list []token
	eachToken(nodes, verbatim, func(t token) { list = append(list, t) })
	return list
}

func eachToken(nodes []*html.Node, verbatim bool, found func(token)) {
	t := &tokenizer{verbatim: verbatim, found: found}
	for _, n := range nodes {
		t.node(n)
	}
}

func (t *tokenizer) node(n *html.Node) {
	if n.Type == html.TextNode {
		t.text(n.Data)
		return
	}
	if key, whole := elementKey(n); whole {
		t.add(token{key: key, node: n, picture: n.DataAtom == atom.Img})
		return
	}
	t.within = append(t.within[:len(t.within):len(t.within)], n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.node(c)
	}
	t.within = t.within[:len(t.within)-1]
}

// elementKey is the key of an element that is compared as a whole. The number of a footnote is not: it changes
// with the footnotes before.
func elementKey(n *html.Node) (key string, whole bool) {
	switch n.DataAtom {
	case atom.Img:
		return "\x00img " + attribute(n, "src") + " " + attribute(n, "alt"), true
	case atom.Br, atom.Wbr:
		return "\x00br", true
	case atom.Input:
		for _, a := range n.Attr {
			if a.Key == "checked" {
				return "\x00checked", true
			}
		}
		return "\x00unchecked", true
	case atom.Svg, atom.Math, atom.Picture:
		var out strings.Builder
		_ = html.Render(&out, n) // a builder does not fail
		return "\x00" + out.String(), true
	case atom.Sup:
		if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.ElementNode && c.DataAtom == atom.Span && len(n.Attr) == 0 && isNumber(plain(c)) {
			return "\x00note", true
		}
	}
	return "", false
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func (t *tokenizer) add(k token) {
	k.within, k.spaced = t.within, t.spaced
	t.spaced = false
	t.found(k)
}

func (t *tokenizer) text(s string) {
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if unicode.IsSpace(r) {
			end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) || t.verbatim && r == '\n' && s[0] != '\n' })
			if t.verbatim && r == '\n' {
				end = size
			}
			if end < 0 {
				end = len(s)
			}
			if t.verbatim {
				t.add(token{key: s[:end], text: s[:end], blank: true})
			} else {
				t.spaced = true
			}
			s = s[end:]
			continue
		}
		end := wordEnd(s)
		t.add(token{key: composed(s[:end]), text: s[:end]})
		s = s[end:]
	}
}

// composed is the one Unicode spelling that is compared.
func composed(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return norm.NFC.String(s)
		}
	}
	return s
}

// wordEnd is the length of the first word of a text without white space at its start. Signs around a word are not
// part of it, those within are: QP-08-04, 0,05 and R&D are one word each. A script that is written without blanks
// has a word a letter.
func wordEnd(s string) int {
	first, size := utf8.DecodeRuneInString(s)
	if !wordRune(first) || unbroken(first) {
		return size + marksEnd(s[size:])
	}
	end := 0 // of the last letter or digit
	for at, r := range s {
		switch {
		case unicode.IsSpace(r), unbroken(r):
			return end
		case wordRune(r):
			end = at + utf8.RuneLen(r)
			if r == utf8.RuneError {
				end = at + 1
			}
		}
	}
	return end
}

// marksEnd is the length of the combining marks that a text begins with.
func marksEnd(s string) int {
	for at, r := range s {
		if !unicode.IsMark(r) && r != '\u200d' && r != '\ufe0f' {
			return at
		}
	}
	return len(s)
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// unbroken reports letters of scripts without blanks between words.
func unbroken(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// step is an operation on some tokens: of the old text for a deletion, else of the new text.
type step struct {
	op     Op
	tokens []token
}

// mostWords is the number of words up to which two blocks are compared word by word at once. Time grows with the
// square of it in the worst case.
const mostWords = 4000

// compareWords compares two blocks.
func compareWords(was, is []token) []step {
	if len(was)+len(is) <= mostWords {
		return joinSteps(wordSteps(was, is))
	}
	var steps []step
	a, b := sentences(was), sentences(is)
	if len(a)+len(b) > mostWords {
		return replaceSteps(was, is)
	}
	var gone, fresh []token
	flush := func() {
		if len(gone)+len(fresh) <= mostWords {
			steps = append(steps, wordSteps(gone, fresh)...)
		} else {
			steps = append(steps, replaceSteps(gone, fresh)...)
		}
		gone, fresh = nil, nil
	}
	for _, e := range edits(keysOf(a), keysOf(b)) {
		switch e.op {
		case Delete:
			gone = append(gone, a[e.was].tokens...)
		case Insert:
			fresh = append(fresh, b[e.is].tokens...)
		default:
			flush()
			steps = append(steps, step{Same, b[e.is].tokens})
		}
	}
	flush()
	return joinSteps(steps)
}

func wordSteps(was, is []token) []step {
	a, b := make([]string, len(was)), make([]string, len(is))
	for i := range was {
		a[i] = was[i].key
	}
	for i := range is {
		b[i] = is[i].key
	}
	var steps []step
	for _, e := range edits(a, b) {
		from, at := is, e.is
		if e.op == Delete {
			from, at = was, e.was
		}
		if n := len(steps); n > 0 && steps[n-1].op == e.op { // the tokens of a run are next to each other
			run := steps[n-1].tokens
			steps[n-1].tokens = from[at-len(run) : at+1]
			continue
		}
		steps = append(steps, step{e.op, from[at : at+1]})
	}
	return steps
}

func replaceSteps(was, is []token) []step {
	return []step{{Delete, was}, {Insert, is}}
}

// sentence is a run of words up to a full stop or line feed.
type sentence struct {
	key    string
	tokens []token
}

func sentences(list []token) []sentence {
	var all []sentence
	var key strings.Builder
	from := 0
	for i, t := range list {
		key.WriteString("\x01" + t.key)
		if i == len(list)-1 || strings.ContainsAny(t.key, ".;!?\n。") && !wordRune([]rune(t.key)[0]) {
			all = append(all, sentence{key.String(), list[from : i+1]})
			key.Reset()
			from = i + 1
		}
	}
	return all
}

func keysOf(list []sentence) []string {
	keys := make([]string, len(list))
	for i := range list {
		keys[i] = list[i].key
	}
	return keys
}

// joinSteps joins neighbours of the same operation, deletions before insertions. What stays the same between two
// changes and is only a sign or a short word is deleted and inserted with them, since a text of scraps is hard to read.
func joinSteps(steps []step) []step {
	var list []step
	var gone, fresh []token
	flush := func() {
		if len(gone) > 0 {
			list = append(list, step{Delete, gone})
		}
		if len(fresh) > 0 {
			list = append(list, step{Insert, fresh})
		}
		gone, fresh = nil, nil
	}
	for _, s := range steps {
		switch {
		case len(s.tokens) == 0:
		case s.op == Delete:
			gone = append(gone, s.tokens...)
		case s.op == Insert:
			fresh = append(fresh, s.tokens...)
		default:
			flush()
			if n := len(list); n > 0 && list[n-1].op == Same {
				list[n-1].tokens = slices.Concat(list[n-1].tokens, s.tokens)
				continue
			}
			list = append(list, s)
		}
	}
	flush()
	return withoutScraps(list)
}

// withoutScraps deletes and inserts what joinSteps says.
func withoutScraps(steps []step) []step {
	var list []step
	for i := 0; i < len(steps); i++ {
		n := len(list)
		if steps[i].op != Same || n < 2 || list[n-1].op != Insert || list[n-2].op != Delete || i+2 >= len(steps) ||
			steps[i+1].op != Delete || steps[i+2].op != Insert || !scrap(steps[i].tokens) {
			list = append(list, steps[i])
			continue
		}
		list[n-2].tokens = slices.Concat(list[n-2].tokens, steps[i].tokens, steps[i+1].tokens)
		list[n-1].tokens = slices.Concat(list[n-1].tokens, steps[i].tokens, steps[i+2].tokens)
		i += 2
	}
	return list
}

// scrap reports a sign or a short word.
func scrap(list []token) bool {
	const longest = 3
	size := 0
	for _, t := range list {
		if t.node != nil || t.blank && strings.Contains(t.text, "\n") {
			return false
		}
		size += utf8.RuneCountInString(t.text)
	}
	return size <= longest
}
