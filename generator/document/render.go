package document

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// refNode is a reference. Its children are the text of a link; a single one has none.
type refNode struct {
	ast.BaseInline
	ref    int
	single bool
}

var kindRef = ast.NewNodeKind("Ref")

func (r *refNode) Kind() ast.NodeKind { return kindRef }

func (r *refNode) Dump(source []byte, level int) { ast.DumpHelper(r, source, level, nil, nil) }

func (w *wikiLink) shown() string {
	switch {
	case w.text != "":
		return w.text
	case w.id == "":
		return w.anchor
	}
	return w.id
}

// render renders the body with its marks.
func (b *body) render(root ast.Node) Body {
	out := buffers.Get().(*buffer)
	defer buffers.Put(out)
	out.Reset()
	if err := markdown.Renderer().Render(out, b.src.Text, root); err != nil {
		// The renderers return no errors, and a buffer does not fail.
		panic(fmt.Sprintf("%s: %v", b.doc.File, err))
	}
	rendered := out.Bytes()
	if bytes.Contains(b.src.Text, []byte("&#")) {
		rendered = cleanEntities(rendered)
	}
	return Body(trimBlockBreaks(rendered))
}

// blocks are elements around which white space has no effect.
var blocks = map[string]bool{"p": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "ul": true, "ol": true, "li": true,
	"table": true, "thead": true, "tbody": true, "tr": true, "th": true, "td": true, "blockquote": true, "dl": true, "dt": true, "dd": true,
	"div": true, "hr": true, "pre": true, "section": true, "details": true, "summary": true, "caption": true, "tfoot": true}

// trimBlockBreaks removes the line feeds that goldmark writes after block tags, as a minifier
// would: bodies are inserted after templates were minified. Code never contains block tags.
func trimBlockBreaks(out []byte) []byte {
	kept := out[:0]
	for len(out) > 0 {
		end := bytes.IndexByte(out, '\n')
		if end < 0 {
			return append(kept, out...)
		}
		kept = append(kept, out[:end]...)
		if out = out[end+1:]; !endsWithBlock(kept) {
			kept = append(kept, '\n')
		}
	}
	return kept
}

// endsWithBlock reports whether a text ends with the tag of a block.
func endsWithBlock(text []byte) bool {
	const longest = 100 // length of the tags that are written for blocks
	if len(text) == 0 || text[len(text)-1] != '>' {
		return false
	}
	start := bytes.LastIndexByte(text[max(0, len(text)-longest):], '<')
	if start < 0 {
		return false
	}
	name := bytes.TrimPrefix(text[max(0, len(text)-longest)+start+1:len(text)-1], []byte("/"))
	if at := bytes.IndexAny(name, " />"); at >= 0 {
		name = name[:at]
	}
	return blocks[string(name)]
}

// buffer is a util.BufWriter without a second buffer.
type buffer struct{ bytes.Buffer }

// Buffered and Flush implement util.BufWriter.
func (*buffer) Buffered() int { return 0 }
func (*buffer) Flush() error  { return nil }

var buffers = sync.Pool{New: func() any { return new(buffer) }}

// cleanEntities replaces control characters that were written as entities.
func cleanEntities(out []byte) []byte {
	bad := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != 0 }
	if bytes.IndexFunc(out, bad) < 0 {
		return out
	}
	return bytes.Map(func(r rune) rune {
		if bad(r) {
			return unicode.ReplacementChar
		}
		return r
	}, out)
}

// bodyRenderer renders nodes whose HTML differs from goldmark's.
type bodyRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (bodyRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, renderHeading)
	r.Register(ast.KindLink, renderLink)
	r.Register(ast.KindCodeBlock, renderCode)
	r.Register(ast.KindFencedCodeBlock, renderCode)
	r.Register(east.KindTable, renderTable)
	r.Register(east.KindTableCell, renderCell)
	r.Register(east.KindTaskCheckBox, renderTask)
	r.Register(kindRef, renderRef)
	r.Register(kindWikiLink, renderWiki)
	r.Register(kindRun, renderRun)
	r.Register(kindLiteral, renderLiteral)
	r.Register(kindCallout, renderCallout)
	r.Register(kindCalloutTitle, renderCalloutTitle)
	r.Register(kindElement, renderElement)
	r.Register(kindHTMLText, renderNothing)
	r.Register(kindHighlight, renderHighlight)
}

// writeAll writes texts one after the other, without package fmt: a document has hundreds of cells and headings.
func writeAll(w util.BufWriter, texts ...string) {
	for _, text := range texts {
		_, _ = w.WriteString(text)
	}
}

func renderHeading(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	h := node.(*ast.Heading)
	id, level := html.EscapeString(explicitID(h)), strconv.Itoa(h.Level)
	if entering {
		writeAll(w, "<h", level, ` id="`, mark(Prefix, 0), id, `">`)
	} else {
		writeAll(w, `<a class="anchor" href="#`, mark(Prefix, 0), id, `" aria-hidden="true" tabindex="-1"></a></h`, level, ">\n")
	}
	return ast.WalkContinue, nil
}

// renderLink renders external links; all others are references.
func renderLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</a>")
		return ast.WalkContinue, nil
	}
	n := node.(*ast.Link)
	fmt.Fprintf(w, `<a href="%s"`, util.EscapeHTML([]byte(href(n.Destination))))
	if len(n.Title) > 0 {
		fmt.Fprintf(w, ` title="%s"`, html.EscapeString(written(n.Title)))
	}
	_, _ = w.WriteString(` rel="noopener noreferrer">`)
	return ast.WalkContinue, nil
}

// renderCode makes wide code scrollable by keyboard.
func renderCode(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</code></pre>\n")
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(`<pre tabindex="0"><code` + languageClass(node, source) + `>`)
	for i := range node.Lines().Len() {
		line := node.Lines().At(i)
		_, _ = w.Write(util.EscapeHTML(line.Value(source)))
	}
	return ast.WalkContinue, nil
}

// languageClass is the attribute that names the language of a code block, for themes.
func languageClass(node ast.Node, source []byte) string {
	block, ok := node.(*ast.FencedCodeBlock)
	if !ok {
		return ""
	}
	if name := language.FindString(strings.TrimLeft(strings.ToLower(string(block.Language(source))), "{.")); name != "" {
		return ` class="language-` + html.EscapeString(name) + `"`
	}
	return ""
}

var language = regexp.MustCompile(`^[a-z0-9][a-z0-9+#._-]{0,29}`)

// renderTable wraps a table in a labelled region that scrolls and can be reached by keyboard.
func renderTable(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, _ = w.WriteString("</table></div>\n")
		return ast.WalkContinue, nil
	}
	ref, _ := node.AttributeString("ref")
	fmt.Fprintf(w, `<div class="table" role="region" tabindex="0" aria-label="%s"><table>`+"\n", mark(OpenRef, ref.(int)))
	return ast.WalkContinue, nil
}

// renderCell aligns by class, since the content security policy forbids style attributes. An empty
// head cell becomes a td.
func renderCell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*east.TableCell)
	tag, extra := "td", ""
	if n.Parent().Kind() == east.KindTableHeader && n.HasChildren() {
		tag, extra = "th", ` scope="col"`
	}
	if !entering {
		writeAll(w, "</", tag, ">\n")
		return ast.WalkContinue, nil
	}
	switch n.Alignment {
	case east.AlignRight, east.AlignCenter:
		extra += ` class="` + n.Alignment.String() + `"`
	}
	writeAll(w, "<", tag, extra, ">")
	return ast.WalkContinue, nil
}

// renderTask shows a check box as a character: it can be read aloud, printed and ticked by pen, and
// does not look like a form.
func renderTask(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	box := "☐"
	if node.(*east.TaskCheckBox).IsChecked {
		box = "☑"
	}
	fmt.Fprintf(w, `<span class="task">%s</span> `, box)
	return ast.WalkContinue, nil
}

func renderRef(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*refNode)
	switch {
	case entering:
		_, _ = w.WriteString(mark(OpenRef, n.ref))
	case !n.single:
		_, _ = w.WriteString(mark(CloseRef, n.ref))
	}
	return ast.WalkContinue, nil
}

func renderWiki(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	return renderMark(w, node.(*wikiLink).ref, entering)
}

func renderRun(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	return renderMark(w, node.(*runNode).ref, entering)
}

func renderMark(w util.BufWriter, ref int, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(mark(OpenRef, ref))
	}
	return ast.WalkContinue, nil
}

func renderLiteral(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.Write(node.(*literal).html)
	}
	return ast.WalkContinue, nil
}
