// Package search builds the search index of the site: which page contains which word, and in what
// role.
//
// assets/search.js of the theme reads the index, and splits and folds queries by the same rules; a
// test compares the two in a browser. The index is a script, because a page opened as a file cannot
// load anything else. A large index is split into parts that are loaded on demand.
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

// Page is a page to be indexed.
type Page struct {
	URL, ID, Title string
	Place          string // shown in results, such as the section
	Headings       []Heading
	Claims         []string // claimed clauses
	// Text passes the rest of the text to note in pieces. It may be nil.
	Text func(note func(text string))
}

// Heading is a heading that results may link to.
type Heading struct{ ID, Text string }

// class is the role of a word on a page. The highest one counts.
type class int

const (
	body class = iota
	heading
	claim
	title
	id
	classes
)

// Index collects pages. The zero Index is empty. It is not safe for concurrent use.
type Index struct {
	pages  []pageEntry
	places []string
	place  map[string]int
	words  map[string]*word
	buffer [128]byte
}

// word holds the pages of a word, by class.
type word struct {
	seen  int // number of pages when the word was last added
	lists [classes]list
}

// Add adds a page.
func (i *Index) Add(p Page) {
	if i.words == nil {
		i.words, i.place = map[string]*word{}, map[string]int{}
	}
	i.pages = append(i.pages, i.list(p))
	i.name(p.ID)
	i.note(title, p.Title)
	for _, clause := range p.Claims {
		i.key(claim, []byte(Fold(clause)))
	}
	for _, h := range p.Headings {
		i.note(heading, h.Text)
	}
	if p.Text != nil {
		p.Text(func(text string) { i.note(body, text) })
	}
}

// name adds the spellings of an id: QP-08-04, qp0804, and each of its parts.
func (i *Index) name(text string) {
	whole := strings.Join(strings.Fields(Fold(text)), "-")
	i.key(id, []byte(whole))
	parts := strings.FieldsFunc(whole, func(r rune) bool { return !letter(r) && !withoutSpaces(r) })
	if !clauseNumber(whole) {
		i.key(id, []byte(strings.Join(parts, "")))
		for _, part := range parts {
			i.key(id, []byte(part))
		}
	}
}

// clauseNumber reports whether an id has only digits and full stops. Parts of clause numbers are
// not indexed.
func clauseNumber(id string) bool { return strings.Trim(id, "0123456789.") == "" }

func (i *Index) note(c class, text string) {
	words(i.buffer[:0], text, func(word []byte) { i.key(c, word) })
}

// key adds a word of the last page.
func (i *Index) key(c class, key []byte) {
	key = cut(key)
	w := i.words[string(key)]
	if w == nil {
		if len(key) == 0 {
			return
		}
		w = &word{}
		i.words[string(key)] = w
	}
	if w.seen != len(i.pages) {
		w.seen = len(i.pages)
		w.lists[c].add(len(i.pages))
	}
}

// list is an ascending list of numbers, encoded as differences.
type list struct {
	last int
	code []byte
}

func (l *list) add(n int) {
	l.code = appendNumber(l.code, n-l.last-1)
	l.last = n
}

// Numbers are encoded in characters that need no escape in a script: the last digit is one of 57
// from # to [, the others are of 34 from ] to ~.
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

// code returns the encoded lists, bodies first, separated by !.
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

// sorted returns all words in JavaScript's order.
func (i *Index) sorted() []string { return slices.SortedFunc(maps.Keys(i.words), compare) }

// compare orders strings as JavaScript does, by UTF-16. Without characters beyond U+FFFF that is
// the order of bytes.
func compare(a, b string) int {
	astral := func(r rune) bool { return r > 0xffff }
	if strings.IndexFunc(a, astral) < 0 && strings.IndexFunc(b, astral) < 0 {
		return strings.Compare(a, b)
	}
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

// prefixCoder encodes sorted words: the number of characters shared with the previous one, and the
// rest.
type prefixCoder struct {
	strings.Builder
	before string
}

func (p *prefixCoder) add(key, code string) {
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
