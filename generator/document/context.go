package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// The text beside a run is kept up to a number of bytes on either side, and looked for in a number of
// nodes. The name of a standard is seldom further away from the number of its clause, and a hostile text
// would have each of a thousand runs look at all others.
const (
	mostBeside      = 200
	mostBesideNodes = 40
)

// beside gives the text on both sides of a run: what stands before and after it in its block, and what leads
// to the block. Only a run that may hold the number of a clause has it.
func (b *body) beside(text string, first, last ast.Node) (before, after string) {
	if !mayCite(text) {
		return "", ""
	}
	back, on := &surroundings{body: b, back: true}, &surroundings{body: b}
	block := back.around(first)
	back.lead(block)
	on.around(last)
	if cell, ok := block.(*east.TableCell); ok && cell.NextSibling() != nil {
		on.text("|")
		on.node(cell.NextSibling())
		on.text("|")
	}
	return back.String(), on.String()
}

// surroundings collects the text of nodes, in their order or backward, until it has enough.
type surroundings struct {
	*body
	back  bool
	held  [mostBeside]byte // backward it is filled from its end
	size  int
	nodes int
}

func (s *surroundings) full() bool { return s.size >= mostBeside || s.nodes >= mostBesideNodes }

// text adds a text, of a longer one the part that is nearest to the run.
func (s *surroundings) text(part string) {
	room := mostBeside - s.size
	n := min(len(part), room)
	if s.back {
		copy(s.held[room-n:], part[len(part)-n:])
	} else {
		copy(s.held[s.size:], part[:n])
	}
	s.size += n
}

// String gives what was collected, in the order of the text. What was cut in the middle of a character goes.
func (s *surroundings) String() string {
	text := s.held[:s.size]
	if s.back {
		text = s.held[mostBeside-s.size:]
	}
	return string(bytes.ToValidUTF8(text, nil))
}

// around collects what stands beside a node in its block, and gives the block.
func (s *surroundings) around(n ast.Node) (block ast.Node) {
	for ; n.Type() == ast.TypeInline; n = n.Parent() {
		for next := s.next(n); next != nil && !s.full(); next = s.next(next) {
			s.node(next)
		}
	}
	return n
}

func (s *surroundings) next(n ast.Node) ast.Node {
	if s.back {
		return n.PreviousSibling()
	}
	return n.NextSibling()
}

// node collects the text of a node.
func (s *surroundings) node(n ast.Node) {
	if s.nodes++; s.full() {
		return
	}
	switch n := n.(type) {
	case *ast.Text:
		s.leaf(n)
	case *runNode:
		s.text(s.refs[n.ref].Text)
	case *wikiLink:
		s.text(n.shown())
	case *ast.AutoLink:
		s.text(string(n.Label(s.src.Text)))
	case *east.FootnoteLink, *ast.RawHTML:
	default:
		c := n.FirstChild()
		if s.back {
			c = n.LastChild()
		}
		for ; c != nil && !s.full(); c = s.next(c) {
			s.node(c)
		}
	}
}

// leaf collects a stretch of text, and the blank that the end of its line is.
func (s *surroundings) leaf(n *ast.Text) {
	blank := ""
	if n.SoftLineBreak() || n.HardLineBreak() {
		blank = " "
	}
	start, stop := n.Segment.Start, n.Segment.Stop
	const most = 2 * mostBeside // a character may be written with more bytes than it has
	if s.back {
		s.text(blank)
		start = max(start, stop-most)
	} else {
		stop = min(stop, start+most)
	}
	if raw := s.src.Text[start:stop]; n.IsRaw() || bytes.IndexAny(raw, `\&`) < 0 {
		s.text(string(raw))
	} else {
		var text strings.Builder
		decode(&text, nil, s.src, start, stop)
		s.text(text.String())
	}
	if !s.back {
		s.text(blank)
	}
}

// lead collects what is read before a block and belongs to it: the cell before and the heading of its column, a
// paragraph that ends in a colon before a list, a term before its definition. A bar ends a cell.
func (s *surroundings) lead(block ast.Node) {
	cell, ok := block.(*east.TableCell)
	switch parent := block.Parent().(type) {
	case *ast.ListItem:
		if p, ok := parent.Parent().PreviousSibling().(*ast.Paragraph); ok && block.PreviousSibling() == nil && s.colon(p) {
			s.text(" ")
			s.node(p)
		}
	case *east.DefinitionDescription:
		n := parent.PreviousSibling()
		for n != nil && n.Kind() == east.KindDefinitionDescription {
			n = n.PreviousSibling()
		}
		if n != nil {
			s.text(": ")
			s.node(n)
		}
	case *east.TableRow:
		if heading := columnHeading(cell); ok && heading != nil {
			s.text("|")
			s.node(heading)
		}
		if before := block.PreviousSibling(); before != nil {
			s.text("|")
			s.node(before)
		}
	}
}

// colon reports whether a paragraph ends in one.
func (s *surroundings) colon(p *ast.Paragraph) bool {
	end := surroundings{body: s.body, back: true}
	for c := p.LastChild(); c != nil && end.size == 0 && !end.full(); c = c.PreviousSibling() {
		end.node(c)
	}
	return strings.HasSuffix(strings.TrimSpace(end.String()), ":")
}

// columnHeading gives the cell over the column of a cell, or nil.
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

// mayCite reports whether a blank stands between a word and a number that clauses may have. Most text
// does not have that, and is spared a look at what stands beside it.
func mayCite(text string) bool {
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
