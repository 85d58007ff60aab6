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
)

// goldmark is quadratic on some input and has no limits of its own. These limits are enforced by
// wrappers around its parsers, which see exactly the blocks and lines that goldmark processes: a
// long code block costs nothing, and nothing before a text can hide it. A body beyond a limit is
// shown as plain text.
const (
	maxLine        = 16 << 10 // bytes of a line of inline text
	maxDefinitions = 2000     // of links and footnotes
	maxHeadings    = 5000
)

// maxSteps limits the cost of matching emphasis, brackets and backticks in one document. It is a
// variable for a test that shows the effect without it.
var maxSteps = 50_000_000

// limitError is the panic value that leaves goldmark's parsers, which cannot return an error.
type limitError struct {
	at   int // offset in the text
	what string
}

// refuse stops parsing the document.
func (c *context) refuse(at int, what string) { panic(limitError{at, what}) }

// spend adds to the cost of the document, at an offset in the text.
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

// setTooLarge turns a limitError into a finding.
func (c *context) setTooLarge(r limitError) {
	pos := c.src.Pos(r.at, r.at)
	c.tooLarge = &diag.Finding{Rule: "too-large", File: c.src.File, Pos: diag.Pos{Line: pos.Line, Column: 1}, Message: r.what,
		Hint: "split the document or the text here, or put code into a fence; until then it is shown as plain text"}
}

// checkLine refuses a line that is too long.
func (c *context) checkLine(length, at int) {
	if length > maxLine {
		c.refuse(at, fmt.Sprintf("the line has %d bytes, expected at most %d", length, maxLine))
	}
}

// enter is called by each inline parser with its block and the rest of its line.
func (c *context) enter(parent ast.Node, line []byte, at int) {
	c.checkLine(len(line), at)
	if c.block != parent {
		c.block, c.delimiters, c.brackets = parent, 0, c.brackets[:0]
	}
}

// bracket is an open bracket: the number of nodes in the block before it, and its offset.
type bracket struct{ nodes, at int }

// closeBracket spends the cost of a closing bracket: goldmark walks the nodes since the opening
// one, and reads the text in between as a label, for which it walks the lines of the block from the
// last one on.
func (c *context) closeBracket(parent ast.Node, lines, at int) {
	if len(c.brackets) == 0 {
		return
	}
	const longestLabel = 1000
	open := c.brackets[len(c.brackets)-1]
	c.brackets = c.brackets[:len(c.brackets)-1]
	c.spend(lines+max(0, parent.ChildCount()-open.nodes)+min(at-open.at, longestLabel), at)
}

// linesLeft is the number of lines of the block from the current one on.
func linesLeft(parent ast.Node, block text.Reader) int {
	line, _ := block.Position()
	return parent.Lines().Len() - line
}

// meteredParser measures the cost of one of goldmark's inline parsers.
type meteredParser struct{ parser.InlineParser }

func (m meteredParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	ctx := contextOf(pc)
	line, segment := block.PeekLine()
	at := segment.Start
	ctx.enter(parent, line, at)
	delimited := pc.LastDelimiter() != nil
	switch {
	case line[0] == ']':
		ctx.closeBracket(parent, linesLeft(parent, block), at)
	case bytes.HasPrefix(line, []byte("[^")) || bytes.HasPrefix(line, []byte("![^")):
		ctx.spend(linesLeft(parent, block), at) // a footnote's name is read like a label
	}
	node := m.InlineParser.Parse(parent, block, pc)
	switch found := node.(type) {
	case *parser.Delimiter:
		// A closing delimiter is compared with those before it in the block.
		if found.CanClose {
			ctx.spend(ctx.delimiters, at)
		}
		ctx.delimiters++
	case *ast.Link, *ast.Image:
		// goldmark walks back over the block's nodes if the link contains delimiters.
		if delimited {
			ctx.spend(parent.ChildCount(), at)
		}
	case *ast.Text:
		// Backticks without an end: goldmark has searched the rest of the block.
		if lines := parent.Lines(); line[0] == '`' && lines.Len() > 0 {
			ctx.spend(lines.At(lines.Len()-1).Stop-at, at)
		}
	case *ast.RawHTML:
		ctx.html = true
	case *ast.CodeSpan, *ast.AutoLink, *east.FootnoteLink:
	default: // the link parser's node for an open bracket
		ctx.brackets = append(ctx.brackets, bracket{parent.ChildCount(), at})
	case nil:
		// The start of an address is read to the end of the line.
		if bytes.HasPrefix(line, []byte("](")) {
			ctx.spend(len(line), at)
		}
	}
	return node
}

// meteredCloser is a meteredParser for parsers that implement CloseBlocker.
type meteredCloser struct {
	meteredParser
	parser.CloseBlocker
}

func meter(p parser.InlineParser) parser.InlineParser {
	if c, ok := p.(parser.CloseBlocker); ok {
		return meteredCloser{meteredParser{p}, c}
	}
	return meteredParser{p}
}

// footnoteCounter counts footnote definitions.
type footnoteCounter struct{ parser.BlockParser }

func (c footnoteCounter) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := c.BlockParser.Open(parent, r, pc)
	if _, ok := node.(*east.Footnote); ok {
		_, segment := r.PeekLine()
		contextOf(pc).define(1, segment.Start)
	}
	return node, state
}

// definitionCounter counts link definitions at the start of a paragraph before goldmark removes
// them, which costs the square of their number.
type definitionCounter struct{ parser.ParagraphTransformer }

func (c definitionCounter) Transform(p *ast.Paragraph, r text.Reader, pc parser.Context) {
	if lines := p.Lines(); lines.Len() > 0 {
		ctx := contextOf(pc)
		first := lines.At(0)
		ctx.define(definitions(lines, ctx.src.Text), first.Start)
	}
	c.ParagraphTransformer.Transform(p, r, pc)
}

// definitions returns an upper bound of the link definitions that a paragraph starts with.
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

// closing returns the index of the first unescaped closing bracket in a line, or -1.
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

// headingLimiter refuses very long heading lines, whose attributes cost goldmark the square of
// their number.
type headingLimiter struct{ parser.BlockParser }

func (s headingLimiter) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	contextOf(pc).checkLine(len(line), segment.Start)
	return s.BlockParser.Open(parent, r, pc)
}

// Close checks underlined headings, whose attributes are read at their end.
func (s headingLimiter) Close(node ast.Node, r text.Reader, pc parser.Context) {
	if last, ok := node.PreviousSibling().(*ast.Paragraph); ok && last.Lines().Len() > 0 {
		segment := last.Lines().At(last.Lines().Len() - 1)
		contextOf(pc).checkLine(segment.Len(), segment.Start)
	}
	s.BlockParser.Close(node, r, pc)
}

// plainText is the body as unprocessed text.
func plainText(src *diag.Source, first int) Body {
	body := html.EscapeString(string(src.Text[src.Offset(first, 1):]))
	return Body("<pre tabindex=\"0\">" + body + "</pre>\n")
}
