package site

import (
	"html"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/search"
)

// blocksOf hands over the texts of a document's page beside its title: each paragraph, heading, cell
// and the like is a block. What a block defines is told only where terms are asked for.
func blocksOf(d *document.Document, terms bool) func(note func(search.Block)) {
	return func(note func(search.Block)) {
		note(search.Block{Text: d.Summary.Value})
		note(search.Block{Text: d.Owner.Value})
		for _, r := range d.Records {
			note(search.Block{Text: r.Name.Value})
		}
		r := blockReader{note: note, terms: terms}
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
}

// blockReader reads the blocks of a body. Tags of blocks part words, those within a line do not:
// CO<sub>2</sub> and **un**released are one word each.
type blockReader struct {
	note  func(search.Block)
	terms bool // whether terms are looked for
	inTag bool
	tag   []byte // the tag so far, since it may go on in the next piece
	block []byte // the text of the block so far

	kind     string // of the block: p, li, dt, h2
	cell     int    // number of the cell in its row, from 1
	glossary bool   // whether the first column of the table holds terms
	bold     bool   // whether the block began with bold text
	boldEnd  int    // where that ended; 0 while it has not
	footnote bool   // within a reference to a footnote, whose number is no part of the word before
}

// inline are the tags within a line. All others part words.
var inline = map[string]bool{"a": true, "abbr": true, "b": true, "bdi": true, "bdo": true, "cite": true, "code": true, "data": true, "del": true,
	"dfn": true, "em": true, "font": true, "i": true, "ins": true, "kbd": true, "mark": true, "q": true, "s": true, "samp": true, "small": true,
	"span": true, "strike": true, "strong": true, "sub": true, "sup": true, "time": true, "tt": true, "u": true, "var": true, "wbr": true}

func (r *blockReader) read(piece string) {
	for piece != "" {
		if !r.inTag {
			text, rest, found := strings.Cut(piece, "<")
			r.text(text)
			piece, r.inTag, r.tag = rest, found, r.tag[:0]
			continue
		}
		text, rest, found := strings.Cut(piece, ">")
		r.tag = append(r.tag, text...)
		if piece = rest; found {
			r.inTag = false
			r.met(r.tag)
		}
	}
}

func (r *blockReader) text(text string) {
	if text == "" || r.footnote {
		return
	}
	if strings.IndexByte(text, '&') >= 0 {
		text = html.UnescapeString(text)
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c != ' ' && c != '\n' && c != '\t' && c != '\r':
			r.block = append(r.block, c)
		case len(r.block) > 0 && r.block[len(r.block)-1] != ' ':
			r.block = append(r.block, ' ')
		}
	}
}

// met takes a tag, without its angle brackets.
func (r *blockReader) met(tag []byte) {
	closing := len(tag) > 0 && tag[0] == '/'
	end := 0
	if closing {
		end = 1
	}
	start := end
	for end < len(tag) && (tag[end] >= 'a' && tag[end] <= 'z' || tag[end] >= 'A' && tag[end] <= 'Z' || tag[end] >= '0' && tag[end] <= '9') {
		end++
	}
	name := strings.ToLower(string(tag[start:end]))
	if !inline[name] {
		r.end()
		if closing {
			r.kind = ""
		} else {
			r.kind = name
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
		if closing {
			r.footnote = false
		} else if strings.Contains(string(tag), "fnref") {
			r.footnote = true
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
	if text := strings.TrimSuffix(string(r.block), " "); text != "" {
		if r.kind == "th" && r.cell == 1 && termHeads[strings.ToLower(text)] {
			r.glossary = true
		}
		block := search.Block{Text: text}
		if r.terms {
			block.Term = r.term(text, strings.TrimSuffix(text[:min(r.boldEnd, len(text))], " "))
		}
		r.note(block)
	}
	r.block, r.bold, r.boldEnd = r.block[:0], false, 0
}

// termHeads are the heads of a first column that holds terms.
var termHeads = map[string]bool{"term": true, "terms": true, "abbreviation": true, "acronym": true, "word": true, "expression": true, "definition": true,
	"begriff": true, "begriffe": true, "abkürzung": true, "benennung": true, "ausdruck": true, "kürzel": true}

// defining are the words that follow a term in the sentence that defines it. After bold text a few
// more do.
var (
	defining     = []string{" means ", " is defined as ", " are defined as ", " stands for ", " bedeutet ", " bezeichnet ", " ist definiert als ", " sind definiert als ", " steht für ", " signifie ", " désigne "}
	definingBold = []string{" is ", " are ", " ist ", " sind ", " est ", " sont ", " – ", " — ", " - ", ": ", " = "}
)

// The longest term, in words; the longest without any sign but a colon after it.
const longestTerm, longestBare = 5, 3

// longestLabel is the number of bytes in which a colon is looked for.
const longestLabel = 100

// term is what a block defines, or "".
func (r *blockReader) term(text, bold string) string {
	switch {
	case r.kind == "dt", r.kind == "td" && r.cell == 1 && r.glossary:
		return text
	case r.kind == "td" || r.kind == "th":
		return ""
	}
	if bold != "" && strings.HasPrefix(text, bold) {
		rest := text[len(bold):]
		if name, ok := strings.CutSuffix(bold, ":"); ok && rest != "" && few(name, longestTerm) {
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
		if words++; begins(text[i:], defining) && few(text[:i], longestTerm) {
			return strings.Trim(text[:i], "“”„\"'‘’«»")
		}
	}
	// A definition in a few words, not a label before a value: "Owner: buyer".
	before, after, found := strings.Cut(text[:min(len(text), longestLabel)], ": ")
	switch {
	case !found:
		return ""
	case strings.HasPrefix(r.kind, "h"):
		if few(before, longestTerm) {
			return before
		}
	case few(before, longestBare) && !few(after, longestBare):
		return before
	}
	return ""
}

func begins(text string, any []string) bool {
	for _, start := range any {
		if strings.HasPrefix(text, start) {
			return true
		}
	}
	return false
}

// few reports up to so many words, and no sentence.
func few(text string, most int) bool {
	return text != "" && len(text) < 80 && strings.Count(text, " ") < most && strings.IndexFunc(text, func(r rune) bool {
		return strings.ContainsRune(".;!?", r) || unicode.IsControl(r)
	}) < 0
}
