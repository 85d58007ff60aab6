package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
)

// searchIndex is a script that hands the index to the search when it is first used. From a file
// nothing but a script can be loaded.
//
// Pages are listed once. Words stand in order, each with the pages that hold it, as differences
// in base 36.
func (b *Builder) searchIndex() ([]byte, error) {
	type page struct {
		URL      string     `json:"u"`
		ID       string     `json:"i"`
		Title    string     `json:"t"`
		Place    string     `json:"p"`
		Headings [][]string `json:"h,omitempty"`
	}
	var pages []page
	words := map[string][]int{}
	for _, c := range b.x.Clauses {
		pages = append(pages, page{URL: manual.ClauseURL(c.ID), ID: c.ID, Title: c.Title, Place: b.clausePlace(c)})
		addWords(words, len(pages)-1, c.Title+" "+c.Summary)
	}
	for _, e := range b.current {
		p := page{URL: e.URL, ID: e.ID.Value, Title: e.Title.Value, Place: b.sectionLink(e.Section).Text}
		for _, h := range e.Outline {
			p.Headings = append(p.Headings, []string{h.ID, h.Text})
		}
		pages = append(pages, p)
		addWords(words, len(pages)-1, e.Title.Value+" "+e.Summary.Value+" "+text(writer{vocabulary: &b.vocabulary}.html(e.Document, e.Targets)))
	}
	var index strings.Builder
	for _, w := range slices.Sorted(maps.Keys(words)) {
		index.WriteString(w)
		last := 0
		for _, n := range words[w] {
			index.WriteByte(' ')
			index.WriteString(strconv.FormatInt(int64(n-last), 36))
			last = n
		}
		index.WriteByte('\n')
	}
	var out bytes.Buffer
	encoded, err := json.Marshal(map[string]any{"pages": pages, "words": index.String()})
	fmt.Fprintf(&out, "clausebookSearch(%s)\n", encoded)
	return out.Bytes(), err
}

// clausePlace is what a result says of a clause: that it is one, and how it stands.
func (b *Builder) clausePlace(c *coverage.Clause) string {
	if c.State == "" {
		return b.say("search.clause")
	}
	return b.say("search.clause_state", b.states[c.State].Word)
}

// addWords notes each word of a text once for a page.
func addWords(words map[string][]int, page int, text string) {
	for _, word := range strings.FieldsFunc(fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if len(word) < 2 {
			continue
		}
		if list := words[word]; len(list) == 0 || list[len(list)-1] != page {
			words[word] = append(list, page)
		}
	}
}

// folded are the letters that readers type without their marks.
var folded = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss", "à", "a", "á", "a", "â", "a", "ã", "a", "å", "a",
	"ç", "c", "è", "e", "é", "e", "ê", "e", "ë", "e", "ì", "i", "í", "i", "î", "i", "ï", "i", "ñ", "n", "ò", "o", "ó", "o",
	"ô", "o", "õ", "o", "ø", "o", "ù", "u", "ú", "u", "û", "u", "ý", "y", "ÿ", "y", "æ", "ae", "œ", "oe")

func fold(text string) string { return folded.Replace(strings.ToLower(text)) }

// sitemap lists every page for search engines.
func (b *Builder) sitemap() ([]byte, error) {
	type entry struct {
		Loc string `xml:"loc"`
	}
	set := struct {
		XMLName xml.Name `xml:"urlset"`
		NS      string   `xml:"xmlns,attr"`
		URLs    []entry  `xml:"url"`
	}{NS: "http://www.sitemaps.org/schemas/sitemap/0.9"}
	moved := map[string]bool{}
	for _, f := range b.redirects() {
		moved[f.Path] = true
	}
	for _, f := range b.Files() {
		if !moved[f.Path] && strings.HasSuffix(f.Path, ".html") && f.Path != "404.html" && !strings.HasPrefix(f.Path, "files/") {
			set.URLs = append(set.URLs, entry{b.base + f.Path})
		}
	}
	out, err := xml.MarshalIndent(set, "", "  ")
	return append([]byte(xml.Header), append(out, '\n')...), err
}
