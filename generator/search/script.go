package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plan is the number of files of an index. It depends only on sizes, so that the files of a site
// are known before they are made.
type Plan struct {
	Pages int // pages of the site
	parts int // of the words; 1 if the index is one file
}

const (
	// whole is the size up to which an index is one file, in bytes.
	whole = 500 << 10
	// part is the approximate size of a part, in bytes.
	part = 64 << 10
	// block is the number of pages per file of titles and headings.
	block = 128
	// Measured with the example manual: one byte of words per 6.8 bytes of Markdown, and 89 bytes
	// per page.
	textPerByte, pageBytes = 6, 100
)

// NewPlan returns the plan for a number of pages with the given bytes of text.
func NewPlan(pages, text int) Plan {
	if text/textPerByte+pages*pageBytes <= whole {
		return Plan{pages, 1}
	}
	return Plan{pages, 1 + text/textPerByte/part}
}

// Cut reports whether the index has more than one file.
func (p Plan) Cut() bool { return p.parts > 1 }

// Files returns the files of the index; the first describes the others.
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

// script is the contents of a file of the index.
type script struct {
	*head
	Part       *int        `json:"part,omitempty"`
	Words      string      `json:"words,omitempty"`
	Block      *int        `json:"block,omitempty"`
	List       []pageEntry `json:"list,omitempty"`
	Vocabulary string      `json:"vocabulary,omitempty"`
}

// head describes the other files.
type head struct {
	Version string   `json:"version"`
	Size    int      `json:"size"`   // pages per block
	Places  []string `json:"places"` // see Page.Place
	Parts   []string `json:"parts"`  // the first word of each part
}

// Scripts returns the files of the index by name.
func (i *Index) Scripts(p Plan) (map[string][]byte, error) {
	parts, firsts, vocabulary := i.cut(p.parts)
	h := &head{Version: version(append(parts, vocabulary)), Size: block, Places: i.places, Parts: firsts}
	scripts := map[string]script{}
	zero := 0
	if !p.Cut() {
		h.Size = max(1, len(i.pages))
		scripts["search-index.js"] = script{head: h, Part: &zero, Words: parts[0], Block: &zero, List: i.pages}
		return written(scripts)
	}
	scripts["search-index.js"] = script{head: h}
	scripts["search/vocabulary.js"] = script{Vocabulary: vocabulary}
	for n, words := range parts {
		scripts[fmt.Sprintf("search/words-%d.js", n)] = script{Part: &n, Words: words}
	}
	for n := range (p.Pages + block - 1) / block {
		scripts[fmt.Sprintf("search/pages-%d.js", n)] = script{Block: &n, List: i.pages[n*block : min(len(i.pages), (n+1)*block)]}
	}
	return written(scripts)
}

// cut returns the words in parts of similar size, the first word of each, and the vocabulary for
// correcting typos.
func (i *Index) cut(n int) (parts, firsts []string, vocabulary string) {
	keys := i.sorted()
	codes := make([]string, len(keys))
	total := 0
	for at, key := range keys {
		codes[at] = i.words[key].code()
		total += len(key) + len(codes[at])
	}
	var now, all prefixCoder
	size := 0
	for at, key := range keys {
		if len(firsts) == 0 || size > total/n && len(firsts) < n {
			if len(firsts) > 0 {
				parts = append(parts, now.String())
			}
			firsts, now, size = append(firsts, key), prefixCoder{}, 0
		}
		now.add(key, codes[at])
		size += len(key) + len(codes[at])
		if utf8.RuneCountInString(key) > 3 && !numbered([]byte(key)) {
			all.add(key, "")
		}
	}
	for parts = append(parts, now.String()); len(parts) < n; {
		parts = append(parts, "")
	}
	return parts, firsts, all.String()
}

func written(scripts map[string]script) (map[string][]byte, error) {
	files := make(map[string][]byte, len(scripts))
	for name, s := range scripts {
		var out bytes.Buffer
		out.WriteString("clausebookSearch(")
		to := json.NewEncoder(&out)
		to.SetEscapeHTML(false) // not embedded in HTML, and half the digits would be escaped
		if err := to.Encode(s); err != nil {
			return nil, err
		}
		files[name] = append(bytes.TrimSuffix(out.Bytes(), []byte("\n")), ')', '\n')
	}
	return files, nil
}

// pageEntry is a page in the index: id, title, index of its place, headings, URL. URLs and heading
// ids that search.js can derive are omitted.
type pageEntry []any

func (i *Index) list(p Page) pageEntry {
	place, known := i.place[p.Place]
	if !known {
		place = len(i.places)
		i.places, i.place[p.Place] = append(i.places, p.Place), place
	}
	headings := []any{}
	for _, h := range p.Headings {
		if h.ID == derivedID(h.Text) {
			headings = append(headings, h.Text)
		} else {
			headings = append(headings, []string{h.Text, h.ID})
		}
	}
	page := pageEntry{p.ID, p.Title, place}
	switch {
	case p.URL != derivedURL(p.ID):
		return append(page, headings, p.URL)
	case len(headings) > 0:
		return append(page, headings)
	}
	return page
}

// derivedID is the id that search.js derives from a heading, or "".
func derivedID(text string) string {
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

// derivedURL is the URL that search.js derives from an id.
func derivedURL(id string) string {
	name := strings.ReplaceAll(id, " ", "-")
	if clauseNumber(id) {
		return "clauses/" + name + ".html"
	}
	return "documents/" + strings.ToLower(name) + ".html"
}
