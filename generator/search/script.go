package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/route"
)

// Plan says into how many files an index is cut. It depends on sizes alone, so that the files of a
// site are known before any is made.
type Plan struct {
	Pages int   // pages of the site
	parts int   // of the words; 1 where the index is one file
	texts []int // the first page of each file of texts
}

const (
	// whole is the size up to which an index is one file, in bytes.
	whole = 500 << 10
	// part is about the size of a part.
	part = 64 << 10
	// block is the number of pages whose titles and headings are one file.
	block = 128
	// The words of the example manual take one byte for 6.8 bytes of Markdown, and the list of its
	// pages 89 bytes a page.
	textPerByte, pageBytes = 6, 100
	// textFile is about the size of a file of texts.
	textFile = 48 << 10
)

// NewPlan gives the plan for pages that hold so many bytes of text each.
func NewPlan(sizes []int) Plan {
	p, text, file := Plan{Pages: len(sizes), parts: 1}, 0, textFile
	for i, size := range sizes {
		if text += size; file >= textFile {
			p.texts, file = append(p.texts, i), 0
		}
		file += size
	}
	if text/textPerByte+p.Pages*pageBytes > whole {
		p.parts = 1 + text/textPerByte/part
	}
	return p
}

// TextFiles lists the files of texts: what the pages say, for the excerpts of results and for phrases.
// They are no part of the index; a search loads those of the pages that it shows.
func (p Plan) TextFiles() []string {
	var files []string
	for i := range p.texts {
		files = append(files, fmt.Sprintf("texts/%d.js", i))
	}
	return files
}

// Texts gives the pages of a file of texts, from the first up to but not including the last.
func (p Plan) Texts(file int) (first, last int) {
	if file+1 < len(p.texts) {
		return p.texts[file], p.texts[file+1]
	}
	return p.texts[file], p.Pages
}

// Cut reports whether the index is more than one file.
func (p Plan) Cut() bool { return p.parts > 1 }

// Files lists the files of the index, the first of which names the others.
func (p Plan) Files() []string {
	files := []string{"search-index.js"}
	if !p.Cut() {
		return files
	}
	files = append(files, "search/vocabulary.js")
	for i := range p.parts {
		files = append(files, fmt.Sprintf("search/words-%d.js", i))
	}
	for i := range (p.Pages + block - 1) / block {
		files = append(files, fmt.Sprintf("search/pages-%d.js", i))
	}
	return files
}

// script is what a file of the index hands over.
type script struct {
	*head
	Part       *int     `json:"part,omitempty"`
	Words      string   `json:"words,omitempty"`
	Ends       string   `json:"ends,omitempty"` // of the words; see endings
	Block      *int     `json:"block,omitempty"`
	List       []listed `json:"list,omitempty"`
	Vocabulary string   `json:"vocabulary,omitempty"`
}

// head is what the first file says of the others.
type head struct {
	Version string   `json:"version"`
	Size    int      `json:"size"`   // pages in a block
	Places  []string `json:"places"` // what results say of pages
	Parts   []string `json:"parts"`  // the first word of each part
	Starts  []int    `json:"starts"` // the first page of each file of texts
	Clauses int      `json:"clauses,omitempty"`
	Strings any      `json:"strings,omitempty"`
}

// Scripts makes the files of the index, by their names.
func (x *Index) Scripts(p Plan) (map[string][]byte, error) {
	parts, vocabulary := x.cut(p.parts)
	h := &head{Size: block, Places: x.places, Starts: p.texts, Clauses: x.Clauses, Strings: x.Strings}
	seen := []string{vocabulary}
	for _, part := range parts {
		h.Parts = append(h.Parts, part.first)
		seen = append(seen, part.words)
	}
	for len(h.Parts) > 1 && h.Parts[len(h.Parts)-1] == "" { // there are fewer words than parts
		h.Parts = h.Parts[:len(h.Parts)-1]
	}
	h.Version = version(seen)
	scripts := map[string]script{}
	zero := 0
	if !p.Cut() {
		h.Size = max(1, len(x.pages))
		scripts["search-index.js"] = script{head: h, Part: &zero, Words: parts[0].words, Ends: parts[0].ends, Block: &zero, List: x.pages}
		return written(scripts)
	}
	scripts["search-index.js"] = script{head: h}
	scripts["search/vocabulary.js"] = script{Vocabulary: vocabulary}
	for i, part := range parts {
		scripts[fmt.Sprintf("search/words-%d.js", i)] = script{Part: &i, Words: part.words, Ends: part.ends}
	}
	for i := range (p.Pages + block - 1) / block {
		scripts[fmt.Sprintf("search/pages-%d.js", i)] = script{Block: &i, List: x.pages[i*block : min(len(x.pages), (i+1)*block)]}
	}
	return written(scripts)
}

// partOf is a part of the words: its first word, all of them, and their endings.
type partOf struct{ first, words, ends string }

// cut gives the words in n parts of about the same size, and all words in which a slip of the hand and
// parts of compounds are looked for.
func (x *Index) cut(n int) (parts []partOf, vocabulary string) {
	keys := x.sorted()
	ends := endings(keys, x.Language)
	codes := make([]string, len(keys))
	total := 0
	for i, key := range keys {
		codes[i] = x.words[key].code()
		total += len(key) + len(codes[i])
	}
	var now, all pack
	first, size := 0, 0
	done := func(end int) {
		part := partOf{words: now.String()}
		if first < end {
			part.first, part.ends = keys[first], strings.TrimRight(string(ends[first:end]), " ")
		}
		parts = append(parts, part)
		first, now, size = end, pack{}, 0
	}
	for i, key := range keys {
		if i > first && size > total/n && len(parts)+1 < n {
			done(i)
		}
		now.add(key, codes[i])
		size += len(key) + len(codes[i])
		if utf8.RuneCountInString(key) > 3 && !numbered([]byte(key)) {
			all.add(key, "")
		}
	}
	for len(parts) < n {
		done(len(keys))
	}
	return parts, all.String()
}

func written(scripts map[string]script) (map[string][]byte, error) {
	files := make(map[string][]byte, len(scripts))
	for name, s := range scripts {
		made, err := write(s)
		if err != nil {
			return nil, err
		}
		files[name] = made
	}
	return files, nil
}

func write(s script) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("clausebookSearch(")
	to := json.NewEncoder(&out)
	to.SetEscapeHTML(false) // it is a file of its own, and half the figures would be escaped
	if err := to.Encode(s); err != nil {
		return nil, err
	}
	return append(bytes.TrimSuffix(out.Bytes(), []byte("\n")), ')', '\n'), nil
}

// listed is a page as the index lists it: id, title, the number of its place, headings, address.
// What can be worked out from the others is left out: the address of most pages and the ids of most
// headings.
type listed []any

func (x *Index) list(p Page) listed {
	place, known := x.place[p.Place]
	if !known {
		place = len(x.places)
		x.places, x.place[p.Place] = append(x.places, p.Place), place
	}
	headings := []any{}
	for _, h := range p.Headings {
		if h.ID == madeOf(h.Text) {
			headings = append(headings, h.Text)
		} else {
			headings = append(headings, []string{h.Text, h.ID})
		}
	}
	page := listed{p.ID, p.Title, place}
	switch {
	case p.URL != addressOf(p.ID):
		return append(page, headings, p.URL)
	case len(headings) > 0:
		return append(page, headings)
	}
	return page
}

// madeOf is the id that search.js makes of a heading's text, or "" where it does not try.
func madeOf(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf || unicode.IsControl(r) }) >= 0 {
		return ""
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case letter(r), r == '-', r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// addressOf is the address that search.js makes of an id.
func addressOf(id string) string {
	name := strings.ReplaceAll(id, " ", "-")
	if clauseNumber(id) {
		return route.Clause(name)
	}
	return route.Document(id)
}
