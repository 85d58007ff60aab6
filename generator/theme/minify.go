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

// Marks stand for the actions of a template while its text is minified.
const markStart, markEnd = "\x02", "\x03"

// minifier keeps what makes a page's source readable and costs little: end tags, quotation marks
// and the tags of the document.
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

// minifyTemplate leaves out of a template's text what no browser needs: once for all pages that it
// makes. Its actions stay as they are, and where they were written. A text without a tag may be
// called from an attribute, where a minified one would mean something else, and is left alone.
func minifyTemplate(root *parse.ListNode) {
	w := &rootWriter{}
	w.mark()
	w.list(root)
	w.mark()
	if !strings.Contains(w.source.String(), "<") {
		return
	}
	small, err := minifier.String("text/html", w.source.String())
	if err != nil {
		return // the browser may know better
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

// rootWriter turns a template into a text with a mark for each action, and notes which node's text
// stands behind each of the marks, if one does.
type rootWriter struct {
	source strings.Builder
	texts  []*parse.TextNode
}

func (r *rootWriter) mark() {
	r.source.WriteString(markStart + strconv.Itoa(len(r.texts)) + markEnd)
	r.texts = append(r.texts, nil)
}

func (r *rootWriter) list(l *parse.ListNode) {
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

// split gives what stands behind each mark, unless marks are missing, doubled or in another order.
func (r *rootWriter) split(text string) (pieces []string, ok bool) {
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

// HasAsset reports whether the theme has an asset of a name.
func (t *Theme) HasAsset(name string) bool {
	_, ok := t.assets[name]
	return ok
}

// Asset gives the bytes of an asset, without what no browser needs. One that the minifier cannot
// read, in a manual's own theme, is as it was written: the browser may know better.
func (t *Theme) Asset(name string) []byte {
	raw := t.assets[name]
	kind := map[string]string{".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}[path.Ext(name)]
	if kind == "" {
		return raw
	}
	// The minifier writes into what it is given.
	if small, err := minifier.Bytes(kind, bytes.Clone(raw)); err == nil {
		return small
	}
	return raw
}
