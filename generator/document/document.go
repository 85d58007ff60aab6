// Package document parses one controlled document: front matter, outline, links and body.
//
// Parsing never fails: faults are findings with a position. A Document is immutable and depends
// only on its file's name and bytes, so it may be cached by them. What depends on other documents,
// such as link targets, stays in the body as references, which package manual resolves.
package document

import (
	"hash/maphash"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/clausebook/clausebook/generator/diag"
)

// Document is a parsed Markdown file. It is immutable and safe for concurrent use.
type Document struct {
	*Header
	Refs     Refs
	Body     Body
	Findings []diag.Finding
	Design   []DesignWord // words that tell of design and development, a few at most
	// Schemes are the kinds of addresses in the text that a page cannot lead to.
	Schemes []SchemeUse
	// Sum is a hash of the file, valid within one run of the program.
	Sum uint64
	// Size is the size of the file in bytes.
	Size int
}

// Header is everything but the body. Other documents, coverage and most rules depend only on it.
// Edits of the text rarely change it, and it contains no positions in the body.
type Header struct {
	File string // relative to the manual's folder, such as documents/purchasing/qp-08-04.md
	Meta
	// Readable reports whether the front matter is valid YAML; otherwise no field is set.
	Readable bool
	// MetaEnd is the line of the closing `---` of the front matter, or 0.
	MetaEnd int
	// SectionPage is set if the file introduces its folder and is not a document; see SectionPage.
	SectionPage *SectionPage
	// OtherNames are the fields under other names than ours, in file order.
	OtherNames []OtherName
	// Bare reports whether the file has no front matter at all.
	Bare bool
	// Content says whether the body has text.
	Content Content
	Outline []Heading
	// Place is the address of the document's page, even if it is not published; HasPlace reports
	// whether the id is a valid address.
	Place    string
	HasPlace bool
	// titleAnchor is the id of a first h1 that repeats the title.
	titleAnchor string
	headings    map[string]int // indexes in Outline by id; nil if there are few
	// anchors are the other in-page addresses, which the author set in HTML. A claim cannot name them.
	anchors map[string]bool
}

// Heading is a heading of the body. Levels start at 2, since the title is the page's h1.
type Heading struct {
	Level int
	ID    string
	Text  string
}

// Start is the position of the front matter, where missing fields are reported.
func (h *Header) Start() diag.Pos { return diag.Pos{Line: 1, Column: 1, Width: 3} }

// Name is the id, or the file if there is none.
func (h *Header) Name() string {
	if h.ID.Value != "" {
		return h.ID.Value
	}
	return h.File
}

// Section is the folder of a file within the documents folder; "" at its top.
func Section(file, documents string) string {
	dir := path.Dir(strings.TrimPrefix(file, documents+"/"))
	if dir == "." {
		return ""
	}
	return dir
}

// HasAnchor reports whether a heading, or the title, has an in-page address. A claim may name it.
func (h *Header) HasAnchor(id string) bool {
	return id == h.titleAnchor && id != "" || h.Heading(id) != nil
}

// Anchor returns the in-page address for a name, considering other Unicode spellings. ok is false
// if there is none.
func (h *Header) Anchor(name string) (id string, ok bool) {
	if h.HasAnchor(name) || h.anchors[name] || name == "" {
		return name, name != ""
	}
	if ascii(name) {
		return name, false
	}
	name = Composed(name)
	if Composed(h.titleAnchor) == name {
		return h.titleAnchor, true
	}
	for i := range h.Outline {
		if Composed(h.Outline[i].ID) == name {
			return h.Outline[i].ID, true
		}
	}
	for id := range h.anchors {
		if Composed(id) == name {
			return id, true
		}
	}
	return name, false
}

// AnchorOfText returns the in-page address of the first heading with a text, as wiki links name it: the heading alone,
// or the headings above it before it, parted by #.
func (h *Header) AnchorOfText(text string) (id string, ok bool) {
	text = strings.TrimSpace(text[strings.LastIndexByte(text, '#')+1:])
	if id, ok = h.Anchor(text); ok {
		return id, true
	}
	text = Composed(text)
	for i := range h.Outline {
		if strings.EqualFold(Composed(h.Outline[i].Text), text) {
			return h.Outline[i].ID, true
		}
	}
	return text, false
}

// Anchors lists the names that links may give to places of the text.
func (h *Header) Anchors() []string {
	names := slices.Sorted(maps.Keys(h.anchors))
	for i := range h.Outline {
		names = append(names, h.Outline[i].ID)
	}
	return names
}

// PageTop reports whether an in-page address is the top of any page, which browsers know without an id.
func PageTop(name string) bool { return strings.EqualFold(name, "top") }

// TitleAnchor is the id of the h1 in the body that the title replaces, or "".
func (h *Header) TitleAnchor() string { return h.titleAnchor }

// Heading returns the heading with an id, or nil.
func (h *Header) Heading(id string) *Heading {
	if h.headings == nil {
		for i := range h.Outline {
			if h.Outline[i].ID == id {
				return &h.Outline[i]
			}
		}
		return nil
	}
	i, ok := h.headings[id]
	if !ok {
		return nil
	}
	return &h.Outline[i]
}

var seed = maphash.MakeSeed()

// Sum hashes the bytes of a file. Values are valid within one run of the program.
func Sum(raw []byte) uint64 { return maphash.Bytes(seed, raw) }

// Parse parses a document. file is its path relative to the manual's folder.
func Parse(file string, raw []byte) *Document {
	src, findings := diag.ReadSource(file, raw)
	d := &Document{Header: &Header{File: file}, Findings: findings, Sum: Sum(raw), Size: len(raw)}
	block := findFrontMatter(src)
	d.Bare = block.bare
	if IsSectionFile(file) && !block.closed() {
		d.SectionPage = &SectionPage{}
	}
	if block.finding != nil && !(block.bare && d.SectionPage != nil) {
		d.Findings = append(d.Findings, *block.finding)
	}
	root, ctx := parseMarkdown(src, block)
	if block.closed() {
		d.MetaEnd = block.end
		d.readMeta(src, ctx.meta)
	}
	if fault := d.read(root, src, ctx, false); fault != nil && block.finding == nil { // else the front matter is too large
		d.Findings = append(d.Findings, *fault)
	}
	d.Place, d.HasPlace = d.Address(), ValidID(d.ID.Value)
	for i := range d.Claims {
		if id, ok := d.Anchor(d.Claims[i].Section); ok {
			d.Claims[i].Section = id
		}
	}
	d.Plain = isPlain(d.Claims)
	diag.Sort(d.Findings)
	d.Header.compact()
	return d
}

// Known replaces the header by an earlier one of the same file if they are equal, so that a changed
// pointer means a changed header.
func (d *Document) Known(earlier *Header) {
	if reflect.DeepEqual(d.Header, earlier) {
		d.Header = earlier
	}
}

// ParseFragment parses Markdown in a value of manual.yaml. It has no front matter; positions are
// relative to the value.
func ParseFragment(file, text string) *Document {
	src, _ := diag.ReadSource(file, []byte(text))
	d := &Document{Header: &Header{File: file}}
	root, ctx := parseMarkdown(src, frontMatterLines{})
	if fault := d.read(root, src, ctx, true); fault != nil {
		d.Findings = append(d.Findings, *fault)
	}
	return d
}

// read fills in the body. If the text exceeds a limit, the body is plain text and the finding is
// returned.
func (d *Document) read(root ast.Node, src *diag.Source, ctx *context, fragment bool) *diag.Finding {
	if root != nil {
		b := newBody(d, src, ctx)
		b.fragment = fragment
		b.build(root)
	}
	if ctx.tooLarge != nil {
		d.Body = plainText(src, ctx.frontMatter.end+1)
	}
	return ctx.tooLarge
}
