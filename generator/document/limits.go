package document

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// goldmark bounds neither the cells that it adds to short table rows, nor how deep containers
// nest, nor what reference links expand to. A hostile document could eat all memory by them, so
// they are bounded here. Nobody meets these numbers in a document that people read.
const (
	maxCells    = 100_000 // of all tables of a document
	maxNesting  = 60      // quotations and lists in each other
	maxExpanded = 1 << 20 // bytes of all link targets of a document
)

// boundedBlocks keeps quotations and lists from standing in each other without end. What is too deep
// stays text.
type boundedBlocks struct{ parser.BlockParser }

func (b boundedBlocks) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > maxNesting {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, r, pc)
}

// boundedTables refuses tables of absurd size and reports cells that a table has no column for,
// which goldmark drops.
type boundedTables struct{ parser.ParagraphTransformer }

func (b boundedTables) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	lines := p.Lines()
	if lines.Len() < 2 {
		return
	}
	ctx, widest := contextOf(pc), 0
	for i := range lines.Len() {
		segment := lines.At(i)
		widest = max(widest, 1+bytes.Count(segment.Value(ctx.src.Text), []byte("|")))
	}
	if widest == 1 {
		b.ParagraphTransformer.Transform(p, r, pc)
		return
	}
	if ctx.cells += widest * lines.Len(); ctx.cells > maxCells {
		start := lines.At(0).Start
		ctx.report("too-large", start, start, fmt.Sprintf("the tables up to here have more than %d cells", maxCells),
			"split the document; this table is shown as text")
		text := ast.NewCodeBlock()
		text.SetLines(lines)
		p.Parent().ReplaceChild(p.Parent(), p, text)
		return
	}
	rows := append([]text.Segment(nil), lines.Sliced(0, lines.Len())...)
	parent, next := p.Parent(), p.NextSibling()
	b.ParagraphTransformer.Transform(p, r, pc)
	if table := tableBefore(parent, next); table != nil {
		ctx.lostCells(rows, len(table.Alignments))
	}
}

// tableBefore gives the table that the transformer put before a sibling, or nil.
func tableBefore(parent, next ast.Node) *east.Table {
	last := parent.LastChild()
	if next != nil {
		last = next.PreviousSibling()
	}
	table, _ := last.(*east.Table)
	return table
}

// lostCells reports each row's text that lies beyond the last column.
func (c *context) lostCells(rows []text.Segment, columns int) {
	for _, row := range rows {
		line := bytes.TrimSpace(row.Value(c.src.Text))
		start := row.Start + bytes.Index(row.Value(c.src.Text), line)
		at := cellAt(line, columns)
		if at < 0 {
			continue
		}
		if lost := bytes.Trim(line[at:], "| \t"); len(lost) > 0 {
			at += bytes.Index(line[at:], lost)
			c.report("table-cells", start+at, start+at+len(lost),
				fmt.Sprintf("the row has more cells than the %d columns of its table; the marked part is not shown", columns),
				"add a column, or write \\| for a bar inside a cell")
		}
	}
}

// cellAt gives the place at which cell n of a row begins, counted from 0, or -1.
func cellAt(line []byte, n int) int {
	bars := n
	if len(line) > 0 && line[0] == '|' {
		bars++
	}
	for i, c := range line {
		if c != '|' || i > 0 && line[i-1] == '\\' {
			continue
		}
		if bars--; bars == 0 {
			return i + 1
		}
	}
	return -1
}
