package document

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/source"
)

// goldmark bounds neither the cells that it adds to short table rows, nor how deep containers
// nest, nor what reference links expand to. A hostile document could eat all memory by them, so
// they are bounded here. Nobody meets these numbers in a document that people read.
const (
	maxCells    = 100_000  // of all tables of a document
	maxNesting  = 60       // quotations and lists in each other
	maxExpanded = 1 << 20  // bytes of all link targets of a document
	maxLine     = 16 << 10 // bytes of a line
	maxMarks    = 8 << 10  // signs for emphasis between two blank lines
)

// dense looks for text that would take goldmark the square of its length: one endless line, or
// thousands of signs for emphasis without a blank line between. Such a body is not read as
// Markdown.
func dense(src *source.Source, first int) *diag.Finding {
	marks := 0
	for n := first; n <= src.LineCount(); n++ {
		line := src.Line(n)
		if strings.TrimSpace(line) == "" {
			marks = 0
			continue
		}
		marks += strings.Count(line, "*") + strings.Count(line, "_") + strings.Count(line, "~")
		what := ""
		switch {
		case len(line) > maxLine:
			what = fmt.Sprintf("the line has %d bytes, expected at most %d", len(line), maxLine)
		case marks > maxMarks:
			what = fmt.Sprintf("there are more than %d signs for emphasis without a blank line between", maxMarks)
		default:
			continue
		}
		return &diag.Finding{Rule: "too-large", File: src.File, Pos: diag.Pos{Line: n, Column: 1}, Message: what,
			Hint: "break it; until then the document is shown as plain text"}
	}
	return nil
}

// bounded keeps quotations and lists from standing in each other without end. What is too deep
// stays text.
type bounded struct{ parser.BlockParser }

func (b bounded) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
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
				fmt.Sprintf("the row has more cells than the %d columns of its table; what is marked is not shown", columns),
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
