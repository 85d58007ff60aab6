// Package document reads one controlled document: front matter, outline, links and body.
//
// Reading never fails. A document with faults is still a document, and its faults are findings
// with a place. A Document is immutable and depends on nothing but its file's name and bytes, so
// it may be remembered by them; what depends on other documents (where a link leads) is left open
// in the body as references, which package manual resolves.
package document

import (
	"hash/maphash"
	"path"
	"reflect"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/source"
)

// Document is one Markdown file: what others may know of it, and its text.
type Document struct {
	*Header
	Refs     Refs
	Body     Body
	Findings []diag.Finding
	// Sum stands for the bytes of the file, within one run of the program.
	Sum uint64
	// Size is the length of the file in bytes.
	Size int
}

// Header is what other documents, the counting and most rules look at. An edit of the text seldom
// changes it, and nothing in it says where in the text something stands.
type Header struct {
	File string // relative to the manual's folder, such as documents/purchasing/qp-08-04.md
	Meta
	// Readable says that front matter was found and is YAML. Without it no field is known.
	Readable bool
	// MetaEnd is the line of the `---` that closes the front matter, 0 where there is none.
	MetaEnd int
	// Content says whether the body has text of its own.
	Content Content
	Outline []Heading
	// Place is the address that the document's page has, or would have; HasPlace says that its id can
	// be one.
	Place    string
	HasPlace bool
	// titleAnchor is the id of a first h1 that repeats the title and is not shown again.
	titleAnchor string
	headings    map[string]int // by id, the places in Outline; nil where those are few
}

// Heading is one heading of the body. The page's h1 is the title, so levels begin at 2.
type Heading struct {
	Level int
	ID    string
	Text  string
}

// Start is the place of the front matter's first line, where a missing field is reported.
func (h *Header) Start() diag.Pos { return diag.Pos{Line: 1, Column: 1, Width: 3} }

// Name is what a reader knows the document by: its id, or its file where it has none.
func (h *Header) Name() string {
	if h.ID.Value != "" {
		return h.ID.Value
	}
	return h.File
}

// Section is the folder of a document's file below a documents folder, "" at its top.
func Section(file, documents string) string {
	dir := path.Dir(strings.TrimPrefix(file, documents+"/"))
	if dir == "." {
		return ""
	}
	return dir
}

// HasAnchor reports whether an in-page address leads somewhere.
func (h *Header) HasAnchor(id string) bool {
	return id == h.titleAnchor && id != "" || h.Heading(id) != nil
}

// Anchor gives the in-page address that a name means, and whether there is one: the name itself, or the same
// letters in another Unicode spelling.
func (h *Header) Anchor(name string) (id string, ok bool) {
	if h.HasAnchor(name) || name == "" {
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
	return name, false
}

// TitleAnchor is the id that the page's h1 takes over from an h1 in the body, or "".
func (h *Header) TitleAnchor() string { return h.titleAnchor }

// Heading gives the heading with an id, or nil.
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

// Sum stands for the bytes of a file, within one run of the program.
func Sum(raw []byte) uint64 { return maphash.Bytes(seed, raw) }

// Parse reads a document from its file's bytes.
func Parse(file string, raw []byte) *Document {
	src, findings := source.Read(file, raw)
	d := &Document{Header: &Header{File: file}, Findings: findings, Sum: Sum(raw), Size: len(raw)}
	block := findFrontMatter(src)
	if block.finding != nil {
		d.Findings = append(d.Findings, *block.finding)
	}
	root, ctx := parseMarkdown(src, block)
	if block.closed() {
		d.MetaEnd = block.end
		d.readMeta(src, ctx.meta)
	}
	if fault := d.read(root, src, ctx, false); fault != nil && block.finding == nil { // else the front matter is what is too large
		d.Findings = append(d.Findings, *fault)
	}
	d.Place, d.HasPlace = d.Address(), ValidID(d.ID.Value)
	for i := range d.Claims {
		if id, ok := d.Anchor(d.Claims[i].Section); ok {
			d.Claims[i].Section = id
		}
	}
	d.Plain = plain(d.Claims)
	diag.Sort(d.Findings)
	d.Header.compact()
	return d
}

// Known takes over the face of an earlier reading of the file where the new one is the same in every
// field, so that a pointer tells whether a face has changed.
func (d *Document) Known(earlier *Header) {
	if reflect.DeepEqual(d.Header, earlier) {
		d.Header = earlier
	}
}

// ParseFragment reads Markdown that stands in a value of the configuration. It has a body and
// references and no front matter; its positions are those inside the value.
func ParseFragment(file, text string) *Document {
	src, _ := source.Read(file, []byte(text))
	d := &Document{Header: &Header{File: file}}
	root, ctx := parseMarkdown(src, frontMatterLines{})
	if fault := d.read(root, src, ctx, true); fault != nil {
		d.Findings = append(d.Findings, *fault)
	}
	return d
}

// read takes over the body of a text. What is too large is shown as plain text, and the finding says
// so.
func (d *Document) read(root ast.Node, src *source.Source, ctx *context, fragment bool) *diag.Finding {
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
