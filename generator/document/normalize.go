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

// Shown is what a text shows its readers, however it is written. Two texts whose Body is the same differ
// in nothing that is rendered, except perhaps in where their Links lead.
type Shown struct {
	// Body is the rendered text in a form of its own: tags without ids, words without the layout of their
	// lines, code as it is.
	Body  string
	Links []Address
}

// Address is where a link or an image leads: a path from the folder of the document, or an id.
type Address struct {
	Path, ID string
	Image    bool
	Form     bool // of a record
}

// From gives the path from the manual's folder, for a document in a file.
func (a Address) From(file string) string { return path.Join(path.Dir(file), a.Path) }

// Shown gives what the text of the document shows.
func (d *Document) Shown() Shown {
	n := &normalizer{doc: d, out: make([]byte, 0, len(d.Body))}
	n.read()
	return Shown{n.text(), n.links}
}

// ShownAs gives what the text shows where a title is given that it does not have: a first heading that
// repeats it is left out, as Parse leaves it out.
func (d *Document) ShownAs(title string) Shown {
	n := &normalizer{doc: d}
	if !d.Title.Given() && len(d.Outline) > 0 && sameTitle(d.Outline[0].Text, title) {
		n.drop = 1
		if !slices.ContainsFunc(d.Outline[1:], func(h Heading) bool { return h.Level == d.Outline[0].Level }) {
			n.up = 1 // what was the first level made room for
		}
	}
	n.read()
	return Shown{n.text(), n.links}
}

func sameTitle(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

// normalizer rewrites a body. A tag stands between two signs that no text holds.
type normalizer struct {
	doc   *Document
	out   []byte
	links []Address
	tag   []byte // the tag that is open, with its <
	code  bool   // in a block of code, where white space counts
	begun bool   // something stands in the line, before which white space would count
	blank bool   // white space came before what is written next
	para  bool   // a paragraph ended before what is written next
	quiet int    // how many elements are open whose text is not written
	drop  int    // how many headings are left out
	up    int    // by how many levels headings are raised
	divs  []bool // of those that are open, whether they are written
}

const tagOpen, tagClose = "\x01", "\x02"

func (n *normalizer) read() {
	for s := range n.doc.Body.Segments() {
		switch s.Mark {
		case NoMark:
			n.html(s.HTML)
		case OpenRef:
			if n.tag == nil && n.quiet == 0 {
				n.ref(n.doc.Refs.At(s.Ref))
			}
		case CloseRef:
			n.write("/a")
		}
	}
}

// text is what was written, with one spelling of each character.
func (n *normalizer) text() string { return string(norm.NFC.Bytes(n.out)) }

// ref writes what stands for a reference.
func (n *normalizer) ref(ref Ref) {
	switch ref.Kind {
	case Run:
		n.words(ref.Text)
	case Image:
		n.links = append(n.links, Address{Path: ref.Target, Image: true})
		n.write("img " + ref.Text + "\x03" + ref.Title)
	case Link:
		if ref.Target != "" {
			n.links = append(n.links, Address{Path: ref.Target})
			n.write("a to\x03" + ref.Anchor + "\x03" + ref.Title)
		} else {
			n.write("a in\x03" + ref.Anchor + "\x03" + ref.Title)
		}
	case Wiki:
		shown := ref.Text
		if shown == "" {
			shown = ref.Target
		}
		n.links = append(n.links, Address{ID: ref.Target})
		n.write("a to\x03" + ref.Anchor + "\x03")
		n.words(shown)
		n.write("/a")
	}
}

// html takes a piece of the body. A tag may go on behind a mark.
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

// words writes text. Outside of code the length and kind of white space does not count.
func (n *normalizer) words(s string) {
	if n.quiet > 0 {
		return
	}
	if n.code {
		n.out = append(n.out, trimLines(s)...)
		return
	}
	for len(s) > 0 {
		if space := leadingSpace(s); space > 0 {
			n.blank = n.begun
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
		n.before()
		n.out = append(n.out, s[:end]...)
		s = s[end:]
	}
}

// leadingSpace is the length of the white space character that a text begins with, 0 where it does not.
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

// trimLines leaves out blanks at the ends of lines, which nobody sees.
func trimLines(code string) string {
	lines := strings.Split(code, "\n")
	for i := range lines[:len(lines)-1] {
		lines[i] = strings.TrimRight(lines[i], " \t")
	}
	return strings.Join(lines, "\n")
}

// before writes what is due before a word or a tag in a line: the end of a paragraph, or a blank.
func (n *normalizer) before() {
	switch {
	case n.para:
		n.out = append(n.out, tagOpen+"p"+tagClose...)
	case n.blank:
		n.out = append(n.out, ' ')
	}
	n.para, n.blank, n.begun = false, false, true
}

// write writes a tag in a line.
func (n *normalizer) write(tag string) {
	if n.quiet == 0 {
		n.before()
		n.out = append(n.out, tagOpen+tag+tagClose...)
	}
}

// unseen are attributes that change nothing for a reader, or follow from the text.
var unseen = []string{"id", "role", "tabindex", "rel", "aria-label", "aria-hidden", "scope", "name"}

// element takes a whole tag. Between blocks white space does not count, and whether items of a list are
// paragraphs does not either.
func (n *normalizer) element(tag string) {
	name, attributes := attributesOf(tag)
	base := strings.TrimPrefix(name, "/")
	switch {
	case n.quiet > 0 && name == "a":
		n.quiet++
		return
	case n.quiet > 0 && (name == "/a" || isHeading(base) && name != base):
		n.quiet--
		return
	case n.quiet > 0:
		return
	case name == "a" && strings.Contains(tag, `class="anchor"`):
		n.quiet++
		return
	case name == "p" && len(attributes) == 0:
		return
	case name == "/p":
		n.para, n.blank = true, false
		return
	case isHeading(base) && n.drop > 0:
		n.drop--
		n.quiet++
		return
	case isHeading(base) && n.up > 0:
		name = name[:len(name)-1] + string(name[len(name)-1]-byte(n.up))
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
		n.para, n.blank, n.begun = false, false, false
		n.out = append(n.out, tagOpen+strings.Join(append([]string{name}, attributes...), "\x03")+tagClose...)
	} else {
		n.write(strings.Join(append([]string{name}, attributes...), "\x03"))
	}
	n.code = name == "pre" || n.code && name != "/pre"
}

func isHeading(name string) bool {
	return len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'
}

// attributesOf parts a tag into its name and those attributes that a reader sees, in order.
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
		if !slices.Contains(unseen, strings.TrimSpace(key)) && (name != "div" || value != "table") {
			attributes = append(attributes, strings.TrimSpace(key)+"="+html.UnescapeString(value))
		}
	}
	slices.Sort(attributes)
	return strings.ToLower(name), attributes
}

// Said is what the fields of a front matter say, however they are written and in whatever order, but for
// some, by their names. The forms of records are given apart, as what the document leads to.
func (m *Meta) Said(except []string) (said string, forms []Address) {
	w := &sayer{}
	v := reflect.ValueOf(m).Elem()
	for i := range v.NumField() {
		if name := fieldName(v.Type().Field(i).Name); name != "plain" && !slices.Contains(except, name) {
			w.field(name, w.value(v.Field(i)))
		}
	}
	slices.SortFunc(w.forms, func(a, b Address) int { return strings.Compare(a.Path, b.Path) })
	return string(w.out), w.forms
}

// fieldName is how a field of Meta is called in a front matter, near enough to tell those that are left
// out: approved_date of ApprovedDate.
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

// sayer writes values. It takes them by reflection, so that no field can be forgotten here.
type sayer struct {
	out   []byte
	forms []Address
}

func (s *sayer) field(name, value string) {
	if value != "" {
		s.out = append(s.out, name+"\x00"+value+"\x00\x00"...)
	}
}

var posType, textType, recordType = reflect.TypeFor[diag.Pos](), reflect.TypeFor[Text](), reflect.TypeFor[Record]()

// value writes a value without the places where it stands. The order of a list says nothing.
func (s *sayer) value(v reflect.Value) string {
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
