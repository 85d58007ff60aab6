package document

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/clausebook/clausebook/generator/diag"
)

// body turns a syntax tree into the document's outline, references and rendered segments. The tree
// is not kept: at 10,000 documents trees would need a gigabyte.
type body struct {
	doc      *Document
	refs     []Ref
	src      *diag.Source
	ctx      *context
	ids      idSet
	used     map[string]bool // ids of headings
	expanded int             // bytes of link targets so far
	heading  string
	tables   int
	diagrams int // bytes of their text so far
	// mayHaveMarker reports whether the text may contain a placeholder outside brackets.
	mayHaveMarker bool
	fragment      bool
	foreign       []*foreignSyntax // that the text may have
	run           []*ast.Text      // memory for one run of text after the other
}

// usualRefs is the number of references for which a body has memory from the beginning.
const usualRefs = 16

func newBody(d *Document, src *diag.Source, ctx *context) *body {
	return &body{doc: d, src: src, ctx: ctx, refs: make([]Ref, 0, usualRefs), ids: idSet{}, used: map[string]bool{}}
}

// build processes the tree, unless it has too many headings.
func (b *body) build(root ast.Node) {
	b.structure(root)
	all := headings(root)
	if len(all) > maxHeadings {
		b.ctx.setTooLarge(limitError{all[maxHeadings].Pos(), fmt.Sprintf("there are more than %d headings", maxHeadings)})
		return
	}
	b.outline(all)
	if !b.fragment {
		b.doc.Content = b.contentOf(root)
		b.mayHaveMarker = mayHaveMarker(b.src.Text, &b.src.Bytes)
		b.doc.Design = b.designWords(root)
	}
	b.foreign = mayHaveForeign(b.src.Text, &b.src.Bytes)
	b.visit(root, nil)
	b.doc.Body = b.render(root)
	b.doc.Refs = pack(b.refs)
	b.doc.Findings = append(b.doc.Findings, b.ctx.all()...)
}

func (b *body) ref(r Ref) int {
	if r.Kind == Link || r.Kind == Image {
		r.Path = path.Join(path.Dir(b.doc.File), r.Target)
	}
	b.refs = append(b.refs, r)
	return len(b.refs) - 1
}

// headings returns the headings below a node in document order.
func headings(root ast.Node) []*ast.Heading {
	var list []*ast.Heading
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			list = append(list, h)
		}
		return ast.WalkContinue, nil
	})
	return list
}

// outline sets the id of every heading and its level on the page.
func (b *body) outline(all []*ast.Heading) {
	b.explicitIDs(all)
	if b.doc.SectionPage != nil && !b.doc.Title.Given() && len(all) > 0 {
		b.doc.Title.Value = strings.Join(strings.Fields(b.plain(all[0])), " ")
	}
	all = b.dropTitle(all)
	shift := 0
	for _, h := range all {
		if h.Level == 1 {
			shift = 1
		}
	}
	const few = 40 // linear search is as fast, and ten thousand maps need memory
	if len(all) > few {
		b.doc.headings = make(map[string]int, len(all))
	}
	b.doc.Outline = make([]Heading, 0, len(all))
	for i, h := range all {
		h.Level = min(h.Level+shift, 6)
		text := b.plain(h)
		id := b.identify(h, text)
		if b.doc.headings != nil {
			b.doc.headings[id] = i
		}
		b.doc.Outline = append(b.doc.Outline, Heading{h.Level, id, text})
	}
}

// explicitIDs registers the ids that authors set before any is generated, so that a generated one
// never takes an author's.
func (b *body) explicitIDs(all []*ast.Heading) {
	first := map[string]diag.Pos{}
	for _, h := range all {
		id := explicitID(h)
		if id == "" {
			continue
		}
		pos := b.attributePlace(h, id)
		if !validAnchor(id) {
			b.report("bad-value", pos, fmt.Sprintf("%q is not a valid heading id", id),
				"an id has no blanks and does not begin with fn:, fnref: or cb:, which pages use themselves")
			h.SetAttributeString("id", []byte{})
			continue
		}
		if at, ok := first[id]; ok {
			b.report("duplicate-heading", pos, fmt.Sprintf("the id %s appears twice; the first is on line %d", id, at.Line),
				"give one of the headings another id")
			continue
		}
		first[id] = pos
		b.ids[id] = 1
	}
}

var reservedAnchor = regexp.MustCompile(`^(fn|fnref|cb):|[\s\p{Cc}]`)

func validAnchor(id string) bool { return !reservedAnchor.MatchString(id) }

func explicitID(h *ast.Heading) string {
	value, _ := h.AttributeString("id")
	id, _ := value.([]byte)
	return string(id)
}

// attributePlace is the position of {#id} in the heading's line.
func (b *body) attributePlace(h *ast.Heading, id string) diag.Pos {
	pos := b.place(h)
	start := b.src.Offset(pos.Line, 1)
	if at := strings.LastIndex(b.src.Line(pos.Line), "#"+id); at >= 0 {
		return b.src.Pos(start+at, start+at+len(id)+1)
	}
	return pos
}

// identify sets the id of a heading. If an author's id is already in use, it generates another, so
// that ids are unique on the page.
func (b *body) identify(h *ast.Heading, text string) string {
	id := explicitID(h)
	switch {
	case id == "":
		id = b.ids.unique(slug(text))
	case b.used[id]:
		id = b.ids.unique(id)
	}
	b.used[id] = true
	h.SetAttributeString("id", []byte(id))
	return id
}

// dropTitle removes a first h1 that repeats the title, perhaps with id and revision, and keeps its id for the page's h1.
func (b *body) dropTitle(all []*ast.Heading) []*ast.Heading {
	for i, h := range all {
		if h.Level != 1 {
			continue
		}
		text := b.plain(h)
		if !b.doc.repeatsTitle(text) {
			return all
		}
		if b.doc.titleAnchor = explicitID(h); b.doc.titleAnchor == "" {
			b.doc.titleAnchor = b.ids.unique(slug(text))
		}
		b.used[b.doc.titleAnchor] = true
		h.Parent().RemoveChild(h.Parent(), h)
		return append(all[:i:i], all[i+1:]...)
	}
	return all
}

// place is the position of a heading's line.
func (b *body) place(n ast.Node) diag.Pos {
	start := max(n.Pos(), 0)
	end := start
	if i := bytes.IndexByte(b.src.Text[start:], '\n'); i >= 0 {
		end += i
	} else {
		end = len(b.src.Text)
	}
	return b.src.Pos(start, end)
}

func (b *body) report(rule string, pos diag.Pos, message, hint string) {
	b.ctx.add(rule, pos, message, hint)
}

// plain is the visible text below a node.
func (b *body) plain(n ast.Node) string {
	var text strings.Builder
	b.plainTo(&text, n)
	return strings.TrimSpace(text.String())
}

func (b *body) plainTo(to *strings.Builder, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				to.Write(c.Segment.Value(b.src.Text))
			} else {
				decode(to, nil, b.src, c.Segment.Start, c.Segment.Stop)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				to.WriteByte(' ')
			}
		case *ast.AutoLink:
			to.Write(c.Label(b.src.Text))
		case *wikiLink:
			to.WriteString(c.shown())
		case *runNode:
			to.WriteString(b.refs[c.ref].Text)
		case *picture:
			to.WriteString(c.alt)
		case *east.FootnoteLink, *ast.RawHTML:
		default:
			b.plainTo(to, c)
		}
	}
}

// visit walks the tree, children first, and replaces nodes that are unsafe or depend on other
// documents. outer is the outermost link or image around n, or nil.
func (b *body) visit(n, outer ast.Node) {
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		b.code(n)
		return
	case *ast.CodeSpan, *ast.CodeBlock:
		return
	case *ast.Heading:
		b.heading = truncate(b.plain(n), longestLabel)
	case *ast.Link, *ast.Image:
		if outer == nil {
			outer = n
		}
	}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		b.visit(c, outer)
		c = next
	}
	b.rawHTML(n)
	if outer != nil && n != outer && b.nested(n, outer) {
		return
	}
	switch n := n.(type) {
	case *ast.Link:
		b.link(n)
		return
	case *ast.Image:
		b.image(n)
		return
	case *ast.AutoLink:
		b.autoLink(n)
		return
	case *wikiLink:
		if n.id == "" {
			n.text = n.shown()
		}
		n.ref = b.ref(Ref{Kind: Wiki, Target: n.id, Anchor: n.anchor, Text: n.text, Pos: b.src.Pos(n.start, n.end)})
		return
	case *picture:
		b.picture(n)
		return
	case *anchor:
		n.Parent().ReplaceChild(n.Parent(), n, &literal{html: []byte(b.anchorTag(n.id))})
		return
	case *calloutTitle:
		b.label(n)
	case *element:
		n.attributes += b.newAnchor(n.anchor)
		if n.name == "table" {
			n.ref = b.tableRef(n)
		}
	case *ast.HTMLBlock:
		b.htmlBlock(n)
		return
	case *east.Table:
		n.SetAttributeString("ref", b.tableRef(n))
	case *ast.Paragraph, *ast.TextBlock, *htmlText:
		b.foreignLines(n)
	}
	if outer == nil {
		b.gatherRuns(n)
	}
}

// tableRef makes the reference that stands for the label of a table.
func (b *body) tableRef(n ast.Node) int {
	b.tables++
	return b.ref(Ref{Kind: Table, Text: b.heading, Title: strconv.Itoa(b.tables), Pos: b.src.Pos(n.Pos(), n.Pos())})
}
