package theme

import (
	"bytes"
	"path"
	"strconv"
	"strings"
	"text/template/parse"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/svg"
)

// Marks replace the actions of a template while its text is minified.
const markStart, markEnd = "\x02", "\x03"

// minifier keeps end tags, quotation marks and document tags: they make the source readable and
// cost little.
var minifier = newMinifier()

func newMinifier() *minify.M {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true,
		TemplateDelims: [2]string{markStart, markEnd}})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("text/javascript", js.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	return m
}

// minifyTemplate minifies the text of a template, and keeps its actions and their positions. It
// skips text without a tag, which may be used in an attribute.
func minifyTemplate(root *parse.ListNode) {
	w := &markedText{}
	w.mark()
	w.list(root)
	w.mark()
	if !strings.Contains(w.source.String(), "<") {
		return
	}
	small, err := minifier.String("text/html", w.source.String())
	if err != nil {
		return // leave it to the browser
	}
	pieces, ok := w.split(small)
	if !ok {
		return
	}
	for i, t := range w.texts {
		if t != nil {
			t.Text = []byte(pieces[i])
		}
	}
}

// markedText is a template as text with a mark for each action, and the text node after each mark,
// if any.
type markedText struct {
	source strings.Builder
	texts  []*parse.TextNode
}

func (r *markedText) mark() {
	r.source.WriteString(markStart + strconv.Itoa(len(r.texts)) + markEnd)
	r.texts = append(r.texts, nil)
}

func (r *markedText) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		if text, ok := n.(*parse.TextNode); ok {
			r.source.Write(text.Text)
			r.texts[len(r.texts)-1] = text
			continue
		}
		r.mark()
		if b := branch(n); b != nil {
			r.list(b.List)
			r.mark()
			r.list(b.ElseList)
			r.mark()
		}
	}
}

// split returns the text after each mark. ok is false if marks are missing, doubled or in another
// order.
func (r *markedText) split(text string) (pieces []string, ok bool) {
	for i := range r.texts {
		before, rest, found := strings.Cut(text, markStart+strconv.Itoa(i)+markEnd)
		if !found || i == 0 && before != "" {
			return nil, false
		}
		if i > 0 {
			pieces = append(pieces, before)
		}
		text = rest
	}
	pieces = append(pieces, text)
	for i, p := range pieces {
		if strings.Contains(p, markStart) || p != "" && r.texts[i] == nil {
			return nil, false
		}
	}
	return pieces, true
}

// HasAsset reports whether the theme has an asset.
func (t *Theme) HasAsset(name string) bool {
	_, ok := t.assets[name]
	return ok
}

// Asset returns the minified bytes of an asset, or the original bytes if they cannot be minified.
func (t *Theme) Asset(name string) []byte {
	raw := t.assets[name]
	kind := map[string]string{".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}[path.Ext(name)]
	if kind == "" {
		return raw
	}
	// The minifier modifies its input.
	if small, err := minifier.Bytes(kind, bytes.Clone(raw)); err == nil {
		return small
	}
	return raw
}
