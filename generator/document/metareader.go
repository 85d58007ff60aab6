package document

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/yuin/goldmark/text"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/yaml"
)

type metaReader struct {
	doc     *Document
	current string // the current field, such as "owner" or "record owner"

	noEffectReported bool
}

// readMeta parses the front matter.
func (d *Document) readMeta(src *diag.Source, lines *text.Segments) {
	end := 2
	if lines != nil {
		end += lines.Len()
	}
	root, findings := yaml.Parse(src, 2, end, "front-matter")
	d.Findings = append(d.Findings, findings...)
	if root == nil {
		return
	}
	d.Readable = true
	r := &metaReader{doc: d}
	r.startSectionPage(root)
	for _, e := range r.canonical(root.Entries) {
		r.field(e)
	}
	d.standardsOfOtherClaims()
	if !d.Type.Given() {
		d.Type = Text{Value: Procedure}
	}
}

func (m *metaReader) field(e yaml.Entry) {
	i := slices.IndexFunc(fieldTable, func(f field) bool { return f.name == e.Key.Text })
	if e.Value.Kind == yaml.Empty && (i >= 0 || m.doc.SectionPage != nil) {
		e.Value.Pos = e.Key.Pos // an empty value has no position
	}
	if m.doc.SectionPage != nil {
		if !m.sectionField(e) {
			m.otherField(e, i >= 0)
		}
		return
	}
	if i >= 0 {
		m.current = fieldTable[i].name
		fieldTable[i].read(m, e.Value)
		return
	}
	m.otherField(e, false)
}

// otherField takes a field that has no meaning here; known says that it has one in a document.
func (m *metaReader) otherField(e yaml.Entry, known bool) {
	switch {
	case m.doc.SectionPage == nil:
		m.unknown(e, FieldNames())
	case known:
		m.noEffect(e)
	default:
		m.unknown(e, sectionFields)
	}
	m.doc.Extra = append(m.doc.Extra, Field{e.Key.Text, joinValues(e.Value), e.Key.Pos})
}

// joinValues is the text of any value, with lists joined, for themes.
func joinValues(v *yaml.Value) string {
	if v.Kind == yaml.Scalar {
		return v.Text
	}
	var parts []string
	for _, item := range v.Items {
		parts = append(parts, joinValues(item))
	}
	for _, e := range v.Entries {
		parts = append(parts, e.Key.Text+": "+joinValues(e.Value))
	}
	return strings.Join(parts, ", ")
}

func (m *metaReader) unknown(e yaml.Entry, known []string) {
	hint := "known fields are " + strings.Join(known, ", ")
	if near := nearestField(e.Key.Text, known); near != "" {
		hint = near
	} else if e.Value.Kind == yaml.Empty && strings.Contains(e.Key.Text, " ") {
		hint = "inside { } a comma ends a value; put the value before it in quotation marks"
	}
	m.report("unknown-field", e.Key.Pos, fmt.Sprintf("unknown field %s", e.Key.Text), hint)
}

func (m *metaReader) report(rule string, pos diag.Pos, message, hint string) {
	m.doc.Findings = append(m.doc.Findings,
		diag.Finding{Rule: rule, File: m.doc.File, Pos: pos, Message: message, Hint: hint})
}

func (m *metaReader) bad(v *yaml.Value, message, hint string) {
	m.report("bad-value", v.Pos, message, hint)
}

// text reads a single value and joins its lines.
func (m *metaReader) text(v *yaml.Value) Text {
	t, _ := m.value(v)
	return t
}

// value is text, and reports false if a finding already covers the value. The value is kept, so
// that it is not reported as missing too.
func (m *metaReader) value(v *yaml.Value) (Text, bool) {
	if v.Kind == yaml.List || v.Kind == yaml.Map {
		t := Text{oneLine(joinValues(v)), v.Pos}
		if strings.Trim(t.Value, ", ") == "" {
			return Text{"", v.Pos}, true
		}
		if in := "[" + t.Value + "]"; v.Kind == yaml.List && isBracketPlaceholder(in, false) && m.placeholder(v, in) {
			return t, false // [NAME] without quotation marks
		}
		m.bad(v, "expected one value, not a "+map[yaml.Kind]string{yaml.List: "list", yaml.Map: "map"}[v.Kind],
			"write it as one text, such as `A, B`")
		return t, false
	}
	t := Text{oneLine(v.Text), v.Pos}
	return t, !m.placeholder(v, FieldPlaceholder(m.current, t.Value))
}

// placeholderRules are the rules for placeholders by field. Other fields are looked up anyway, and
// reported if not found.
var placeholderRules = map[string]string{"id": placeholderValueRule, "title": placeholderValueRule, "revision": placeholderValueRule,
	"status": placeholderValueRule, "owner": placeholderValueRule, "author": placeholderValueRule, "approver": placeholderValueRule,
	"approved_date": placeholderValueRule, "effective_date": placeholderValueRule, "review_date": placeholderValueRule,
	"history date": placeholderValueRule,
	"type":         placeholderRule, "summary": placeholderRule, "distribution": placeholderRule, "classification": placeholderRule,
	"record name": placeholderRule, "record retention": placeholderRule, "record location": placeholderRule, "record owner": placeholderRule,
	"record disposal": placeholderRule, "history revision": placeholderRule, "history author": placeholderRule, "history summary": placeholderRule}

// placeholder reports a placeholder found in a value; found may be "".
func (m *metaReader) placeholder(v *yaml.Value, found string) bool {
	rule := placeholderRules[m.current]
	if rule == "" || found == "" {
		return false
	}
	field := strings.ReplaceAll(m.current, "_", " ")
	hint := fmt.Sprintf("write the %s, or delete the line until it is known", field)
	if slices.Contains([]string{"id", "title", "revision", "status", "owner"}, m.current) {
		hint = fmt.Sprintf("write the %s of this document", field)
	}
	m.report(rule, v.Pos, fmt.Sprintf("%s is a placeholder, expected the %s", shorten(found), field), hint)
	return true
}

var lineBreaks = regexp.MustCompile(`[ \t]*[\n\t]\s*`)

// oneLine joins the lines of a value with single blanks; other blanks are kept.
func oneLine(s string) string {
	if strings.ContainsAny(s, "\n\t") {
		s = lineBreaks.ReplaceAllString(s, " ")
	}
	return strings.TrimSpace(s)
}

func (m *metaReader) texts(v *yaml.Value) []Text {
	if v.Kind == yaml.Map {
		m.bad(v, "expected a list, not a map", "")
	}
	var list []Text
	for _, item := range v.List() {
		if t, sound := m.value(item); sound && t.Given() {
			list = append(list, t)
		}
	}
	return list
}

var dateForm = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

func (m *metaReader) date(v *yaml.Value) Date {
	t, sound := m.value(v)
	_, err := time.Parse(time.DateOnly, t.Value)
	if sound && t.Given() && err != nil {
		if dateForm.MatchString(t.Value) {
			m.bad(v, fmt.Sprintf("%s is not in the calendar", t.Value), "")
		} else {
			m.bad(v, fmt.Sprintf("%s is not a date", t.Value), "write it as YYYY-MM-DD, such as 2026-03-05")
		}
	}
	return Date{t, sound && err == nil}
}

func (m *metaReader) status(v *yaml.Value) {
	t, sound := m.value(v)
	m.doc.Status = t
	if sound && t.Given() && !slices.Contains(Statuses, t.Value) {
		hint := "expected one of " + strings.Join(Statuses, ", ")
		if near := diag.Nearest(t.Value, Statuses); near != "" {
			hint = fmt.Sprintf("did you mean %s?", near)
		}
		m.bad(v, fmt.Sprintf("%s is not a valid status", t.Value), hint)
	}
}

var (
	idForm     = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*( [A-Za-z0-9._-]+)*$`)
	deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
)

// maxID keeps addresses within the limits of all file systems.
const maxID = 120

func (m *metaReader) id(v *yaml.Value) {
	t, sound := m.value(v)
	m.doc.ID = t
	address := strings.ToLower(strings.ReplaceAll(t.Value, " ", "-"))
	switch {
	case !sound || !t.Given():
	case len(t.Value) > maxID:
		m.bad(v, fmt.Sprintf("the id has %d characters, expected at most %d", len(t.Value), maxID), "")
	case !idForm.MatchString(t.Value):
		hint := "an id has ASCII letters, digits, `-`, `_`, `.` and single blanks, and begins with a letter or digit"
		if plain := PlainID(t.Value); idForm.MatchString(plain) {
			hint = fmt.Sprintf("write it with plain hyphens and blanks: %s", plain)
		}
		m.bad(v, fmt.Sprintf("%s is not a valid id", t.Value), hint)
	case address == "index":
		m.bad(v, "the id index is the address of the master list", "choose another id")
	case route.IsNext(t.Value):
		m.bad(v, fmt.Sprintf("an id cannot end in .next: documents/%s.html would be the page of a coming revision", address), "choose another id")
	case deviceName.MatchString(address):
		m.bad(v, fmt.Sprintf("%s is the name of a device on Windows and cannot be a file there", t.Value), "choose another id")
	}
}

// ValidID reports whether a text is a valid id, and so a valid address.
func ValidID(id string) bool {
	return len(id) <= maxID && idForm.MatchString(id) && route.Document(id) != route.Documents && !route.IsNext(id) && !deviceName.MatchString(id)
}

// Address is the path of the document's page in the site.
func (m Meta) Address() string {
	return route.Document(m.ID.Value)
}

// isPlain reports whether no claim names an edition and none is repeated.
func isPlain(claims []Claim) bool {
	for i, c := range claims {
		same := func(d Claim) bool { return d.Clause == c.Clause && d.Section == c.Section }
		if c.Edition != "" || slices.ContainsFunc(claims[:i], same) {
			return false
		}
	}
	return true
}

// standards reads the names of the standards that the claims belong to.
func (m *metaReader) standards(v *yaml.Value) {
	if v.Kind == yaml.Map {
		m.bad(v, "expected the name of a standard, or a list of names, not a map", "put claims into `clauses`")
		return
	}
	m.doc.Standards = append(m.doc.Standards, m.texts(v)...)
}

var clauseForm = regexp.MustCompile(`^[0-9]+(\.[0-9]+)+(#.*)?$`)
