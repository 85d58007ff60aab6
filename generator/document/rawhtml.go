package document

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Only HTML that authors need and Markdown lacks is kept: line breaks in table cells, subscript and
// superscript, keys and the like, without attributes and properly closed. Comments are removed, and
// everything else is shown as text.
var (
	voidTag   = regexp.MustCompile(`(?i)^<(br|wbr)\s*/?>$`)
	pairedTag = regexp.MustCompile(`(?i)^<(/?)(sub|sup|kbd|mark|ins|del|small|abbr|b|i|u|s)>$`)
)

// literal is a node of finished HTML.
type literal struct {
	ast.BaseInline
	html  []byte
	block bool
}

var kindLiteral = ast.NewNodeKind("Literal")

func (l *literal) Kind() ast.NodeKind { return kindLiteral }

func (l *literal) Type() ast.NodeType {
	if l.block {
		return ast.TypeBlock
	}
	return ast.TypeInline
}

func (l *literal) Dump(source []byte, level int) { ast.DumpHelper(l, source, level, nil, nil) }

// rawHTML replaces the HTML directly below a node. Allowed tags are kept if they are closed by a
// sibling and nest properly; all others become text.
func (b *body) rawHTML(parent ast.Node) {
	var tags []*ast.RawHTML
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if raw, ok := c.(*ast.RawHTML); ok {
			tags = append(tags, raw)
		}
	}
	paired := b.pairs(tags)
	for i, raw := range tags {
		tag := string(joinLines(raw.Segments, b.src.Text))
		if paired[i] {
			parent.ReplaceChild(parent, raw, &literal{html: []byte(strings.ToLower(tag))})
			continue
		}
		b.replaceTag(parent, raw, tag)
	}
}

// pairs reports which tags open and close each other. Tags that overlap do not match.
func (b *body) pairs(tags []*ast.RawHTML) []bool {
	paired := make([]bool, len(tags))
	var open []int
	var names []string
	count := map[string]int{} // open tags by name, to skip closing tags without one
	for i, raw := range tags {
		m := pairedTag.FindStringSubmatch(string(joinLines(raw.Segments, b.src.Text)))
		switch {
		case m == nil:
		case m[1] == "":
			open, names = append(open, i), append(names, strings.ToLower(m[2]))
			count[strings.ToLower(m[2])]++
		default:
			name, at := strings.ToLower(m[2]), len(names)-1
			if count[name] == 0 {
				continue
			}
			for ; names[at] != name; at-- {
				count[names[at]]--
			}
			count[name]--
			paired[open[at]], paired[i] = true, true
			open, names = open[:at], names[:at]
		}
	}
	return paired
}

func (b *body) replaceTag(parent ast.Node, raw *ast.RawHTML, tag string) {
	shown := html.EscapeString(tag)
	switch {
	case voidTag.MatchString(tag):
		shown = strings.ToLower(strings.TrimRight(tag, " />")) + ">"
	case strings.HasPrefix(tag, "<!--"):
		shown = ""
	case !strings.HasPrefix(tag, "</"):
		first := raw.Segments.At(0)
		b.rawHTMLFinding(first, tag)
	}
	parent.ReplaceChild(parent, raw, &literal{html: []byte(shown)})
}

func (b *body) rawHTMLFinding(first text.Segment, tag string) {
	if b.ctx.countOnly("raw-html") {
		return
	}
	b.report("raw-html", b.src.Pos(first.Start, first.Stop),
		fmt.Sprintf("HTML is shown as text: %s", shorten(tag)), "write it in Markdown; in a table cell <br> is allowed")
}

func joinLines(segments *text.Segments, src []byte) []byte {
	var out []byte
	for i := range segments.Len() {
		segment := segments.At(i)
		out = append(out, segment.Value(src)...)
	}
	return out
}

// htmlBlock shows a block of HTML as text, and removes a comment.
func (b *body) htmlBlock(n *ast.HTMLBlock) {
	raw := joinLines(n.Lines(), b.src.Text)
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(b.src.Text)...)
	}
	raw = bytes.TrimSpace(raw)
	var shown []byte
	if !isComment(raw) {
		if n.Lines().Len() > 0 {
			first, _, _ := strings.Cut(string(raw), "\n")
			line := n.Lines().At(0)
			b.rawHTMLFinding(line.TrimRightSpace(b.src.Text), first)
		}
		shown = fmt.Appendf(nil, "<p class=\"raw\">%s</p>\n", html.EscapeString(string(raw)))
	}
	n.Parent().ReplaceChild(n.Parent(), n, &literal{html: shown, block: true})
}

func isComment(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte("<!--")) && bytes.Index(raw, []byte("-->")) == len(raw)-3
}
