package document

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// highlight is ==marked== text.
type highlight struct{ ast.BaseInline }

var kindHighlight = ast.NewNodeKind("Highlight")

func (h *highlight) Kind() ast.NodeKind { return kindHighlight }

func (h *highlight) Dump(source []byte, level int) { ast.DumpHelper(h, source, level, nil, nil) }

// highlightParser reads ==marked== text. Equals signs inside words, as in a==b, stay as they are.
type highlightParser struct{}

func (highlightParser) Trigger() []byte { return []byte{'='} }

func (highlightParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '=' || before == '=' {
		return nil
	}
	found := parser.ScanDelimiter(line, before, 2, highlightDelimiters{})
	if found == nil || found.OriginalLength != 2 {
		return nil
	}
	found.CanOpen = found.CanOpen && !isWord(before)
	if after, _ := utf8.DecodeRune(line[2:]); isWord(after) {
		found.CanClose = false
	}
	if !found.CanOpen && !found.CanClose {
		return nil
	}
	found.Segment = segment.WithStop(segment.Start + found.OriginalLength)
	block.Advance(found.OriginalLength)
	pc.PushDelimiter(found)
	return found
}

type highlightDelimiters struct{}

func (highlightDelimiters) IsDelimiter(b byte) bool { return b == '=' }

func (highlightDelimiters) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char && opener.Length == 2 && closer.Length == 2
}

func (highlightDelimiters) OnMatch(int) ast.Node { return &highlight{} }

func renderHighlight(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<mark>")
	} else {
		_, _ = w.WriteString("</mark>")
	}
	return ast.WalkContinue, nil
}
