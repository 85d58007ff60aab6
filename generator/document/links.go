package document

import (
	"bytes"
	"fmt"
	"html"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/clausebook/clausebook/generator/diag"
)

// nested keeps a link out of another one: what would lead elsewhere is shown as text, and the mark of
// a footnote moves behind the link.
func (b *body) nested(n, outer ast.Node) bool {
	shown := ""
	switch n := n.(type) {
	case *wikiLink:
		shown = n.shown()
	case *ast.AutoLink:
		shown = string(n.Label(b.src.Text))
	case *east.FootnoteLink:
		outer.Parent().InsertAfter(outer.Parent(), outer, n)
		return true
	default:
		return false
	}
	n.Parent().ReplaceChild(n.Parent(), n, &literal{html: []byte(html.EscapeString(shown))})
	return true
}

// written is what an address or a title says, with backslash escapes and character references
// resolved.
func written(raw []byte) string {
	return visible(string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw)))))
}

// href is what the page holds of the address of a link.
func href(destination []byte) string { return string(util.URLEscape(destination, true)) }

// extent is the place of a link: from its bracket to the end of its address where both stand in
// one line.
func (b *body) extent(n ast.Node, address []byte) diag.Pos {
	start := max(n.Pos(), 0)
	rest := b.src.Text[start:min(len(b.src.Text), start+longestLink)]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	end := start + 1
	if at := bytes.Index(rest, address); at >= 0 && len(address) > 0 {
		end = start + at + len(address)
		if end < len(b.src.Text) && b.src.Text[end] == ')' {
			end++
		}
	}
	return b.src.Pos(start, end)
}

// longestLink is how far the end of a link is looked for.
const longestLink = 2000

func (b *body) link(n *ast.Link) {
	pos := b.extent(n, n.Destination)
	if b.overlong(n.Destination, n.Title, pos) {
		b.unwrap(n)
		return
	}
	address := written(n.Destination)
	switch kind := classify(address, href(n.Destination)); {
	case kind == unsafeTarget:
		b.unsafe(address, pos)
		b.unwrap(n)
	case kind == relative:
		file, fragment := split(address)
		b.wrap(n, Ref{Kind: Link, Target: file, Anchor: fragment, Title: written(n.Title), Text: b.plain(n), Pos: pos})
	}
}

// overlong bounds what reference links expand to: a short text can use one long definition
// thousands of times.
func (b *body) overlong(destination, title []byte, pos diag.Pos) bool {
	before := b.expanded
	b.expanded += len(destination) + len(title)
	if b.expanded <= maxExpanded {
		return false
	}
	if before <= maxExpanded {
		b.report("too-large", pos, fmt.Sprintf("the addresses and titles of all links up to here have more than %d bytes", maxExpanded),
			"split the document; the links from here on are shown as text")
	}
	return true
}

func (b *body) unsafe(address string, pos diag.Pos) {
	b.report("unsafe-link", pos, fmt.Sprintf("a link may not lead to %q", shorten(address)),
		"use http, https, mailto, tel, or a path to a file of the manual")
}

// longestQuote is how much of a text a message repeats.
const longestQuote = 60

// longestLabel is how much of a heading names a table: each table of a text repeats it.
const longestLabel = 200

func shorten(s string) string { return limited(s, longestQuote) }

// limited cuts a text after some characters, and says so.
func limited(s string, most int) string {
	n := 0
	for at := range s {
		if n++; n > most {
			return s[:at] + "…"
		}
	}
	return s
}

// unwrap leaves what stands in a node and takes the node away.
func (b *body) unwrap(n ast.Node) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		parent.InsertBefore(parent, n, c)
	}
	parent.RemoveChild(parent, n)
}

// wrap puts a reference in the place of a node, with what stands in it.
func (b *body) wrap(n ast.Node, r Ref) {
	node := &refNode{ref: b.ref(r)}
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		node.AppendChild(node, c)
	}
	n.Parent().ReplaceChild(n.Parent(), n, node)
}

func (b *body) image(n *ast.Image) {
	pos := b.extent(n, n.Destination)
	alt := b.plain(n)
	if b.overlong(n.Destination, n.Title, pos) {
		n.Parent().ReplaceChild(n.Parent(), n, &literal{html: []byte(html.EscapeString(alt))})
		return
	}
	address := written(n.Destination)
	if classify(address, href(n.Destination)) != relative {
		b.report("broken-image", pos, fmt.Sprintf("an image may not come from %q", shorten(address)),
			"save it beside the document: the manual is read without a network")
		n.Parent().ReplaceChild(n.Parent(), n, &literal{html: []byte(html.EscapeString(alt))})
		return
	}
	file, _ := split(address)
	node := &refNode{ref: b.ref(Ref{Kind: Image, Target: file, Text: alt, Title: written(n.Title), Pos: pos}), single: true}
	n.Parent().ReplaceChild(n.Parent(), n, node)
}

func (b *body) autoLink(n *ast.AutoLink) {
	address := string(n.URL(b.src.Text))
	if n.AutoLinkType == ast.AutoLinkEmail || classify(address, string(util.URLEscape([]byte(address), false))) == external {
		return
	}
	label := n.Label(b.src.Text)
	start := max(n.Pos(), 0)
	b.unsafe(address, b.src.Pos(start, start+len(label)))
	n.Parent().ReplaceChild(n.Parent(), n, &literal{html: []byte(html.EscapeString(string(label)))})
}
