package site

import (
	"bytes"
	"html"
	"html/template"
	"net/url"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// bodyWriter renders bodies for one page: from a root, and on print pages with a prefix before every
// id of a document and with links that stay on the page.
type bodyWriter struct {
	*messages
	root   string
	prefix string
	self   *manual.Entry // whose page it is, if it is a document's
	// onPage returns the prefix of a document on the same page; nil on all but print pages.
	onPage func(*manual.Entry) (prefix string, ok bool)
	// section returns the address of the page of a section, "" if it has none.
	section func(*manual.Section) string
	here    *manual.Section // the section whose text this is
}

// body renders a document's segments.
func (w bodyWriter) body(b *bytes.Buffer, d *document.Document, targets []manual.Target) {
	prefix := html.EscapeString(w.prefix) // in a comparison it names a revision, which an author has written
	for s := range d.Body.Segments() {
		switch s.Mark {
		case document.NoMark:
			b.WriteString(s.HTML)
		case document.Prefix:
			b.WriteString(prefix)
		case document.OpenRef:
			w.open(b, d.Refs.At(s.Ref), targets[s.Ref])
		case document.CloseRef:
			w.close(b, targets[s.Ref])
		}
	}
}

// html renders a short text that a view holds.
func (w bodyWriter) html(d *document.Document, targets []manual.Target) template.HTML {
	var b bytes.Buffer
	w.body(&b, d, targets)
	return template.HTML(b.String())
}

func (w bodyWriter) open(b *bytes.Buffer, ref document.Ref, t manual.Target) {
	switch ref.Kind {
	case document.Run:
		w.run(b, ref.Text, t.Spans)
	case document.Table:
		b.WriteString(html.EscapeString(w.tableName(ref)))
	case document.Image:
		if t.File == nil {
			b.WriteString(html.EscapeString(ref.Text))
			return
		}
		b.WriteString(`<img src="` + w.address(t.File.URL) + `" alt="` + html.EscapeString(ref.Text) + `"`)
		w.title(b, ref.Title)
		w.size(b, ref.Anchor)
		b.WriteString(">")
	case document.Label:
		w.label(b, ref)
	case document.Wiki:
		w.link(b, ref, t)
		switch {
		case ref.Text != "":
			b.WriteString(html.EscapeString(ref.Text))
		default:
			b.WriteString(html.EscapeString(ref.Target))
		}
		w.close(b, t)
	case document.Link:
		w.link(b, ref, t)
	}
}

// tableName names a table's scroll region. Numbers keep the names of a page apart.
func (w bodyWriter) tableName(ref document.Ref) string {
	name := w.words.Say("document.table", ref.Title)
	if w.prefix != "" {
		name = w.words.Say("document.table_of", ref.Title, strings.TrimSuffix(w.prefix, ":"))
	}
	if ref.Text != "" {
		name += ": " + ref.Text
	}
	return name
}

// calloutWords are the keys of the words for the kinds of callouts.
var calloutWords = map[string]string{"note": "document.callout_note", "tip": "document.callout_tip", "important": "document.callout_important",
	"warning": "document.callout_warning", "caution": "document.callout_caution", "danger": "document.callout_danger"}

// label writes the kind of a callout before its title, so that it can be read without colours; a title that is the
// same word is enough.
func (w bodyWriter) label(b *bytes.Buffer, ref document.Ref) {
	word := w.words.Say(calloutWords[ref.Title])
	if strings.EqualFold(word, ref.Text) {
		return
	}
	if ref.Text != "" {
		word += ": "
	}
	b.WriteString(`<span class="callout-kind">` + html.EscapeString(word) + `</span>`)
}

// size writes the width and height of an image, which are as in 300, 300x200 or x200.
func (w bodyWriter) size(b *bytes.Buffer, size string) {
	width, height, _ := strings.Cut(size, "x")
	if width != "" {
		b.WriteString(` width="` + html.EscapeString(width) + `"`)
	}
	if height != "" {
		b.WriteString(` height="` + html.EscapeString(height) + `"`)
	}
}

// link opens a link, or the element for one without a target.
func (w bodyWriter) link(b *bytes.Buffer, ref document.Ref, t manual.Target) {
	switch {
	case t.File != nil:
		b.WriteString(`<a href="` + w.address(t.File.URL) + w.within(ref) + `"`)
	case t.Section != nil && w.section(t.Section) != "":
		b.WriteString(`<a href="` + w.sectionAddress(t) + `"`)
	case t.Entry != nil && t.Entry.Published():
		b.WriteString(`<a href="`)
		b.WriteString(w.entry(t.Entry, t.Anchor))
		b.WriteString(`"`)
		if t.Entry.Status.Value == document.Obsolete {
			b.WriteString(` class="obsolete"`)
		}
	default:
		b.WriteString(`<span class="unpublished">`)
		return
	}
	w.title(b, ref.Title)
	b.WriteString(">")
}

func (w bodyWriter) title(b *bytes.Buffer, title string) {
	if title != "" {
		b.WriteString(` title="` + html.EscapeString(title) + `"`)
	}
}

func (w bodyWriter) close(b *bytes.Buffer, t manual.Target) {
	switch {
	case t.File != nil:
		b.WriteString("</a>")
	case t.Section != nil && w.section(t.Section) != "":
		b.WriteString("</a>")
	case t.Entry != nil && t.Entry.Published():
		b.WriteString("</a>")
		if t.Entry.Status.Value == document.Obsolete {
			b.WriteString(w.withdrawn)
		}
	case t.Entry != nil, t.Section != nil:
		b.WriteString("</span>" + w.unpublished)
	default:
		b.WriteString("</span>")
	}
}

// entry is the address of a document, or of a heading in it, as seen from the page.
func (w bodyWriter) entry(e *manual.Entry, anchor string) string {
	if w.onPage != nil {
		if prefix, ok := w.onPage(e); ok {
			if anchor == "" {
				return "#" + html.EscapeString(strings.TrimSuffix(prefix, ":"))
			}
			return "#" + html.EscapeString(prefix+anchor)
		}
	}
	address := w.address(e.URL)
	if e == w.self && anchor != "" {
		address = ""
	}
	if anchor != "" {
		address += "#" + html.EscapeString(anchor)
	}
	return address
}

// sectionAddress is the address of the page of a section, or of a heading in its text.
func (w bodyWriter) sectionAddress(t manual.Target) string {
	switch {
	case t.Anchor == "":
		return w.address(w.section(t.Section))
	case t.Section == w.here:
		return "#" + html.EscapeString(t.Anchor)
	}
	return w.address(w.section(t.Section)) + "#" + html.EscapeString(t.Anchor)
}

// within is the query and fragment of a link to a file: norm.pdf#page=3.
func (w bodyWriter) within(ref document.Ref) string {
	address := url.URL{RawQuery: strings.ReplaceAll(strings.TrimPrefix(ref.Query, "?"), " ", "%20"), Fragment: ref.Anchor}
	return html.EscapeString(address.String())
}

// address is a path of the site, as seen from the page, in the form for an attribute.
func (w bodyWriter) address(path string) string {
	if plainPath(path) && plainPath(w.root) {
		return w.root + path
	}
	return html.EscapeString(w.root + (&url.URL{Path: path}).EscapedPath())
}

// plainPath reports a path that needs no escaping.
func plainPath(path string) bool {
	for i := range len(path) {
		if c := path[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '/' || c == '_') {
			return false
		}
	}
	return true
}

// run writes text with its mentions as links.
func (w bodyWriter) run(b *bytes.Buffer, text string, spans []manual.Mention) {
	at := 0
	for _, s := range spans {
		b.WriteString(html.EscapeString(text[at:s.Start]))
		shown := html.EscapeString(text[s.Start:s.End])
		switch {
		case s.Clause != "":
			b.WriteString(`<a href="` + w.address(route.Clause(s.Clause)) + `">` + shown + `</a>`)
		case s.Entry.Published():
			t := manual.Target{Entry: s.Entry}
			w.link(b, document.Ref{}, t)
			b.WriteString(shown)
			w.close(b, t)
		default:
			b.WriteString(`<span class="unpublished">` + shown + `</span>` + w.unpublished)
		}
		at = s.End
	}
	b.WriteString(html.EscapeString(text[at:]))
}
