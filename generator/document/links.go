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

// nested resolves links in links: the inner one becomes text, and a footnote reference moves after
// the outer one.
func (b *body) nested(n, outer ast.Node) bool {
	shown := ""
	switch n := n.(type) {
	case *wikiLink:
		shown = n.shown()
	case *ast.AutoLink:
		shown = string(n.Label(b.src.Text))
	case *ast.Link:
		if _, ok := outer.(*ast.Link); !ok {
			return false
		}
		b.unwrap(n) // one in HTML; those of Markdown do not nest
		return true
	case *east.FootnoteLink:
		outer.Parent().InsertAfter(outer.Parent(), outer, n)
		return true
	default:
		return false
	}
	n.Parent().ReplaceChild(n.Parent(), n, &literal{html: []byte(html.EscapeString(shown))})
	return true
}

// written is an address or title with backslash escapes and entities decoded.
func written(raw []byte) string {
	return visible(string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw)))))
}

// href is the address of a link as written into the page.
func href(destination []byte) string { return string(util.URLEscape(destination, true)) }

// extent is the position of a link: from its bracket to the end of its address, if both are on one
// line.
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

// longestLink limits the search for the end of a link, in bytes.
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
		file, fragment, query := splitTarget(address)
		b.wrap(n, Ref{Kind: Link, Target: file, Anchor: fragment, Query: query, Title: written(n.Title), Text: b.plain(n), Pos: pos})
	}
}

// overlong limits the expansion of reference links: a short text can use one long definition
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

// longestQuote limits quotations in messages, in characters.
const longestQuote = 60

// longestLabel limits the heading in a table's label, in characters: each table repeats it.
const longestLabel = 200

func shorten(s string) string { return truncate(s, longestQuote) }

// truncate cuts a text after some characters and adds an ellipsis.
func truncate(s string, most int) string {
	n := 0
	for at := range s {
		if n++; n > most {
			return s[:at] + "…"
		}
	}
	return s
}

// unwrap replaces a node by its children.
func (b *body) unwrap(n ast.Node) {
	parent := n.Parent()
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		parent.InsertBefore(parent, n, c)
	}
	parent.RemoveChild(parent, n)
}

// wrap replaces a node by a reference with the same children.
func (b *body) wrap(n ast.Node, r Ref) {
	node := &refNode{ref: b.ref(r)}
	for c := n.FirstChild(); c != nil; c = n.FirstChild() {
		node.AppendChild(node, c)
	}
	n.Parent().ReplaceChild(n.Parent(), n, node)
}

func (b *body) image(n *ast.Image) {
	node := b.shownPicture(n.Destination, n.Title, Ref{Text: b.plain(n), Pos: b.extent(n, n.Destination)})
	n.Parent().ReplaceChild(n.Parent(), n, node)
}

// picture replaces an image in HTML, or one embedded by name.
func (b *body) picture(n *picture) {
	node := b.shownPicture([]byte(n.address), nil, Ref{Text: n.alt, Title: n.title, Anchor: n.size, ByName: n.byName, Pos: b.src.Pos(n.start, n.end)})
	n.Parent().ReplaceChild(n.Parent(), n, node)
}

// shownPicture returns the reference to a picture, or its alternative text if it cannot be shown.
func (b *body) shownPicture(destination, title []byte, r Ref) ast.Node {
	if !b.overlong(destination, title, r.Pos) {
		address := written(destination)
		if classify(address, href(destination)) == relative {
			r.Kind = Image
			r.Target, _, _ = splitTarget(address)
			if title != nil {
				r.Title = written(title)
			}
			return &refNode{ref: b.ref(r), single: true}
		}
		b.report("broken-image", r.Pos, fmt.Sprintf("an image may not come from %q", shorten(address)),
			"save it beside the document: the manual is read without a network")
	}
	return &literal{html: []byte(html.EscapeString(r.Text))}
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
