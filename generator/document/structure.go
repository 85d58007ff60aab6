package document

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// structure gives blocks of HTML their place in the tree: the tags that lie between blocks become nodes around them.
// It must run before anything looks at the tree.
func (b *body) structure(n ast.Node) {
	read := false
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch block := c.(type) {
		case *ast.Blockquote:
			if found := calloutOf(block); found != nil {
				n.ReplaceChild(n, block, found)
				c = found
			}
		case *ast.Paragraph:
			if b.isTableOfContents(block) {
				n.RemoveChild(n, block)
			}
		}
		if b.ctx.html {
			b.inlineHTML(c)
			c = b.withoutParagraph(c)
			read = read || b.isFlow(c)
		}
		if c.Type() == ast.TypeBlock {
			b.structure(c)
		}
		c = next
	}
	if cell, ok := n.(*east.TableCell); read || ok && b.hasFlowTag(cell) {
		f := &flow{body: b, root: n}
		f.read()
	}
}

// withoutParagraph makes a paragraph that only sets anchors one without space of its own.
func (b *body) withoutParagraph(n ast.Node) ast.Node {
	if _, ok := n.(*ast.Paragraph); !ok {
		return n
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*anchor); !ok {
			return n
		}
	}
	bare := ast.NewTextBlock()
	moveChildren(bare, n)
	n.Parent().ReplaceChild(n.Parent(), n, bare)
	return bare
}

func (b *body) isTableOfContents(p *ast.Paragraph) bool {
	if p.Lines().Len() != 1 {
		return false
	}
	line := p.Lines().At(0)
	const longest = len("[[_TOC_]]")
	if _, isText := p.FirstChild().(*ast.Text); !isText || line.Len() > longest {
		return false
	}
	return tableOfContents.Match(line.Value(b.src.Text))
}

// isFlow reports whether the tags of a block lie between blocks.
func (b *body) isFlow(n ast.Node) bool {
	switch n.(type) {
	case *htmlText:
		return true
	case *ast.Paragraph, *ast.TextBlock:
		return b.hasFlowTag(n)
	}
	return false
}

func (b *body) hasFlowTag(n ast.Node) bool {
	if !b.ctx.html {
		return false
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if raw, ok := c.(*ast.RawHTML); ok {
			if t := readTag(b.raw(raw)); flows[t.name] || htmlHeadings[t.name] || wrappingBlocks[t.name] {
				return true
			}
		}
	}
	return false
}

func (b *body) raw(n *ast.RawHTML) string { return string(joinLines(n.Segments, b.src.Text)) }
