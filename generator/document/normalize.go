package document

import (
	"html"
	"path"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/clausebook/clausebook/generator/diag"
)

// Shown is the visible content of a text, independent of its formatting. Texts with equal Body look
// the same, except perhaps for where their Links lead.
type Shown struct {
	// Body is the rendered text in a normal form: tags without ids, words without line breaks, code
	// unchanged.
	Body  string
	Links []Address
}

// Address is the target of a link or image: a path relative to the document's folder, or an id.
type Address struct {
	Path, ID string
	Image    bool
	Form     bool // form of a record
}

// From returns the path from the manual's folder, for a document in the given file.
func (a Address) From(file string) string { return path.Join(path.Dir(file), a.Path) }

// Shown returns the visible content of the document.
func (d *Document) Shown() Shown {
	n := &normalizer{doc: d, out: make([]byte, 0, len(d.Body))}
	n.read()
	return Shown{n.text(), n.links}
}

// ShownAs returns the visible content as if the document had the given title: a first heading that
// repeats it is left out, as in Parse.
func (d *Document) ShownAs(title string) Shown {
	n := &normalizer{doc: d}
	if !d.Title.Given() && len(d.Outline) > 0 && sameTitle(d.Outline[0].Text, title) {
		n.drop = 1
		if !slices.ContainsFunc(d.Outline[1:], func(h Heading) bool { return h.Level == d.Outline[0].Level }) {
			n.raise = 1 // undo the shift of levels by a first-level heading
		}
	}
	n.read()
	return Shown{n.text(), n.links}
}

func sameTitle(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// normalizer rewrites a body. It encloses tags in two control characters that texts do not contain.
type normalizer struct {
	doc              *Document
	out              []byte
	links            []Address
	tag              []byte // the incomplete tag, with its <
	code             bool   // in a code block, where white space is significant
	lineStarted      bool   // the line is not empty
	pendingSpace     bool   // white space before the next output
	pendingParagraph bool   // end of paragraph before the next output
	hidden           int    // number of open elements whose text is skipped
	drop             int    // number of headings to leave out
	raise            int    // number of levels to raise headings by
	divs             []bool // for each open div, whether it was written
}

const tagOpen, tagClose = "\x01", "\x02"

func (n *normalizer) read() {
	for s := range n.doc.Body.Segments() {
		switch s.Mark {
		case NoMark:
			n.html(s.HTML)
		case OpenRef:
			if n.tag == nil && n.hidden == 0 {
				n.ref(n.doc.Refs.At(s.Ref))
			}
		case CloseRef:
			n.inlineTag("/a")
		}
	}
}

// text returns the output in Unicode NFC.
func (n *normalizer) text() string { return string(norm.NFC.Bytes(n.out)) }

// ref writes a reference.
func (n *normalizer) ref(ref Ref) {
	switch ref.Kind {
	case Run:
		n.words(ref.Text)
	case Image:
		n.links = append(n.links, Address{Path: ref.Target, Image: true})
		n.inlineTag("img " + ref.Text + "\x03" + ref.Title)
	case Link:
		if ref.Target != "" {
			n.links = append(n.links, Address{Path: ref.Target})
			n.inlineTag("a to\x03" + ref.Anchor + "\x03" + ref.Title)
		} else {
			n.inlineTag("a in\x03" + ref.Anchor + "\x03" + ref.Title)
		}
	case Wiki:
		shown := ref.Text
		if shown == "" {
			shown = ref.Target
		}
		n.links = append(n.links, Address{ID: ref.Target})
		n.inlineTag("a to\x03" + ref.Anchor + "\x03")
		n.words(shown)
		n.inlineTag("/a")
	}
}

// html processes a piece of the body. A tag may continue after a mark.
func (n *normalizer) html(s string) {
	for s != "" {
		if n.tag != nil {
			end := strings.IndexByte(s, '>')
			if end < 0 {
				n.tag = append(n.tag, s...)
				return
			}
			n.tag = append(n.tag, s[:end]...)
			s = s[end+1:]
			n.element(string(n.tag[1:]))
			n.tag = nil
			continue
		}
		text, _, found := strings.Cut(s, "<")
		n.words(html.UnescapeString(text))
		s = s[len(text):]
		if found {
			n.tag, s = append([]byte{}, '<'), s[1:]
		}
	}
}

// words writes text. Outside code, white space is collapsed.
func (n *normalizer) words(s string) {
	if n.hidden > 0 {
		return
	}
	if n.code {
		n.out = append(n.out, trimLines(s)...)
		return
	}
	for len(s) > 0 {
		if space := leadingSpace(s); space > 0 {
			n.pendingSpace = n.lineStarted
			s = s[space:]
			continue
		}
		end := 1
		for end < len(s) && s[end] > ' ' && s[end] < utf8.RuneSelf {
			end++
		}
		for end < len(s) && !utf8.RuneStart(s[end]) {
			end++
		}
		n.flushPending()
		n.out = append(n.out, s[:end]...)
		s = s[end:]
	}
}

// leadingSpace is the size of the white space character at the start of a text, or 0.
func leadingSpace(s string) int {
	if c := s[0]; c < utf8.RuneSelf {
		if c == ' ' || c >= '\t' && c <= '\r' {
			return 1
		}
		return 0
	}
	if r, size := utf8.DecodeRuneInString(s); unicode.IsSpace(r) {
		return size
	}
	return 0
}

// trimLines removes blanks at the ends of lines.
func trimLines(code string) string {
	lines := strings.Split(code, "\n")
	for i := range lines[:len(lines)-1] {
		lines[i] = strings.TrimRight(lines[i], " \t")
	}
	return strings.Join(lines, "\n")
}

// flushPending writes a pending end of paragraph or blank before inline output.
func (n *normalizer) flushPending() {
	switch {
	case n.pendingParagraph:
		n.out = append(n.out, tagOpen+"p"+tagClose...)
	case n.pendingSpace:
		n.out = append(n.out, ' ')
	}
	n.pendingParagraph, n.pendingSpace, n.lineStarted = false, false, true
}

// inlineTag writes an inline tag.
func (n *normalizer) inlineTag(tag string) {
	if n.hidden == 0 {
		n.flushPending()
		n.out = append(n.out, tagOpen+tag+tagClose...)
	}
}

// invisibleAttributes have no visible effect, or follow from the text.
var invisibleAttributes = []string{"id", "role", "tabindex", "rel", "aria-label", "aria-hidden", "scope", "name"}

// element processes a complete tag. White space between blocks, and whether list items are
// paragraphs, make no difference.
func (n *normalizer) element(tag string) {
	name, attributes := attributesOf(tag)
	base := strings.TrimPrefix(name, "/")
	switch {
	case n.hidden > 0 && name == "a":
		n.hidden++
		return
	case n.hidden > 0 && (name == "/a" || isHeading(base) && name != base):
		n.hidden--
		return
	case n.hidden > 0:
		return
	case name == "a" && strings.Contains(tag, `class="anchor"`):
		n.hidden++
		return
	case name == "p" && len(attributes) == 0:
		return
	case name == "/p":
		n.pendingParagraph, n.pendingSpace = true, false
		return
	case isHeading(base) && n.drop > 0:
		n.drop--
		n.hidden++
		return
	case isHeading(base) && n.raise > 0:
		name = name[:len(name)-1] + string(name[len(name)-1]-byte(n.raise))
	case name == "div":
		if n.divs = append(n.divs, len(attributes) > 0); len(attributes) == 0 {
			return
		}
	case name == "/div" && len(n.divs) > 0:
		last := len(n.divs) - 1
		written := n.divs[last]
		if n.divs = n.divs[:last]; !written {
			return
		}
	}
	if base == "br" || base == "details" || base == "summary" || blocks[base] {
		n.pendingParagraph, n.pendingSpace, n.lineStarted = false, false, false
		n.out = append(n.out, tagOpen+strings.Join(append([]string{name}, attributes...), "\x03")+tagClose...)
	} else {
		n.inlineTag(strings.Join(append([]string{name}, attributes...), "\x03"))
	}
	n.code = name == "pre" || n.code && name != "/pre"
}

func isHeading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'
}

// attributesOf returns the name of a tag and its visible attributes, sorted.
func attributesOf(tag string) (name string, attributes []string) {
	tag = strings.TrimSuffix(strings.TrimSpace(tag), "/")
	name, rest, _ := strings.Cut(tag, " ")
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		key, value, found := strings.Cut(rest, "=")
		if !found {
			attributes = append(attributes, rest)
			break
		}
		if quote := value[:min(1, len(value))]; quote == `"` || quote == "'" {
			value, rest, _ = strings.Cut(value[1:], quote)
		} else {
			value, rest, _ = strings.Cut(value, " ")
		}
		if !slices.Contains(invisibleAttributes, strings.TrimSpace(key)) && (name != "div" || value != "table") {
			attributes = append(attributes, strings.TrimSpace(key)+"="+html.UnescapeString(value))
		}
	}
	slices.Sort(attributes)
	return strings.ToLower(name), attributes
}

// Said returns the values of the front matter, independent of formatting and order, without the
// fields named in except. Forms of records are returned separately, as link targets.
func (m *Meta) Said(except []string) (said string, forms []Address) {
	w := &fieldWriter{}
	v := reflect.ValueOf(m).Elem()
	for i := range v.NumField() {
		if name := fieldName(v.Type().Field(i).Name); name != "plain" && name != "editions" && !slices.Contains(except, name) {
			w.field(name, w.value(v.Field(i)))
		}
	}
	slices.SortFunc(w.forms, func(a, b Address) int { return strings.Compare(a.Path, b.Path) })
	return string(w.out), w.forms
}

// fieldName converts the name of a field of Meta to that in the front matter: ApprovedDate to
// approved_date.
func fieldName(s string) string {
	var name strings.Builder
	for i, r := range s {
		if unicode.IsUpper(r) && i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
			name.WriteByte('_')
		}
		name.WriteRune(unicode.ToLower(r))
	}
	return name.String()
}

// fieldWriter writes values. It uses reflection, so that no field can be forgotten.
type fieldWriter struct {
	out   []byte
	forms []Address
}

func (s *fieldWriter) field(name, value string) {
	if value != "" {
		s.out = append(s.out, name+"\x00"+value+"\x00\x00"...)
	}
}

var posType, textType, recordType = reflect.TypeFor[diag.Pos](), reflect.TypeFor[Text](), reflect.TypeFor[Record]()

// value returns a value without positions. The order of lists makes no difference.
func (s *fieldWriter) value(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return norm.NFC.String(strings.Join(strings.Fields(v.String()), " "))
	case reflect.Slice:
		var list []string
		for i := range v.Len() {
			list = append(list, s.value(v.Index(i)))
		}
		slices.Sort(list)
		return strings.Join(slices.Compact(list), "\x01")
	case reflect.Map:
		var list []string
		for _, key := range v.MapKeys() {
			list = append(list, s.value(key)+"\x02"+s.value(v.MapIndex(key)))
		}
		slices.Sort(list)
		return strings.Join(list, "\x01")
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return s.value(v.Elem())
		}
	case reflect.Struct:
		if v.Type() == textType {
			return s.value(v.Field(0))
		}
		var parts []string
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Type == posType || f.Type.Kind() == reflect.Bool || !f.IsExported() {
				continue
			}
			if v.Type() == recordType && (f.Name == "Editions" || f.Name == "Proposed") {
				continue // neither says what the record is
			}
			part := s.value(v.Field(i))
			if v.Type() == recordType && f.Name == "Form" && path.Ext(part) != "" {
				s.forms, part = append(s.forms, Address{Path: part, Form: true}), ""
			}
			parts = append(parts, part)
		}
		return strings.TrimRight(strings.Join(parts, "\x02"), "\x02")
	}
	return ""
}
