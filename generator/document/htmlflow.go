package document

import (
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// element is a block of HTML that stays in the page, such as a table.
type element struct {
	ast.BaseBlock
	name, attributes string
	anchor           string // the id that the author gave it, or ""
	ref              int    // label of a table
	tag              *ast.RawHTML
}

var kindElement = ast.NewNodeKind("Element")

func (e *element) Kind() ast.NodeKind { return kindElement }

func (e *element) Dump(source []byte, level int) { ast.DumpHelper(e, source, level, nil, nil) }

// picture is an image in HTML, or one embedded by name.
type picture struct {
	ast.BaseInline
	address, alt, title, size string
	byName                    bool
	start, end                int
}

var kindPicture = ast.NewNodeKind("Picture")

func (p *picture) Kind() ast.NodeKind { return kindPicture }

func (p *picture) Dump(source []byte, level int) { ast.DumpHelper(p, source, level, nil, nil) }

// flow rebuilds the children of a block from its tags. What it writes is balanced, and each element lies where HTML
// allows it.
type flow struct {
	*body
	root  ast.Node
	open  []*element
	group ast.Node // the inline contents that are being collected, or nil
	place ast.Node // the table before which they go, since they stand between its cells; or nil
	para  bool     // they stand in a <p>
	bold  bool     // they stand in a heading
}

func (f *flow) read() {
	var children []ast.Node
	for c := f.root.FirstChild(); c != nil; c = f.root.FirstChild() {
		f.root.RemoveChild(f.root, c)
		children = append(children, c)
	}
	if _, ok := f.root.(*east.TableCell); ok {
		for _, c := range children {
			f.inline(c)
		}
	} else {
		for _, c := range children {
			f.child(c)
		}
	}
	f.endGroup()
	for len(f.open) > 0 {
		e := f.top()
		f.pop()
		if e.name == "details" || e.name == "blockquote" { // it would hold all that follows
			f.lost(e.tag, "is never closed")
			if summary, ok := e.FirstChild().(*element); ok && summary.name == "summary" {
				f.unwrap(summary)
			}
			f.unwrap(e)
		}
	}
}

func (f *flow) child(c ast.Node) {
	if !f.isFlow(c) {
		f.block(c)
		return
	}
	for n := c.FirstChild(); n != nil; n = c.FirstChild() {
		c.RemoveChild(c, n)
		f.inline(n)
	}
	f.endGroup()
}

// block adds a block of Markdown.
func (f *flow) block(n ast.Node) {
	f.endGroup()
	f.para, f.bold = false, false
	f.enter()
	f.add(n)
}

// enter finds the place for a text: in the open element, behind a list, or before a table.
func (f *flow) enter() {
	f.place = nil
	for i := len(f.open) - 1; i >= 0 && !holdsFlow[f.open[i].name]; i-- {
		if f.open[i].name == "table" {
			f.place = f.open[i]
		}
	}
	if f.place == nil {
		f.leave()
	}
}

// add adds a node at the place that enter found.
func (f *flow) add(n ast.Node) {
	if f.place != nil {
		f.place.Parent().InsertBefore(f.place.Parent(), f.place, n)
		return
	}
	f.parent().AppendChild(f.parent(), n)
}

// leave closes the elements that cannot hold a text directly.
func (f *flow) leave() {
	for e := f.top(); e != nil && !holdsFlow[e.name]; e = f.top() {
		f.pop()
	}
}

var (
	holdsFlow   = words("details summary caption td th li dt dd blockquote")
	phrasesOnly = words("summary caption dt")
	// within names the elements that an element may be directly in.
	within = map[string]map[string]bool{"caption": words("table"), "thead": words("table"), "tbody": words("table"), "tfoot": words("table"),
		"tr": words("table thead tbody tfoot"), "td": words("tr"), "th": words("tr"), "li": words("ul ol"), "dt": words("dl"), "dd": words("dl"), "summary": words("details")}
	// ends names the elements that the start of an element closes.
	ends = map[string]map[string]bool{"tr": words("td th tr caption"), "td": words("td th"), "th": words("td th"), "li": words("li"), "dt": words("dt dd"), "dd": words("dt dd"),
		"thead": words("td th tr thead tbody tfoot caption"), "tbody": words("td th tr thead tbody tfoot caption"), "tfoot": words("td th tr thead tbody tfoot caption")}
)

func (f *flow) top() *element {
	if len(f.open) == 0 {
		return nil
	}
	return f.open[len(f.open)-1]
}

func (f *flow) pop() {
	f.endGroup()
	f.open = f.open[:len(f.open)-1]
}

func (f *flow) parent() ast.Node {
	if e := f.top(); e != nil {
		return e
	}
	return f.root
}

// inline adds a node of a line of text, or reads a tag.
func (f *flow) inline(n ast.Node) {
	raw, ok := n.(*ast.RawHTML)
	if !ok {
		f.phrase(n)
		return
	}
	t := readTag(f.raw(raw))
	if t.runs() && (flows[t.name] || wrappers[t.name]) {
		f.lost(raw, "has an attribute that runs a script, which is removed")
	}
	switch {
	case t.name == "hr":
		f.endGroup()
		f.leave()
		f.parent().AppendChild(f.parent(), &element{name: "hr"})
	case flows[t.name] && t.closes:
		f.end(t.name)
	case flows[t.name]:
		f.begin(t, raw)
	case htmlHeadings[t.name]:
		f.endGroup()
		f.para, f.bold = false, !t.closes
		if !t.closes {
			f.lost(raw, "is shown in bold and is not in the outline")
			f.anchor(t)
		}
	case wrappingBlocks[t.name]:
		f.endGroup()
		f.para, f.bold = t.name == "p" && !t.closes, false
		f.anchor(t)
	default:
		f.phrase(raw)
	}
}

func (f *flow) anchor(t tag) {
	if id := t.anchor(); id != "" {
		f.phrase(&anchor{id: id})
	}
}

// begin opens an element, closing those that its start ends. One in the wrong place is left out.
func (f *flow) begin(t tag, raw *ast.RawHTML) {
	f.endGroup()
	f.para, f.bold = false, false
	for e := f.top(); e != nil && ends[t.name][e.name]; e = f.top() {
		f.pop()
	}
	place := within[t.name]
	if place == nil {
		f.leave()
	}
	e := f.top()
	switch {
	case len(f.open) >= maxNesting, place != nil && (e == nil || !place[e.name]), e != nil && phrasesOnly[e.name],
		t.name == "summary" && e.HasChildren(), f.inMarkdownTable() && t.name == "table":
		f.lost(raw, "is not where it can be, and is left out")
		return
	}
	made := &element{name: t.name, attributes: t.flowAttributes(), anchor: t.anchor(), tag: raw}
	made.SetPos(raw.Segments.At(0).Start)
	f.parent().AppendChild(f.parent(), made)
	f.open = append(f.open, made)
}

func (f *flow) inMarkdownTable() bool {
	_, ok := f.root.(*east.TableCell)
	return ok
}

// end closes an element, if it is open.
func (f *flow) end(name string) {
	f.endGroup()
	f.para, f.bold = false, false
	for i := len(f.open) - 1; i >= 0; i-- {
		if f.open[i].name == name {
			f.open = f.open[:i]
			return
		}
		if f.open[i].name == "table" && name != "table" && flows[name] && within[name] != nil {
			return // a closing tag does not reach out of a table
		}
	}
}

// phrase adds a node to the inline contents.
func (f *flow) phrase(n ast.Node) {
	if f.group == nil {
		if f.isBlank(n) {
			return
		}
		f.enter()
		f.group = f.newGroup()
		f.group.SetPos(max(n.Pos(), 0))
	}
	f.group.AppendChild(f.group, n)
}

func (f *flow) newGroup() ast.Node {
	e := f.top()
	if f.place != nil {
		return ast.NewParagraph()
	}
	switch {
	case f.inMarkdownTable() && e == nil && !f.para, e != nil && phrasesOnly[e.name], e != nil && e.name != "details" && e.name != "blockquote" && !f.para:
		return ast.NewTextBlock()
	}
	return ast.NewParagraph()
}

// isBlank reports whether a node shows nothing: white space, or a comment.
func (f *flow) isBlank(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		return util.IsBlank(n.Segment.Value(f.src.Text))
	case *ast.RawHTML:
		return isComment([]byte(f.raw(n)))
	}
	return false
}

func (f *flow) endGroup() {
	group := f.group
	if f.group = nil; group == nil {
		return
	}
	shows := false
	for c := group.FirstChild(); c != nil && !shows; c = c.NextSibling() {
		switch c := c.(type) {
		case *anchor:
		case *ast.RawHTML:
			shows = !f.isBlank(c) && !wrappers[readTag(f.raw(c)).name]
		default:
			shows = !f.isBlank(c)
		}
	}
	if !shows { // only an anchor, which is no paragraph
		bare := ast.NewTextBlock()
		moveChildren(bare, group)
		group = bare
	} else if f.bold {
		strong := ast.NewEmphasis(2)
		moveChildren(strong, group)
		group.AppendChild(group, strong)
	}
	f.add(group)
	f.place = nil
}

func moveChildren(to, from ast.Node) {
	for c := from.FirstChild(); c != nil; c = from.FirstChild() {
		to.AppendChild(to, c)
	}
}

func (b *body) lost(raw *ast.RawHTML, what string) {
	if raw == nil || b.ctx.countOnly("raw-html") {
		return
	}
	segment := raw.Segments.At(0)
	b.report("raw-html", b.src.Pos(segment.Start, segment.Stop), fmt.Sprintf("this HTML %s: %s", what, shorten(b.raw(raw))),
		"write it in Markdown")
}

func renderElement(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	e := node.(*element)
	before, after := "", ""
	if e.name == "table" {
		before, after = fmt.Sprintf(`<div class="table" role="region" tabindex="0" aria-label="%s">`, mark(OpenRef, e.ref)), "</div>"
	}
	switch {
	case entering:
		_, _ = w.WriteString(before + "<" + e.name + e.attributes + ">")
	case e.name != "hr":
		_, _ = w.WriteString("</" + e.name + ">" + after + "\n")
	}
	return ast.WalkContinue, nil
}

// renderNothing renders the children only.
func renderNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkContinue, nil
}
