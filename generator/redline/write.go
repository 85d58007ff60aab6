package redline

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// writer writes a redline.
type writer struct {
	Options
	Redline
	out     strings.Builder
	removed int    // number of deleted pictures
	section string // the heading above
	quiet   bool   // words are inserted or deleted with their row or column, which says so itself
}

func (w *writer) plan(p *plan) {
	for i := 0; i < len(p.steps); {
		end := i
		for end < len(p.steps) && !p.steps[end].differs() {
			end++
		}
		if end > i {
			w.unchanged(p.steps[i:end])
			i = end
			continue
		}
		w.step(p.steps[i])
		i++
	}
}

// unchanged folds sections that are the same.
func (w *writer) unchanged(steps []planStep) {
	var titles []string
	for _, s := range steps {
		if s.is != nil && !s.is.empty() {
			titles = append(titles, title(s.is.title, &w.Options))
		}
	}
	if len(titles) == 0 {
		return
	}
	const most = 6
	names := strings.Join(titles[:min(len(titles), most)], " · ")
	if len(titles) > most {
		names += " · …"
	}
	w.out.WriteString(`<details class="same"><summary><b>` + html.EscapeString(w.Unchanged) + `</b> ` + html.EscapeString(names) + `</summary>`)
	for _, s := range steps {
		if s.is == nil {
			continue
		}
		if s.is.heading != nil {
			w.same(s.is.heading)
		}
		for _, b := range s.is.blocks {
			w.same(b)
		}
	}
	w.out.WriteString(`</details>`)
}

func (w *writer) step(s planStep) {
	shown := s.is
	if shown == nil {
		shown = s.was
	}
	w.section = title(shown.title, &w.Options)
	if s.away {
		w.away(s.was.move, w.section)
		return
	}
	kind := Changed
	switch {
	case s.was == nil || s.was.empty():
		kind = Added
	case s.is == nil || s.is.empty():
		kind = Removed
	case s.is.move != nil:
		kind = Moved
	}
	anchor := w.Anchors + strconv.Itoa(len(w.Sections)+1)
	w.Sections = append(w.Sections, Section{w.section, kind, anchor})
	if s.is != nil && s.is.move != nil {
		w.here(s.is.move)
		defer w.out.WriteString(`</div>`)
		w.Blocks = append(w.Blocks, Block{Section: w.section, Moved: true})
	}
	w.heading(s, anchor)
	switch {
	case s.was == nil:
		w.each(s.is.blocks, Insert)
	case s.is == nil:
		w.each(s.was.blocks, Delete)
	default:
		w.pairs(s.was.blocks, s.is.blocks, s.blocks)
	}
}

// heading writes the heading of a section. Its element has the anchor of the change.
func (w *writer) heading(s planStep, anchor string) {
	var was, is *block
	if s.was != nil {
		was = s.was.heading
	}
	if s.is != nil {
		is = s.is.heading
	}
	for _, b := range []*block{is, was} {
		if b != nil {
			b.node.Attr = []html.Attribute{{Key: "id", Val: anchor}}
			if was != nil && is != nil {
				w.merge(was, is)
			} else {
				w.whole(b, map[bool]Op{true: Insert, false: Delete}[is != nil])
			}
			return
		}
	}
	w.out.WriteString(`<div id="` + html.EscapeString(anchor) + `"></div>`)
}

func (w *writer) moveID(m *move, end string) string {
	return html.EscapeString(w.Anchors + "move-" + strconv.Itoa(m.number) + end)
}

// here opens the element of what was moved, at its new place.
func (w *writer) here(m *move) {
	fmt.Fprintf(&w.out, `<div class="moved-here" data-move="%d" id="%s"><p class="moved"><a href="#%s">%s</a></p>`,
		m.number, w.moveID(m, ""), w.moveID(m, "-from"), html.EscapeString(w.MovedHere))
}

// away writes that something was here.
func (w *writer) away(m *move, what string) {
	fmt.Fprintf(&w.out, `<p class="moved moved-away" data-move="%d" id="%s"><b>%s</b> <a href="#%s">%s</a></p>`,
		m.number, w.moveID(m, "-from"), html.EscapeString(what), w.moveID(m, ""), html.EscapeString(w.MovedAway))
}

func (w *writer) each(list []*block, op Op) {
	for _, b := range list {
		w.single(b, op)
	}
}

// pairs writes two lists of blocks that were aligned.
func (w *writer) pairs(was, is []*block, pairs []pair) {
	for _, p := range pairs {
		switch {
		case p.is < 0:
			w.single(was[p.was], Delete)
		case p.was < 0:
			w.single(is[p.is], Insert)
		default:
			w.merge(was[p.was], is[p.is])
		}
	}
}

// single writes a block that one text only has here.
func (w *writer) single(b *block, op Op) {
	switch {
	case b.move == nil:
		w.whole(b, op)
	case op == Delete:
		w.away(b.move, beginning(b))
	default:
		w.here(b.move)
		w.same(b)
		w.out.WriteString(`</div>`)
		w.Blocks = append(w.Blocks, Block{Section: w.section, Moved: true})
	}
}

// beginning is the first words of a block.
func beginning(b *block) string {
	const most = 6
	words := strings.Fields(plain(b.node))
	if b.node == nil {
		words = nil
		for _, n := range b.inline {
			words = append(words, strings.Fields(plain(n))...)
		}
	}
	if len(words) > most {
		return strings.Join(words[:most], " ") + " …"
	}
	return strings.Join(words, " ")
}

// same writes a block as it is.
func (w *writer) same(b *block) {
	switch {
	case b.table != nil || len(b.children) == 0:
		w.verbatim(b)
	default:
		w.open(b.node, "")
		for _, c := range b.children {
			w.same(c)
		}
		w.close(b.node)
	}
}

// render writes a node with all in it.
func (w *writer) render(n *html.Node) {
	if n.Type == html.TextNode {
		w.out.WriteString(html.EscapeString(n.Data))
		return
	}
	w.open(n, "")
	if c := n.FirstChild; n.DataAtom == atom.Pre && c != nil && strings.HasPrefix(c.Data, "\n") {
		w.out.WriteByte('\n') // browsers drop the first
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.render(c)
	}
	w.close(n)
}

func (w *writer) verbatim(b *block) {
	if b.node == nil {
		for _, n := range b.inline {
			w.render(n)
		}
		return
	}
	w.render(b.node)
}

// merge writes two blocks that belong together.
func (w *writer) merge(was, is *block) {
	isTable := is.node != nil && is.node.DataAtom == atom.Table
	switch {
	case was.key == is.key:
		w.same(is)
	case isTable && (was.table == nil || is.table == nil):
		w.whole(was, Delete)
		w.whole(is, Insert)
	case isTable:
		w.Tables++
		w.table(was, is)
	case len(was.children) > 0 || len(is.children) > 0:
		w.container(was, is)
	default:
		w.open(is.node, "")
		w.line(compareWords(tokensOf(was.inline, was.verbatim()), tokensOf(is.inline, is.verbatim())))
		w.close(is.node)
	}
}

var classes = map[Op]string{Insert: "inserted", Delete: "deleted"}

// whole writes a block that was inserted or deleted.
func (w *writer) whole(b *block, op Op) {
	if b.node != nil && b.node.DataAtom == atom.Table {
		w.Tables++
	}
	w.open(b.node, classes[op])
	switch {
	case b.table != nil:
		w.wholeTable(b.table, op)
	case len(b.children) > 0:
		for _, c := range b.children {
			w.whole(c, op)
		}
	default:
		w.line([]step{{op, tokensOf(b.inline, b.verbatim())}})
	}
	w.close(b.node)
}

// open writes the start tag of an element with a class of ours added. Headings go down by Levels.
func (w *writer) open(n *html.Node, class string) {
	if n == nil {
		return
	}
	w.out.WriteString("<" + w.tag(n))
	for _, a := range n.Attr {
		if a.Key == "class" && class != "" {
			a.Val, class = a.Val+" "+class, ""
		}
		w.out.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
	}
	if class != "" {
		w.out.WriteString(` class="` + class + `"`)
	}
	w.out.WriteString(">")
}

func (w *writer) close(n *html.Node) {
	if n != nil && !void(n) {
		w.out.WriteString("</" + w.tag(n) + ">")
	}
}

func void(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Hr, atom.Br, atom.Img, atom.Input, atom.Wbr, atom.Col, atom.Area, atom.Embed, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Base, atom.Param:
		return true
	}
	return false
}

func (w *writer) tag(n *html.Node) string {
	if isHeading(n.DataAtom) {
		return "h" + strconv.Itoa(min(int(n.Data[1]-'0')+w.Levels, 6))
	}
	return n.Data
}
