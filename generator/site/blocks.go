package site

import (
	"bytes"
	"html"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/search"
)

// blocksOf hands over the texts of a document's page beside its title: each paragraph, heading, cell
// and the like is a block.
func blocksOf(d *document.Document) func(note func(search.Block)) {
	return func(note func(search.Block)) {
		r := blockReader{}
		r.note = func(block []byte) { note(search.Block{Text: block, Term: string(r.term(block))}) }
		r.document(d)
	}
}

// blockReader reads the blocks of a body. Tags of blocks part words, those within a line do not:
// CO<sub>2</sub> and **un**released are one word each.
type blockReader struct {
	note  func(block []byte) // which lasts until the next
	inTag bool
	tag   []byte // the beginning of a tag that goes on in the next piece
	block []byte // the text of the block so far

	kind     string // of the block: p, li, dt, h2
	cell     int    // number of the cell in its row, from 1
	glossary bool   // whether the first column of the table holds terms
	bold     bool   // whether the block began with bold text
	boldEnd  int    // where that ended; 0 while it has not
	footnote bool   // within a reference to a footnote, whose number is not part of the word before, or back
	back     bool   // within the link back from a footnote
}

func (r *blockReader) document(d *document.Document) {
	r.field(d.Summary.Value)
	r.field(d.Owner.Value)
	for _, record := range d.Records {
		r.field(record.Name.Value)
	}
	for s := range d.Body.Segments() {
		switch {
		case s.Mark == document.NoMark:
			r.read(s.HTML)
		case s.Mark == document.OpenRef && !r.inTag:
			r.text(refText(d.Refs.At(s.Ref)))
		}
	}
	r.end()
}

func (r *blockReader) field(value string) {
	r.append(value)
	r.end()
}

// knownTag gives the name of a tag that matters here, and whether it stands within a line. All other
// tags part words.
func knownTag(tag string) (name string, inline bool) {
	switch tag {
	case "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "table":
		return tag, false
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp",
		"small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr":
		return tag, true
	}
	if lower := strings.ToLower(tag); lower != tag {
		return knownTag(lower)
	}
	return "", false
}

func (r *blockReader) read(piece string) {
	for piece != "" {
		if !r.inTag {
			end := strings.IndexByte(piece, '<')
			if end < 0 {
				r.text(piece)
				return
			}
			r.text(piece[:end])
			piece, r.inTag = piece[end+1:], true
			continue
		}
		end := strings.IndexByte(piece, '>')
		if end < 0 {
			r.tag = append(r.tag, piece...)
			return
		}
		tag := piece[:end]
		if len(r.tag) > 0 {
			tag = string(append(r.tag, tag...))
		}
		piece, r.inTag, r.tag = piece[end+1:], false, r.tag[:0]
		r.met(tag)
	}
}

// text takes text with entities.
func (r *blockReader) text(text string) {
	if text == "" || r.footnote {
		return
	}
	if strings.IndexByte(text, '&') >= 0 {
		text = html.UnescapeString(text)
	}
	r.append(text)
}

// append adds a text, with one blank for any white space.
func (r *blockReader) append(text string) {
	before := len(r.block)
	if before == 0 {
		text = strings.TrimLeft(text, " \n\t\r")
	}
	r.block = append(r.block, text...)
	if strings.IndexByte(text, '\n') < 0 && strings.IndexByte(text, '\t') < 0 && !strings.Contains(text, "  ") &&
		(before == 0 || text == "" || text[0] != ' ' || r.block[before-1] != ' ') {
		return
	}
	end := before
	for _, c := range r.block[before:] {
		if c < ' ' {
			c = ' '
		}
		if c != ' ' || end > 0 && r.block[end-1] != ' ' {
			r.block[end] = c
			end++
		}
	}
	r.block = r.block[:end]
}

// met takes a tag, without its angle brackets.
func (r *blockReader) met(tag string) {
	rest, closing := strings.CutPrefix(tag, "/")
	end := 0
	for end < len(rest) && (rest[end] >= 'a' && rest[end] <= 'z' || rest[end] >= 'A' && rest[end] <= 'Z' || rest[end] >= '0' && rest[end] <= '9') {
		end++
	}
	name, inline := knownTag(rest[:end])
	if !inline {
		r.end()
		if r.kind = name; closing {
			r.kind = ""
		}
		switch name {
		case "tr":
			r.cell = 0
		case "td", "th":
			if !closing {
				r.cell++
			}
		case "table":
			r.glossary = false
		}
		return
	}
	switch name {
	case "sup":
		r.footnote = !closing && strings.Contains(rest, "fnref")
	case "a":
		if closing && r.back {
			r.back, r.footnote = false, false
		} else if !closing && strings.Contains(rest, "footnote-backref") {
			r.back, r.footnote = true, true
		}
	case "b", "strong", "dfn":
		if !closing && len(r.block) == 0 {
			r.bold, r.boldEnd = true, 0
		} else if closing && r.bold && r.boldEnd == 0 {
			r.boldEnd = len(r.block)
		}
	}
}

// end hands over the block before a tag of blocks, or before the end.
func (r *blockReader) end() {
	text := bytes.TrimRight(r.block, " \u00a0")
	if len(text) > 0 {
		if r.kind == "th" && r.cell == 1 && termHeads[strings.ToLower(string(text))] {
			r.glossary = true
		}
		r.note(text)
	}
	r.block, r.bold, r.boldEnd = r.block[:0], false, 0
}

// termHeads are the heads of a first column that holds terms.
var termHeads = map[string]bool{"term": true, "terms": true, "abbreviation": true, "acronym": true, "word": true, "expression": true, "definition": true,
	"begriff": true, "begriffe": true, "abkürzung": true, "benennung": true, "ausdruck": true, "kürzel": true}

// defining are the words that follow a term in the sentence that defines it. After bold text a few
// more do.
var (
	defining     = []string{" means ", " is defined as ", " are defined as ", " stands for ", " bedeutet ", " bedeutet, ", " bezeichnet ", " ist definiert als ", " sind definiert als ", " steht für ", " signifie ", " désigne "}
	definingBold = []string{" is ", " are ", " ist ", " sind ", " est ", " sont ", " – ", " — ", " - ", ": ", " = "}
)

// The longest term, in words; the longest without any sign but a colon after it.
const longestTerm, longestBare = 5, 3

// longestLabel is the number of bytes in which a colon is looked for.
const longestLabel = 100

// term is what a block defines, or empty.
func (r *blockReader) term(text []byte) []byte {
	bold := bytes.TrimSuffix(text[:min(r.boldEnd, len(text))], []byte(" "))
	switch {
	case r.kind == "dt", r.kind == "td" && r.cell == 1 && r.glossary:
		return text
	case r.kind == "td" || r.kind == "th":
		return nil
	}
	if len(bold) > 0 && bytes.HasPrefix(text, bold) {
		rest := text[len(bold):]
		if name, ok := bytes.CutSuffix(bold, []byte(":")); ok && len(rest) > 0 && few(name, longestTerm) {
			return name
		}
		if few(bold, longestTerm) && (begins(rest, definingBold) || begins(rest, defining)) {
			return bold
		}
	}
	words := 0
	for i := 1; i < len(text) && words < longestTerm; i++ {
		if text[i] != ' ' {
			continue
		}
		if words++; i+1 < len(text) && strings.IndexByte("miasbd", text[i+1]) >= 0 && begins(text[i:], defining) && few(text[:i], longestTerm) {
			return bytes.Trim(text[:i], "“”„\"'‘’«»")
		}
	}
	// A definition in a few words, not a label before a value: "Owner: buyer".
	head := text[:min(len(text), longestLabel)]
	if bytes.IndexByte(head, ':') < 0 { // faster than looking for two signs, and most often so
		return nil
	}
	before, after, found := bytes.Cut(head, []byte(": "))
	switch {
	case !found:
		return nil
	case strings.HasPrefix(r.kind, "h"):
		if few(before, longestTerm) {
			return before
		}
	case few(before, longestBare) && !few(after, longestBare):
		return before
	}
	return nil
}

func begins(text []byte, any []string) bool {
	for _, start := range any {
		if len(text) >= len(start) && string(text[:len(start)]) == start {
			return true
		}
	}
	return false
}

// few reports up to so many words, and no sentence.
func few(text []byte, most int) bool {
	return len(text) > 0 && len(text) < 80 && bytes.Count(text, []byte(" ")) < most && bytes.IndexFunc(text, func(r rune) bool {
		return strings.ContainsRune(".;!?", r) || unicode.IsControl(r)
	}) < 0
}
