// Package search makes the index of the site's search: which page holds which word, and where on it.
//
// The search page reads it (assets/search.js of the theme), and folds and parts what is typed by the
// same rules; a test holds the two against each other in a browser. The index is a script, since
// from a file a page can load nothing else. That of a large manual is cut into parts, of which a
// search loads those that it needs.
package search

import (
	"hash/crc32"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Page is a page as the index knows it.
type Page struct {
	URL, ID, Title string
	Place          string // what a result says of it, such as its section
	Headings       []Heading
	Claims         []string // clause numbers that lead to it
	// Text hands over the rest, a block at a time. It may be nil.
	Text func(note func(Block))
}

// Block is a paragraph, a cell or the like.
type Block struct {
	Text []byte // which lasts until the next
	Term string // what the block defines, which is part of its text; mostly ""
}

// Heading is a heading that a result may lead to.
type Heading struct{ ID, Text string }

// class is where on a page a word stands. Of several the highest counts.
type class int

const (
	body class = iota
	heading
	claim
	term // that the page defines
	title
	id
	classes
)

// Index gathers pages. The zero Index is empty.
type Index struct {
	// Language is that of most texts, such as "de". Its words are found by their inflected forms.
	Language string
	// Clauses is the number of pages at the beginning that are of clauses.
	Clauses int
	// Strings is what search.js says to readers, as JSON has it.
	Strings any

	pages  []listed
	places []string
	place  map[string]int
	words  map[string]*word
	text   []byte // of the page that is added
	ends   []int  // of its blocks
	buffer [128]byte
}

// word is where a word stands: lists of pages, by class.
type word struct {
	seen  int // pages seen when it was noted last
	lists [classes]list
}

// Add notes a page with all its words.
func (x *Index) Add(p Page) {
	if x.words == nil {
		x.words, x.place = map[string]*word{}, map[string]int{}
	}
	x.pages = append(x.pages, x.list(p))
	x.name(p.ID)
	x.note(title, p.Title)
	// A word counts where it is noted first, so what counts most comes first.
	x.text, x.ends = x.text[:0], x.ends[:0]
	if p.Text != nil {
		p.Text(func(b Block) {
			x.text = append(x.text, b.Text...)
			x.ends = append(x.ends, len(x.text))
			x.note(term, b.Term)
		})
	}
	for _, clause := range p.Claims {
		x.key(claim, []byte(Fold(clause)))
	}
	for _, h := range p.Headings {
		x.note(heading, h.Text)
	}
	start := 0
	for _, end := range x.ends {
		x.noteBytes(body, x.text[start:end])
		start = end
	}
}

// name notes an id in all the ways in which it is typed: QP-08-04, qp0804, and each of its parts.
func (x *Index) name(text string) {
	whole := strings.Join(strings.Fields(Fold(text)), "-")
	x.key(id, []byte(whole))
	parts := strings.FieldsFunc(whole, func(r rune) bool { return !letter(r) && !unspaced(r) })
	if !clauseNumber(whole) {
		x.key(id, []byte(strings.Join(parts, "")))
		for _, part := range parts {
			x.key(id, []byte(part))
		}
	}
}

// clauseNumber reports figures and full stops: the 1 of 8.4.1 is no name of it.
func clauseNumber(id string) bool { return strings.Trim(id, "0123456789.") == "" }

// note notes the words of a text. A single letter is a word in titles and headings only: nearly every
// page has an "a".
func (x *Index) note(c class, text string) { x.noteBytes(c, []byte(text)) }

func (x *Index) noteBytes(c class, text []byte) {
	words(x.buffer[:0], text, func(word []byte) {
		if len(word) > 1 || c != body || word[0] < 'a' || word[0] > 'z' {
			x.key(c, word)
		}
	})
}

// key notes a word of the last page.
func (x *Index) key(c class, key []byte) {
	key = cut(key)
	w := x.words[string(key)]
	if w == nil {
		if len(key) == 0 {
			return
		}
		w = &word{}
		x.words[string(key)] = w
	}
	if w.seen != len(x.pages) {
		w.seen = len(x.pages)
		w.lists[c].add(len(x.pages))
	}
}

// list is a list of rising numbers, written as their differences.
type list struct {
	last int
	code []byte
}

func (l *list) add(n int) {
	l.code = appendNumber(l.code, n-l.last-1)
	l.last = n
}

// A number is written in figures that need no escape in a script: the last of a number is one of
// 57 from # to [, those before it are of 34 from ] to ~.
const (
	lastFigures, firstLast = 57, '#'
	moreFigures, firstMore = 34, ']'
)

func appendNumber(code []byte, n int) []byte {
	for n >= lastFigures {
		n -= lastFigures
		code = append(code, byte(firstMore+n%moreFigures))
		n /= moreFigures
	}
	return append(code, byte(firstLast+n))
}

// code gives the lists, bodies first, each after a ! but the first.
func (w *word) code() string {
	var b strings.Builder
	for c, l := range w.lists {
		if c > 0 {
			b.WriteByte('!')
		}
		b.Write(l.code)
	}
	return strings.TrimRight(b.String(), "!")
}

// sorted lists all words in the order of the browser.
func (x *Index) sorted() []string { return slices.SortedFunc(maps.Keys(x.words), compare) }

// compare orders as JavaScript does, by UTF-16. Bytes have the same order up to the sixteenth bit.
func compare(a, b string) int {
	astral := func(r rune) bool { return r > 0xffff }
	if strings.IndexFunc(a, astral) < 0 && strings.IndexFunc(b, astral) < 0 {
		return strings.Compare(a, b)
	}
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// pack writes words in order: how many characters each shares with the one before, and the rest.
type pack struct {
	strings.Builder
	before string
}

func (p *pack) add(key, code string) {
	shared := 0
	for shared < min(len(key), len(p.before), lastFigures)-1 && key[shared] == p.before[shared] {
		shared++
	}
	for !utf8.RuneStart(key[shared]) {
		shared--
	}
	units := len(utf16.Encode([]rune(key[:shared])))
	p.WriteByte(byte(firstLast + units))
	p.WriteString(key[shared:])
	p.WriteByte(' ')
	if code != "" {
		p.WriteString(code)
		p.WriteByte(' ')
	}
	p.before = key
}

func version(texts []string) string {
	sum := crc32.NewIEEE()
	for _, text := range texts {
		_, _ = sum.Write([]byte(text))
	}
	return strconv.FormatUint(uint64(sum.Sum32()), 36)
}
