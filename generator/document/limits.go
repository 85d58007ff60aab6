package document

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// goldmark does not limit the cells that it adds to short table rows, the nesting of containers or
// the expansion of reference links, so a hostile document could exhaust the memory. Real documents
// do not reach these limits.
const (
	maxCells    = 100_000 // in all tables of a document
	maxNesting  = 60      // levels of quotations and lists
	maxExpanded = 1 << 20 // bytes of all link targets of a document
)

// nestingLimiter limits the nesting of quotations and lists. Deeper ones remain text.
type nestingLimiter struct{ parser.BlockParser }

func (b nestingLimiter) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > maxNesting {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, r, pc)
}

// tableLimiter refuses huge tables and reports cells beyond the last column, which goldmark drops.
type tableLimiter struct{ parser.ParagraphTransformer }

func (b tableLimiter) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	lines := p.Lines()
	if lines.Len() < 2 {
		return
	}
	ctx, widest, dashes := contextOf(pc), 0, false
	for i := range lines.Len() {
		segment := lines.At(i)
		line := segment.Value(ctx.src.Text)
		widest = max(widest, 1+bytes.Count(line, []byte("|")))
		dashes = dashes || len(bytes.Trim(line, "- \t\r\n")) == 0
	}
	if widest == 1 {
		if !dashes { // goldmark takes dashes alone for the line below the head of a table
			b.ParagraphTransformer.Transform(p, r, pc)
		}
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

// tableBefore returns the table that the transformer inserted before a sibling, or nil.
func tableBefore(parent, next ast.Node) *east.Table {
	last := parent.LastChild()
	if next != nil {
		last = next.PreviousSibling()
	}
	table, _ := last.(*east.Table)
	return table
}

// lostCells reports the text of each row beyond the last column.
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

// cellAt returns the offset of cell n of a row, counted from 0, or -1.
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
