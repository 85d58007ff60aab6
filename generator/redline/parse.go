package redline

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// block is a part of a text that stands by itself: an element, or text and inline elements between two of them.
type block struct {
	node     *html.Node // nil for inline content without an element of its own
	children []*block   // of a list, a quotation and the like
	inline   []*html.Node
	table    *table
	key      string // equal keys say the same in the same kind of element
	words    []uint64
	move     *move // it was moved
}

// section is a heading with what follows it.
type section struct {
	heading *block // nil before the first heading
	blocks  []*block
	title   string
	key     string
	words   []uint64
	size    int
	move    *move
}

// parse splits a text into sections. There is at least one.
func parse(text string) []*section {
	root := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(text), root)
	if err != nil {
		return []*section{{}} // a reader of a string does not fail
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	clean(root)
	list := []*section{{}}
	for _, b := range blocksOf(root) {
		if b.node != nil && isHeading(b.node.DataAtom) {
			list = append(list, &section{heading: b, title: plain(b.node)})
			continue
		}
		last := list[len(list)-1]
		last.blocks = append(last.blocks, b)
	}
	for _, s := range list {
		s.sum()
	}
	return list
}

func (s *section) sum() {
	var key strings.Builder
	if s.heading != nil {
		key.WriteString(s.heading.key)
	}
	s.size = 1
	for _, b := range s.blocks {
		key.WriteString(b.key)
		s.words = append(s.words, b.words...)
		s.size += len(b.words)
	}
	slices.Sort(s.words)
	s.key = key.String()
}

func (s *section) empty() bool { return s.heading == nil && len(s.blocks) == 0 }

// isHeading reports h1 to h6.
func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// inlineElement reports elements within a line. All others are blocks.
func inlineElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Br, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.I, atom.Img,
		atom.Input, atom.Ins, atom.Kbd, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time,
		atom.U, atom.Var, atom.Wbr, atom.Label, atom.Picture, atom.Font, atom.Strike, atom.Tt, atom.Svg, atom.Math:
		return true
	}
	return false
}

// clean takes out what has no place in a redline: ids, links within the text, the links that come with headings
// and footnotes, and insertions and deletions that an author marked.
func clean(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.TextNode:
		case c.Type != html.ElementNode, hasClass(c, "anchor"), hasClass(c, "footnote-backref"), c.DataAtom == atom.Script, c.DataAtom == atom.Style:
			n.RemoveChild(c)
		default:
			cleanElement(c)
			clean(c)
		}
		c = next
	}
}

func cleanElement(n *html.Node) {
	if n.DataAtom == atom.A && strings.HasPrefix(attribute(n, "href"), "#") {
		n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
	}
	switch n.DataAtom {
	case atom.Ins:
		n.Data, n.DataAtom, n.Attr = "u", atom.U, nil
	case atom.Del:
		n.Data, n.DataAtom, n.Attr = "s", atom.S, nil
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "id" || a.Key == "name" || a.Key == "for" || a.Key == "role" && a.Val != "region" || strings.HasPrefix(a.Key, "aria-") && a.Key != "aria-label" && a.Key != "aria-hidden"
	})
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return slices.Contains(strings.Fields(attribute(n, "class")), class)
}

// blocksOf lists the blocks in an element.
func blocksOf(n *html.Node) []*block {
	var list []*block
	var line []*html.Node
	flush := func() {
		if b := (&block{inline: line}); len(line) > 0 {
			if b.sum(); b.key != "" {
				list = append(list, b)
			}
		}
		line = nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode || inlineElement(c) && !holdsBlocks(c) {
			line = append(line, c)
			continue
		}
		flush()
		list = append(list, newBlock(c))
	}
	flush()
	return list
}

// holdsBlocks reports an inline element around blocks, which HTML allows for links.
func holdsBlocks(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (!inlineElement(c) || holdsBlocks(c)) {
			return true
		}
	}
	return false
}

func newBlock(n *html.Node) *block {
	b := &block{node: n}
	switch {
	case n.DataAtom == atom.Table:
		b.table = tableOf(n)
		if b.table == nil { // cells that span others
			b.children = blocksOf(n)
		}
	case holdsBlocks(n):
		b.children = blocksOf(n)
	default:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			b.inline = append(b.inline, c)
		}
	}
	b.sum()
	return b
}

// hash is FNV-1a, which is the same in every run of the program.
func hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// sum sets key and words. The key of inline content without words is empty.
func (b *block) sum() {
	var key strings.Builder
	if b.node != nil {
		key.WriteString("<" + kindOf(b.node))
	}
	add := func(part *block) {
		key.WriteString(part.key)
		b.words = append(b.words, part.words...)
	}
	for _, c := range b.children {
		add(c)
	}
	if b.table != nil {
		for _, row := range b.table.rows {
			key.WriteString("\x02")
			for _, c := range row.cells {
				add(c)
			}
		}
	}
	eachToken(b.inline, b.verbatim(), func(t token) {
		key.WriteByte(1)
		if key.WriteString(t.key); !t.blank {
			b.words = append(b.words, hash(t.key))
		}
	})
	if b.key = key.String(); b.node != nil {
		b.key += ">"
	}
	slices.Sort(b.words)
}

// verbatim reports that white space in the block is shown as it is.
func (b *block) verbatim() bool { return b.node != nil && b.node.DataAtom == atom.Pre }

// kindOf names the kind of an element: only blocks of the same kind are compared with each other. Lists of either
// sort are one kind, and so are all headings.
func kindOf(n *html.Node) string {
	switch {
	case isHeading(n.DataAtom):
		return "h"
	case n.DataAtom == atom.Ul, n.DataAtom == atom.Ol:
		return "list"
	case n.DataAtom == atom.Th:
		return "td"
	case n.DataAtom == atom.Div:
		return "div " + attribute(n, "class")
	}
	return n.Data
}

func (b *block) kind() string {
	if b.node == nil {
		return ""
	}
	return kindOf(b.node)
}

// plain is the text of an element in one line.
func plain(n *html.Node) string {
	var text strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
	}
	add(n)
	return strings.Join(strings.Fields(text.String()), " ")
}
