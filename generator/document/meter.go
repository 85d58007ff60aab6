package document

import (
	"bytes"
	"fmt"
	"html"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/source"
)

// Some texts cost goldmark the square of their length, and it has no limit of its own. These limits
// are kept by wrappers around its parsers, which see the same blocks and lines as goldmark does: a
// long listing in a code block costs nothing, and nothing before a text can hide it. A body beyond a
// limit is shown as plain text.
const (
	maxLine        = 16 << 10 // bytes of a line with running text
	maxDefinitions = 2000     // of links and footnotes
	maxHeadings    = 5000
)

// maxSteps is what pairing emphasis, brackets and backticks may cost in one document. It is a variable
// for the test that shows what happens without it.
var maxSteps = 50_000_000

// refusal leaves goldmark from inside one of its parsers, which cannot return an error.
type refusal struct {
	at   int // offset in the text
	what string
}

// refuse stops the parsing of the document.
func (c *context) refuse(at int, what string) { panic(refusal{at, what}) }

// spend adds to the steps that the document has cost so far, at an offset in the text.
func (c *context) spend(steps, at int) {
	if c.steps += steps; c.steps > maxSteps {
		c.refuse(at, "the block up to here has too many signs for emphasis, brackets and backticks to be read as Markdown")
	}
}

// define counts definitions of links and footnotes.
func (c *context) define(n, at int) {
	if c.definitions += n; c.definitions > maxDefinitions {
		c.refuse(at, fmt.Sprintf("there are more than %d definitions of links and footnotes", maxDefinitions))
	}
}

// refused makes the finding of a refusal.
func (c *context) refused(r refusal) {
	pos := c.src.Pos(r.at, r.at)
	c.tooLarge = &diag.Finding{Rule: "too-large", File: c.src.File, Pos: diag.Pos{Line: pos.Line, Column: 1}, Message: r.what,
		Hint: "split the document or the text here, or put code into a fence; until then it is shown as plain text"}
}

// fits refuses a line that is too long.
func (c *context) fits(length, at int) {
	if length > maxLine {
		c.refuse(at, fmt.Sprintf("the line has %d bytes, expected at most %d", length, maxLine))
	}
}

// enter is called by each inline parser with the block and the rest of the line that it looks at.
func (c *context) enter(parent ast.Node, line []byte, at int) {
	c.fits(len(line), at)
	if c.block != parent {
		c.block, c.delimiters, c.brackets = parent, 0, c.brackets[:0]
	}
}

// bracket is one that opens: how many nodes the block has before it, and its offset.
type bracket struct{ nodes, at int }

// closeBracket spends what goldmark does at a closing bracket: it looks for a link among the nodes
// behind the one that opens, and reads the text between them as a label, for which it looks through the
// lines of the block from the last one on.
func (c *context) closeBracket(parent ast.Node, lines, at int) {
	if len(c.brackets) == 0 {
		return
	}
	const longestLabel = 1000
	open := c.brackets[len(c.brackets)-1]
	c.brackets = c.brackets[:len(c.brackets)-1]
	c.spend(lines+max(0, parent.ChildCount()-open.nodes)+min(at-open.at, longestLabel), at)
}

// linesLeft is the number of lines that the block has from the present one on.
func linesLeft(parent ast.Node, block text.Reader) int {
	line, _ := block.Position()
	return parent.Lines().Len() - line
}

// measured counts what one of goldmark's inline parsers costs.
type measured struct{ parser.InlineParser }

func (m measured) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	ctx := contextOf(pc)
	line, segment := block.PeekLine()
	at := segment.Start
	ctx.enter(parent, line, at)
	delimited := pc.LastDelimiter() != nil
	switch {
	case line[0] == ']':
		ctx.closeBracket(parent, linesLeft(parent, block), at)
	case bytes.HasPrefix(line, []byte("[^")) || bytes.HasPrefix(line, []byte("![^")):
		ctx.spend(linesLeft(parent, block), at) // the name of a footnote is read like a label
	}
	node := m.InlineParser.Parse(parent, block, pc)
	switch found := node.(type) {
	case *parser.Delimiter:
		// One that can close is compared with those before it in the block.
		if found.CanClose {
			ctx.spend(ctx.delimiters, at)
		}
		ctx.delimiters++
	case *ast.Link, *ast.Image:
		// goldmark walks back over the block's nodes where delimiters stand in the link.
		if delimited {
			ctx.spend(parent.ChildCount(), at)
		}
	case *ast.Text:
		// No backticks close these, and goldmark has looked at the rest of the block.
		if lines := parent.Lines(); line[0] == '`' && lines.Len() > 0 {
			ctx.spend(lines.At(lines.Len()-1).Stop-at, at)
		}
	case *ast.CodeSpan, *ast.AutoLink, *ast.RawHTML, *east.FootnoteLink:
	default: // the link parser has a node of its own for a bracket that opens
		ctx.brackets = append(ctx.brackets, bracket{parent.ChildCount(), at})
	case nil:
		// What begins like an address is read to the end of the line.
		if bytes.HasPrefix(line, []byte("](")) {
			ctx.spend(len(line), at)
		}
	}
	return node
}

// measuredToEnd is for a parser that wants to be told of the end of a block.
type measuredToEnd struct {
	measured
	parser.CloseBlocker
}

func measure(p parser.InlineParser) parser.InlineParser {
	if c, ok := p.(parser.CloseBlocker); ok {
		return measuredToEnd{measured{p}, c}
	}
	return measured{p}
}

// countedFootnotes counts the definitions of footnotes.
type countedFootnotes struct{ parser.BlockParser }

func (c countedFootnotes) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := c.BlockParser.Open(parent, r, pc)
	if _, ok := node.(*east.Footnote); ok {
		_, segment := r.PeekLine()
		contextOf(pc).define(1, segment.Start)
	}
	return node, state
}

// countedDefinitions counts the definitions of links at the beginning of a paragraph before goldmark
// takes them out, which costs the square of their number.
type countedDefinitions struct{ parser.ParagraphTransformer }

func (c countedDefinitions) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	if lines := p.Lines(); lines.Len() > 0 {
		ctx := contextOf(pc)
		first := lines.At(0)
		ctx.define(definitions(lines, ctx.src.Text), first.Start)
	}
	c.ParagraphTransformer.Transform(p, r, pc)
}

// definitions gives at least the number of link definitions that a paragraph begins with.
func definitions(lines *text.Segments, src []byte) int {
	n := 0
	for i := range lines.Len() {
		segment := lines.At(i)
		line := bytes.TrimLeft(segment.Value(src), " \t")
		if len(line) == 0 || line[0] != '[' {
			if n == 0 {
				return 0
			}
			continue
		}
		if end := closing(line); end > 0 && (end+1 == len(line) || line[end+1] != ':') {
			return n
		}
		n++
	}
	return n
}

// closing finds the first closing bracket in a line that no backslash stands before, or gives -1.
func closing(line []byte) int {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case ']':
			return i
		}
	}
	return -1
}

// shortHeadings refuses a heading of one endless line, whose attributes cost goldmark the square of
// their number. A paragraph of such a line would be refused as well.
type shortHeadings struct{ parser.BlockParser }

func (s shortHeadings) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	contextOf(pc).fits(len(line), segment.Start)
	return s.BlockParser.Open(parent, r, pc)
}

// Close sees the lines of an underlined heading, whose attributes are read then.
func (s shortHeadings) Close(node ast.Node, r text.Reader, pc parser.Context) {
	if last, ok := node.PreviousSibling().(*ast.Paragraph); ok && last.Lines().Len() > 0 {
		segment := last.Lines().At(last.Lines().Len() - 1)
		contextOf(pc).fits(segment.Len(), segment.Start)
	}
	s.BlockParser.Close(node, r, pc)
}

// plainText shows a body as it stands in the file.
func plainText(src *source.Source, first int) Body {
	body := html.EscapeString(string(src.Text[src.Offset(first, 1):]))
	return Body("<pre tabindex=\"0\">" + body + "</pre>\n")
}
