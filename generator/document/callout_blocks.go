package document

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// indentedCallouts reads `!!! note "Title"`, `??? note`, `???+ note` and `=== "Tab"`, whose contents are indented.
type indentedCallouts struct{}

var (
	admonition = regexp.MustCompile(`^(!!!|\?\?\?\+?)[ \t]*([\pL][\pL\pN_-]*)?((?:[ \t]+(?:inline|end|annotate|no-icon))*)(?:[ \t]*"([^\n]*)"|[ \t]+([\pL\pN][^"\n]*?))?[ \t]*\r?\n?$`)
	tab        = regexp.MustCompile(`^===[!+]*[ \t]+"([^\n]+)"[ \t]*\r?\n?$`)
)

const contentIndent = 4 // columns

func (indentedCallouts) Trigger() []byte { return []byte{'!', '?', '='} }

func (indentedCallouts) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || len(line) < at+len("!!!") || len(line) > maxLine {
		return nil, parser.NoChildren
	}
	src := r.Source()
	part := func(from, to int) text.Segment {
		return text.NewSegment(segment.Start+at+from, segment.Start+at+to)
	}
	var node *callout
	if line[at] == '=' {
		m := tab.FindSubmatchIndex(line[at:])
		if m == nil {
			return nil, parser.NoChildren
		}
		node = newCallout("", part(m[2], m[3]), src)
		node.kind = ""
	} else {
		m := admonition.FindSubmatchIndex(line[at:])
		if m == nil || m[4] < 0 && m[8] < 0 {
			return nil, parser.NoChildren
		}
		word, title := "note", part(0, 0)
		if m[4] >= 0 {
			word = string(line[at+m[4] : at+m[5]])
		}
		_, known := calloutKinds[strings.ToLower(word)]
		switch unquoted := m[10] >= 0; {
		case m[8] >= 0:
			title = part(m[8], m[9])
		case (unquoted || !known) && !indentedNext(src, segment.Stop):
			return nil, parser.NoChildren // a sentence
		case unquoted:
			title = part(m[10], m[11])
		}
		node = newCallout(word, title, src)
		node.folds, node.open = line[at] == '?', line[at+m[3]-1] == '+'
	}
	r.AdvanceToEOL()
	return node, parser.HasChildren
}

// indentedNext reports whether the first line from an offset that is not blank is indented as the contents of a
// callout.
func indentedNext(src []byte, at int) bool {
	for blank := 0; blank < 2 && at < len(src); blank++ {
		line := src[at:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		if !util.IsBlank(line) {
			width, _ := util.IndentWidth(line, 0)
			return width >= contentIndent
		}
		at += len(line)
	}
	return false
}

func (indentedCallouts) Continue(_ ast.Node, r text.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	at, padding := util.IndentPosition(line, r.LineOffset(), contentIndent)
	if at < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(at, padding)
	return parser.Continue | parser.HasChildren
}

// Close reports a callout whose contents are not indented, since they stand below it.
func (indentedCallouts) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	if n.ChildCount() == 1 && n.FirstChild().Lines().Len() == 0 {
		contextOf(pc).foreign(n.Pos(), "callout-without-text")
	}
}

func (indentedCallouts) CanInterruptParagraph() bool { return true }

func (indentedCallouts) CanAcceptIndentedLine() bool { return false }

// fencedCallouts reads `:::note` to a line of colons. Only known kinds begin one, so that other lines of colons stay
// text.
type fencedCallouts struct{}

var colons = regexp.MustCompile(`^(:{3,})[ \t]*(?:\{[ \t]*\.?([A-Za-z][\w-]*)[^}\n]*\}|([A-Za-z][\w-]*))(?:\[([^\n]*)\])?(?:\{[^}\n]*\})?(?:[ \t]+([^\n]*?))??[ \t]*:*[ \t]*\r?\n?$`)

func (fencedCallouts) Trigger() []byte { return []byte{':'} }

func (fencedCallouts) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || len(line) > maxLine || !bytes.HasPrefix(line[at:], []byte(":::")) {
		return nil, parser.NoChildren
	}
	m := colons.FindSubmatchIndex(line[at:])
	ctx := contextOf(pc)
	if m == nil || segment.Start >= ctx.lastColons() {
		return nil, parser.NoChildren
	}
	group := func(n int) (text.Segment, bool) {
		return text.NewSegment(segment.Start+at+m[2*n], segment.Start+at+m[2*n+1]), m[2*n] >= 0
	}
	name, ok := group(2)
	if !ok {
		name, _ = group(3)
	}
	word := string(name.Value(r.Source()))
	if _, known := calloutKinds[strings.ToLower(word)]; !known {
		return nil, parser.NoChildren
	}
	title, ok := group(4)
	if !ok {
		if title, ok = group(5); !ok {
			title = text.NewSegment(segment.Start, segment.Start)
		}
	}
	node := newCallout(word, title, r.Source())
	node.fence, node.folds = m[3], strings.EqualFold(word, "details")
	r.AdvanceToEOL()
	return node, parser.HasChildren
}

// lastColons is the offset of the last line of the text that can end a callout, or -1.
func (c *context) lastColons() int {
	if c.colonsAt != 0 {
		return c.colonsAt
	}
	c.colonsAt = -1
	for end := len(c.src.Text); end > 0; {
		at := bytes.LastIndex(c.src.Text[:end], []byte(":::"))
		if at < 0 {
			break
		}
		start := bytes.LastIndexByte(c.src.Text[:at], '\n') + 1
		line := c.src.Text[start:end]
		if next := bytes.IndexByte(line, '\n'); next >= 0 {
			line = line[:next]
		}
		if isColons(bytes.Trim(line, " \t\r>")) {
			c.colonsAt = start
			break
		}
		end = start
	}
	return c.colonsAt
}

func isColons(line []byte) bool {
	return len(line) >= len(":::") && len(bytes.TrimLeft(line, ":")) == 0
}

func (fencedCallouts) Continue(n ast.Node, r text.Reader, pc parser.Context) parser.State {
	line, _ := r.PeekLine()
	width, at := util.IndentWidth(line, r.LineOffset())
	if width >= contentIndent || at >= len(line) || line[at] != ':' || !isColons(bytes.TrimSpace(line)) || holdsFence(n, pc) {
		return parser.Continue | parser.HasChildren
	}
	n.(*callout).closed = true
	r.AdvanceToEOL()
	return parser.Close
}

// holdsFence reports whether a block in a callout is open that a line of colons ends, or that it is a part of.
func holdsFence(n ast.Node, pc parser.Context) bool {
	blocks := pc.OpenedBlocks()
	for i := len(blocks) - 1; i >= 0 && blocks[i].Node != n; i-- {
		switch inner := blocks[i].Node.(type) {
		case *callout:
			if inner.fence > 0 {
				return true
			}
		case *ast.FencedCodeBlock:
			return true
		}
	}
	return false
}

// Close reports a callout that goes on to the end of the text.
func (fencedCallouts) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	if !n.(*callout).closed {
		contextOf(pc).foreign(n.Pos(), "callout-without-end")
	}
}

func (fencedCallouts) CanInterruptParagraph() bool { return true }

func (fencedCallouts) CanAcceptIndentedLine() bool { return false }
