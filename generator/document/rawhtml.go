package document

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
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

// anchor is an in-page address that the author set with <a name> or an id.
type anchor struct {
	ast.BaseInline
	id string
}

var kindAnchor = ast.NewNodeKind("Anchor")

func (a *anchor) Kind() ast.NodeKind { return kindAnchor }

func (a *anchor) Dump(source []byte, level int) { ast.DumpHelper(a, source, level, nil, nil) }

// newAnchor registers an in-page address, and returns the attribute that sets it. The first one of a name counts, and
// a heading comes before all others.
func (b *body) newAnchor(id string) string {
	if id == "" || b.used[id] || b.doc.anchors[id] {
		return ""
	}
	if b.doc.anchors == nil {
		b.doc.anchors = map[string]bool{}
	}
	b.doc.anchors[strings.Clone(id)] = true
	return ` id="` + mark(Prefix, 0) + html.EscapeString(id) + `"`
}

func (b *body) anchorTag(id string) string {
	if attribute := b.newAnchor(id); attribute != "" {
		return "<span" + attribute + "></span>" // an <a> may stand in a link, which holds no other
	}
	return ""
}

// inlineHTML turns pictures, links and anchors in a line of text into nodes of their own.
func (b *body) inlineHTML(parent ast.Node) {
	var link *ast.Link // that is open
	move := func(c ast.Node) {
		if link != nil {
			parent.RemoveChild(parent, c)
			link.AppendChild(link, c)
		}
	}
	for c, next := parent.FirstChild(), ast.Node(nil); c != nil; c = next {
		next = c.NextSibling()
		raw, ok := c.(*ast.RawHTML)
		if !ok {
			if c.Kind() == east.KindFootnoteBacklink {
				link = nil
			}
			if c.Type() == ast.TypeInline && c.Kind() != ast.KindCodeSpan {
				b.inlineHTML(c)
			}
			move(c)
			continue
		}
		t := readTag(b.raw(raw))
		switch {
		case t.name == "img" && !t.closes:
			image := b.htmlPicture(t, raw)
			parent.ReplaceChild(parent, raw, image)
			move(image)
		case t.name == "a":
			link = b.htmlLink(parent, raw, t)
		case flows[t.name], wrappingBlocks[t.name], htmlHeadings[t.name]:
			link = nil
		default:
			move(c)
		}
	}
}

// htmlLink replaces the tag <a> by an anchor, a link or both, and returns the link.
func (b *body) htmlLink(parent ast.Node, raw *ast.RawHTML, t tag) *ast.Link {
	start := raw.Segments.At(0).Start
	if t.runs() {
		b.lost(raw, "has an attribute that runs a script, which is removed")
	}
	if id := t.anchor(); id != "" {
		parent.InsertBefore(parent, raw, &anchor{id: id})
	}
	var link *ast.Link
	if address, ok := t.raw["href"]; ok {
		link = ast.NewLink()
		link.Destination, link.Title = []byte(address), []byte(t.raw["title"])
		link.SetPos(start)
		parent.InsertBefore(parent, raw, link)
	}
	parent.RemoveChild(parent, raw)
	return link
}

func (b *body) htmlPicture(t tag, raw *ast.RawHTML) *picture {
	segment := raw.Segments.At(0)
	if t.runs() {
		b.lost(raw, "has an attribute that runs a script, which is removed")
	}
	p := &picture{address: t.raw["src"], alt: t.attributes["alt"], title: t.attributes["title"], size: t.size(), start: segment.Start, end: segment.Stop}
	p.SetPos(segment.Start)
	return p
}

// rawHTML replaces the tags directly below a node. Those of phrases are kept if they are closed by a sibling and nest
// properly, wrappers are left out, and all others become text.
func (b *body) rawHTML(parent ast.Node) {
	var list []*ast.RawHTML
	var tags []tag
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		if raw, ok := c.(*ast.RawHTML); ok {
			list, tags = append(list, raw), append(tags, readTag(b.raw(raw)))
		}
	}
	paired := pairs(tags)
	for i, raw := range list {
		shown := ""
		if paired[i] {
			shown = b.phraseTag(raw, tags[i])
		} else {
			shown = b.otherTag(raw, tags[i])
		}
		parent.ReplaceChild(parent, raw, &literal{html: []byte(shown)})
	}
}

// pairs reports which tags of phrases open and close each other. Tags that overlap do not match.
func pairs(tags []tag) []bool {
	paired := make([]bool, len(tags))
	var open []int
	count := map[string]int{} // open tags by name, to skip closing tags without one
	for i, t := range tags {
		switch {
		case !phrases[t.name]:
		case !t.closes:
			open = append(open, i)
			count[t.name]++
		case count[t.name] > 0:
			at := len(open) - 1
			for ; tags[open[at]].name != t.name; at-- {
				count[tags[open[at]].name]--
			}
			count[t.name]--
			paired[open[at]], paired[i] = true, true
			open = open[:at]
		}
	}
	return paired
}

func (b *body) phraseTag(raw *ast.RawHTML, t tag) string {
	name := t.name
	if t.closes {
		return "</" + name + ">"
	}
	if t.runs() {
		b.lost(raw, "has an attribute that runs a script, which is removed")
	}
	title := ""
	if said := t.attributes["title"]; said != "" && (name == "abbr" || name == "dfn") {
		title = ` title="` + html.EscapeString(said) + `"`
	}
	return b.anchorTag(t.anchor()) + "<" + name + title + ">"
}

func (b *body) otherTag(raw *ast.RawHTML, t tag) string {
	written := b.raw(raw)
	switch {
	case strings.HasPrefix(written, "<!--"):
		return ""
	case breakTags[t.name] && !t.closes:
		return "<" + t.name + ">"
	case wrappingBlocks[t.name]:
		return b.anchorTag(t.anchor()) + " "
	case wrappers[t.name]:
		if t.runs() {
			b.lost(raw, "has an attribute that runs a script, which is removed")
		}
		return b.anchorTag(t.anchor())
	case flows[t.name], htmlHeadings[t.name]:
		if !t.closes {
			b.lost(raw, "is not where it can be, and is left out")
		}
		return b.anchorTag(t.anchor())
	case !strings.HasPrefix(written, "</"):
		b.rawHTMLFinding(raw.Segments.At(0), written)
	}
	return html.EscapeString(written)
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

// htmlBlock shows a block of HTML as text or code, and removes a comment.
func (b *body) htmlBlock(n *ast.HTMLBlock) {
	raw := joinLines(n.Lines(), b.src.Text)
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(b.src.Text)...)
	}
	raw = bytes.TrimSpace(raw)
	var shown []byte
	switch code := preformatted.FindSubmatch(raw); {
	case isComment(raw):
	case code != nil:
		text := visible(html.UnescapeString(string(htmlTag.ReplaceAll(code[1], nil))))
		shown = fmt.Appendf(nil, "<pre tabindex=\"0\"><code>%s</code></pre>\n", html.EscapeString(strings.TrimPrefix(text, "\n")))
	default:
		if n.Lines().Len() > 0 {
			first, _, _ := strings.Cut(string(raw), "\n")
			line := n.Lines().At(0)
			b.rawHTMLFinding(line.TrimRightSpace(b.src.Text), first)
		}
		shown = fmt.Appendf(nil, "<p class=\"raw\">%s</p>\n", html.EscapeString(string(raw)))
	}
	n.Parent().ReplaceChild(n.Parent(), n, &literal{html: shown, block: true})
}

var preformatted = regexp.MustCompile(`(?is)^<pre(?:\s[^<>]*)?>(.*)</pre>$`)

func isComment(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte("<!--")) && bytes.Index(raw, []byte("-->")) == len(raw)-3
}
