package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// Limits of the context of a run, in bytes on either side and in visited nodes. A clause number is
// rarely further away from the name of its standard, and without limits a hostile text would cost
// the square of its length.
const (
	maxContext      = 200
	maxContextNodes = 40
)

// contextOfRun returns the text before and after a run: that of its block, and what leads to the
// block. It is empty unless the run may contain a clause number.
func (b *body) contextOfRun(text string, first, last ast.Node) (before, after string) {
	if !mayHaveClause(text) {
		return "", ""
	}
	left, right := &textCollector{body: b, backward: true}, &textCollector{body: b}
	block := left.around(first)
	left.lead(block)
	right.around(last)
	if cell, ok := block.(*east.TableCell); ok && cell.NextSibling() != nil {
		right.text("|")
		right.node(cell.NextSibling())
		right.text("|")
	}
	return left.String(), right.String()
}

// textCollector collects the text of nodes, forward or backward, up to the limits.
type textCollector struct {
	*body
	backward bool
	buf      [maxContext]byte // filled from its end when backward
	size     int
	nodes    int
}

func (t *textCollector) full() bool { return t.size >= maxContext || t.nodes >= maxContextNodes }

// text adds a text; of one that is too long, the part nearest to the run.
func (t *textCollector) text(part string) {
	room := maxContext - t.size
	n := min(len(part), room)
	if t.backward {
		copy(t.buf[room-n:], part[len(part)-n:])
	} else {
		copy(t.buf[t.size:], part[:n])
	}
	t.size += n
}

// String returns the collected text in reading order, without incomplete characters at its ends.
func (t *textCollector) String() string {
	text := t.buf[:t.size]
	if t.backward {
		text = t.buf[maxContext-t.size:]
	}
	return string(bytes.ToValidUTF8(text, nil))
}

// around collects the text next to a node in its block, and returns the block.
func (t *textCollector) around(n ast.Node) (block ast.Node) {
	for ; n.Type() == ast.TypeInline; n = n.Parent() {
		for next := t.next(n); next != nil && !t.full(); next = t.next(next) {
			t.node(next)
		}
	}
	return n
}

func (t *textCollector) next(n ast.Node) ast.Node {
	if t.backward {
		return n.PreviousSibling()
	}
	return n.NextSibling()
}

// node collects the text of a node.
func (t *textCollector) node(n ast.Node) {
	if t.nodes++; t.full() {
		return
	}
	switch n := n.(type) {
	case *ast.Text:
		t.leaf(n)
	case *runNode:
		t.text(t.refs[n.ref].Text)
	case *wikiLink:
		t.text(n.shown())
	case *ast.AutoLink:
		t.text(string(n.Label(t.src.Text)))
	case *east.FootnoteLink, *ast.RawHTML:
	default:
		c := n.FirstChild()
		if t.backward {
			c = n.LastChild()
		}
		for ; c != nil && !t.full(); c = t.next(c) {
			t.node(c)
		}
	}
}

// leaf collects a text node; a line break becomes a blank.
func (t *textCollector) leaf(n *ast.Text) {
	blank := ""
	if n.SoftLineBreak() || n.HardLineBreak() {
		blank = " "
	}
	start, stop := n.Segment.Start, n.Segment.Stop
	const most = 2 * maxContext // entities are longer than the characters that they stand for
	if t.backward {
		t.text(blank)
		start = max(start, stop-most)
	} else {
		stop = min(stop, start+most)
	}
	if raw := t.src.Text[start:stop]; n.IsRaw() || !bytes.ContainsAny(raw, `\&`) {
		t.text(string(raw))
	} else {
		var text strings.Builder
		decode(&text, nil, t.src, start, stop)
		t.text(text.String())
	}
	if !t.backward {
		t.text(blank)
	}
}

// lead collects the text that introduces a block: the cell before and the heading of its column, a
// paragraph ending in a colon before a list, or a term before its definition. Cells end with a bar.
func (t *textCollector) lead(block ast.Node) {
	cell, ok := block.(*east.TableCell)
	switch parent := block.Parent().(type) {
	case *ast.ListItem:
		if p, ok := parent.Parent().PreviousSibling().(*ast.Paragraph); ok && block.PreviousSibling() == nil && t.colon(p) {
			t.text(" ")
			t.node(p)
		}
	case *east.DefinitionDescription:
		n := parent.PreviousSibling()
		for n != nil && n.Kind() == east.KindDefinitionDescription {
			n = n.PreviousSibling()
		}
		if n != nil {
			t.text(": ")
			t.node(n)
		}
	case *east.TableRow:
		if heading := columnHeading(cell); ok && heading != nil {
			t.text("|")
			t.node(heading)
		}
		if before := block.PreviousSibling(); before != nil {
			t.text("|")
			t.node(before)
		}
	}
}

// colon reports whether a paragraph ends in a colon.
func (t *textCollector) colon(p *ast.Paragraph) bool {
	end := textCollector{body: t.body, backward: true}
	for c := p.LastChild(); c != nil && end.size == 0 && !end.full(); c = c.PreviousSibling() {
		end.node(c)
	}
	return strings.HasSuffix(strings.TrimSpace(end.String()), ":")
}

// columnHeading returns the heading cell of a cell's column, or nil.
func columnHeading(cell ast.Node) ast.Node {
	head, ok := cell.Parent().Parent().FirstChild().(*east.TableHeader)
	if !ok {
		return nil
	}
	heading := head.FirstChild()
	for c := cell.PreviousSibling(); c != nil && heading != nil; c = c.PreviousSibling() {
		heading = heading.NextSibling()
	}
	return heading
}

// mayHaveClause reports whether a word and a number that may be a clause's are separated by a
// blank. It is a cheap check that rules out most text.
func mayHaveClause(text string) bool {
	for i := 1; i < len(text); i++ {
		if c := text[i]; c < '0' || c > '9' || text[i-1] > ' ' && text[i-1] < utf8.RuneSelf {
			continue
		}
		before, size := utf8.DecodeLastRuneInString(text[:i])
		if !Blank(before) && !Invisible(before) || size == i {
			continue
		}
		end := i
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		if end-i <= 2 {
			return true
		}
	}
	return false
}
