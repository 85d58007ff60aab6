package document

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// htmlText is a block of HTML whose text is read as Markdown, tag by tag.
type htmlText struct{ ast.BaseBlock }

var kindHTMLText = ast.NewNodeKind("HTMLText")

func (h *htmlText) Kind() ast.NodeKind { return kindHTMLText }

func (h *htmlText) Dump(source []byte, level int) { ast.DumpHelper(h, source, level, nil, nil) }

// htmlBlocks reads blocks of HTML. For CommonMark the text in them is no Markdown; here it is, as authors expect. A
// block that has only begun wrappers ends at the first line of text, so that headings and lists are read too.
type htmlBlocks struct{ parser.BlockParser }

// wrapperLine matches a line of nothing but tags that wrap Markdown.
var wrapperLine = regexp.MustCompile(`(?i)^(?:\s*(?:</?(?:div|p|center|span|font|section|article|header|footer|main|nav|aside|figure|figcaption|details|a|link)(?:[\s/][^<>]*)?>|<summary(?:\s[^<>]*)?>[^\n]*</summary>))+\s*$`)

// tablePart matches the tags of a table. Inside one they are not code, however far they are indented.
var tablePart = regexp.MustCompile(`(?i)^[ \t]*</?(?:table|caption|thead|tbody|tfoot|tr|td|th)\b`)

// CanAcceptIndentedLine is for the rows and cells of a table behind a blank line.
func (h htmlBlocks) CanAcceptIndentedLine() bool { return true }

func (h htmlBlocks) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	ctx := contextOf(pc)
	line, segment := r.PeekLine()
	if pc.BlockIndent() >= contentIndent {
		if ctx.tables <= 0 || !tablePart.Match(line) {
			return nil, parser.NoChildren
		}
		node := ast.NewHTMLBlock(ast.HTMLBlockType6)
		node.Lines().Append(segment)
		r.AdvanceToEOL()
		ctx.countTables(line)
		return node, parser.NoChildren
	}
	node, state := h.BlockParser.Open(parent, r, pc)
	if node != nil {
		ctx.countTables(line)
		ctx.html = true
		ctx.wrapper = node.(*ast.HTMLBlock).HTMLBlockType >= ast.HTMLBlockType6 && isWrapperLine(line)
	}
	return node, state
}

// countTables counts the tables in HTML that are open.
func (c *context) countTables(line []byte) {
	c.tables += bytes.Count(line, []byte("<table")) - bytes.Count(line, []byte("</table"))
}

func isWrapperLine(line []byte) bool { return len(line) <= maxLine && wrapperLine.Match(line) }

func (h htmlBlocks) Continue(node ast.Node, r text.Reader, pc parser.Context) parser.State {
	ctx := contextOf(pc)
	line, _ := r.PeekLine()
	if ctx.wrapper && !util.IsBlank(line) {
		width, at := util.IndentWidth(line, r.LineOffset())
		if width < contentIndent && line[at] != '<' {
			return parser.Close
		}
		ctx.wrapper = isWrapperLine(line)
	}
	ctx.countTables(line)
	return h.BlockParser.Continue(node, r, pc)
}

// Close makes the block one whose text is read, except for comments, code, scripts and lines that are too long.
func (h htmlBlocks) Close(node ast.Node, r text.Reader, _ parser.Context) {
	block := node.(*ast.HTMLBlock)
	read := &htmlText{}
	switch block.HTMLBlockType {
	case ast.HTMLBlockType2:
		if rest := behindComment(block, r.Source()); !rest.IsEmpty() {
			read.Lines().Append(rest)
		}
	case ast.HTMLBlockType6, ast.HTMLBlockType7:
		for i := range block.Lines().Len() {
			line := block.Lines().At(i)
			if line.Len() > maxLine {
				return
			}
			if line = line.TrimLeftSpace(r.Source()); !line.IsEmpty() {
				read.Lines().Append(line)
			}
		}
	}
	if n := read.Lines().Len(); n > 0 {
		last := read.Lines().At(n - 1)
		read.Lines().Set(n-1, last.TrimRightSpace(r.Source()))
		read.SetPos(block.Pos())
		node.Parent().ReplaceChild(node.Parent(), node, read)
	}
}

// behindComment is the text behind the end of a comment, in its last line.
func behindComment(block *ast.HTMLBlock, src []byte) text.Segment {
	last := block.ClosureLine
	if !block.HasClosure() {
		last = block.Lines().At(block.Lines().Len() - 1)
	}
	end := bytes.Index(last.Value(src), []byte("-->"))
	if end < 0 || last.Len() > maxLine {
		return text.NewSegment(0, 0)
	}
	rest := last.WithStart(last.Start + end + len("-->"))
	rest = rest.TrimLeftSpace(src)
	return rest.TrimRightSpace(src)
}
