package document

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// callout is a part set apart from the text. Its first child is a calloutTitle.
type callout struct {
	ast.BaseBlock
	kind   string // a value of calloutKinds, or "" for a part that only has a title
	folds  bool   // the reader can fold it
	open   bool   // it is not folded at first
	fence  int    // number of colons of :::, or 0
	closed bool   // a line of colons ends it
}

var kindCallout = ast.NewNodeKind("Callout")

func (c *callout) Kind() ast.NodeKind { return kindCallout }

func (c *callout) Dump(source []byte, level int) { ast.DumpHelper(c, source, level, nil, nil) }

// calloutTitle holds the author's title, which may be empty.
type calloutTitle struct {
	ast.BaseBlock
	word string // what the author called the kind
	fold string // the sign behind [!NOTE]
	name string // the title where the author wrote none, or ""
	ref  int    // of the label, or -1
}

var kindCalloutTitle = ast.NewNodeKind("CalloutTitle")

func (c *calloutTitle) Kind() ast.NodeKind { return kindCalloutTitle }

func (c *calloutTitle) Dump(source []byte, level int) { ast.DumpHelper(c, source, level, nil, nil) }

// calloutKinds maps the words of GitHub, Obsidian, MkDocs, Docusaurus and VitePress to the six kinds. A word that
// says more than its kind is also the title of a callout without one.
var calloutKinds = map[string]struct {
	kind    string
	isTitle bool
}{
	"note": {"note", false}, "info": {"note", false}, "information": {"note", false}, "seealso": {"note", true}, "abstract": {"note", true},
	"summary": {"note", true}, "tldr": {"note", true}, "todo": {"note", true}, "example": {"note", true}, "quote": {"note", true},
	"cite": {"note", true}, "question": {"note", true}, "help": {"note", true}, "faq": {"note", true}, "details": {"note", true},
	"success": {"tip", true}, "check": {"tip", true}, "done": {"tip", true}, "tip": {"tip", false}, "hint": {"tip", false},
	"important": {"important", false}, "warning": {"warning", false}, "attention": {"warning", false}, "bug": {"warning", true},
	"caution": {"caution", false}, "failure": {"caution", true}, "fail": {"caution", true}, "missing": {"caution", true},
	"danger": {"danger", false}, "error": {"danger", false},
}

// calloutKind returns the kind that a word means and the title of a callout without one. Words of the author's own
// are notes.
func calloutKind(word string) (kind, title string) {
	known, ok := calloutKinds[strings.ToLower(word)]
	if !ok {
		known.kind, known.isTitle = "note", true
	}
	if !known.isTitle {
		return known.kind, ""
	}
	first, size := utf8.DecodeRuneInString(word)
	rest := strings.ToLower(strings.NewReplacer("-", " ", "_", " ").Replace(word[size:]))
	return known.kind, string(unicode.ToUpper(first)) + rest
}

func newCallout(word string, title text.Segment, src []byte) *callout {
	kind, name := calloutKind(word)
	c := &callout{kind: kind}
	c.AppendChild(c, newCalloutTitle(word, name, title, src))
	return c
}

func newCalloutTitle(word, name string, title text.Segment, src []byte) *calloutTitle {
	t := &calloutTitle{word: word, name: name, ref: -1}
	title = title.TrimLeftSpace(src)
	if title = title.TrimRightSpace(src); !title.IsEmpty() {
		t.Lines().Append(title)
		t.name = ""
	}
	t.SetPos(title.Start)
	return t
}

// quoteCallouts finds [!NOTE] at the start of a quotation, and makes the rest of its line a title.
type quoteCallouts struct{}

var quoteMarker = regexp.MustCompile(`^\[!([\pL][\pL\pN_-]*)(?:\|[^\]\n]*)?\]([+-]?)(?:[ \t]|$)`)

func (quoteCallouts) Transform(p *ast.Paragraph, r text.Reader, _ parser.Context) {
	if _, ok := p.Parent().(*ast.Blockquote); !ok || p.PreviousSibling() != nil || p.Lines().Len() == 0 {
		return
	}
	first := p.Lines().At(0)
	first = first.TrimRightSpace(r.Source())
	line := first.Value(r.Source())
	m := quoteMarker.FindSubmatchIndex(line[:min(len(line), maxLine)])
	if m == nil {
		return
	}
	word := string(line[m[2]:m[3]])
	_, name := calloutKind(word)
	title := newCalloutTitle(word, name, first.WithStart(first.Start+m[1]), r.Source())
	title.fold = string(line[m[4]:m[5]])
	title.SetPos(first.Start)
	parent := p.Parent()
	parent.InsertBefore(parent, p, title)
	if p.Lines().Len() == 1 {
		parent.RemoveChild(parent, p)
		return
	}
	p.Lines().SetSliced(1, p.Lines().Len())
	next := p.Lines().At(0)
	p.SetPos(next.Start)
}

// calloutOf returns the callout that a quotation is, with its children, or nil.
func calloutOf(quote *ast.Blockquote) *callout {
	title, ok := quote.FirstChild().(*calloutTitle)
	if !ok {
		return nil
	}
	kind, _ := calloutKind(title.word)
	c := &callout{kind: kind, folds: title.fold != "", open: title.fold == "+"}
	c.SetPos(quote.Pos())
	for n := quote.FirstChild(); n != nil; n = quote.FirstChild() {
		c.AppendChild(c, n)
	}
	return c
}

// label makes the reference that stands for the kind in the language of the manual.
func (b *body) label(t *calloutTitle) {
	if c, ok := t.Parent().(*callout); ok && c.kind != "" {
		shown := t.name
		if shown == "" {
			shown = b.plain(t)
		}
		t.ref = b.ref(Ref{Kind: Label, Title: c.kind, Text: shown, Pos: b.place(t)})
	}
}

func renderCallout(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	c := node.(*callout)
	class := "part"
	if c.kind != "" {
		class = "callout " + c.kind
	}
	switch {
	case !entering && c.folds:
		_, _ = w.WriteString("</details>\n")
	case !entering:
		_, _ = w.WriteString("</div>\n")
	case c.folds && c.open:
		_, _ = w.WriteString(`<details class="` + class + "\" open>\n")
	case c.folds:
		_, _ = w.WriteString(`<details class="` + class + "\">\n")
	default:
		_, _ = w.WriteString(`<div class="` + class + "\">\n")
	}
	return ast.WalkContinue, nil
}

func renderCalloutTitle(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	t := node.(*calloutTitle)
	open, end := `<p class="callout-title">`, "</p>\n"
	if c, ok := node.Parent().(*callout); ok && c.folds {
		open, end = "<summary>", "</summary>\n"
	}
	if !entering {
		_, _ = w.WriteString(end)
		return ast.WalkContinue, nil
	}
	_, _ = w.WriteString(open)
	if t.ref >= 0 {
		_, _ = w.WriteString(mark(OpenRef, t.ref))
	}
	_, _ = w.WriteString(html.EscapeString(t.name))
	return ast.WalkContinue, nil
}
