package document

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/clausebook/clausebook/generator/yaml"
)

// SectionPage is what a README.md or index.md without an id says of its folder. Such a file is the
// page of the section, not a document: it has a title, which may be that of its first heading, and
// a text.
type SectionPage struct {
	// Order is the place among the sections next to it; those without one follow in the order of
	// their names.
	Order   int
	Ordered bool
	Label   string // a short title for the navigation, or ""
	Hidden  bool   // not in the navigation
}

// sectionFields are the fields of the page of a section.
var sectionFields = []string{"title", "order", "nav"}

// IsSectionFile reports whether the name of a file makes it the page of a section, if it has no id.
// Case makes no difference, because on some systems it does not.
func IsSectionFile(file string) bool {
	name := strings.ToLower(path.Base(file))
	return name == "readme.md" || name == "index.md"
}

// sectionField reads a field of the page of a section, and reports false if it is none of those.
func (m *metaReader) sectionField(e yaml.Entry) bool {
	m.current = e.Key.Text
	switch m.current {
	case "title":
		m.doc.Title = m.text(e.Value)
	case "order":
		m.order(e.Value)
	case "nav":
		m.navigation(e.Value)
	default:
		return false
	}
	return true
}

func (m *metaReader) order(v *yaml.Value) {
	t, sound := m.value(v)
	if !sound || !t.Given() {
		return
	}
	n, err := strconv.Atoi(t.Value)
	if err != nil {
		m.bad(v, fmt.Sprintf("%s is not a whole number", shorten(t.Value)), "write the place among the sections, such as `order: 10`")
		return
	}
	m.doc.SectionPage.Order, m.doc.SectionPage.Ordered = n, true
}

// navigation reads `nav`: false, or a short title.
func (m *metaReader) navigation(v *yaml.Value) {
	if v.Kind == yaml.List || v.Kind == yaml.Map {
		m.bad(v, "expected a short title for the navigation, or false to leave the section out of it",
			"the navigation follows the folders; `order` in a folder's README.md gives its place")
		return
	}
	switch t := m.text(v); strings.ToLower(t.Value) {
	case "", "true", "yes", "on":
	case "false", "no", "off":
		m.doc.SectionPage.Hidden = true
	default:
		m.doc.SectionPage.Label = t.Value
	}
}

// noEffect reports the first field of a document in the page of a section: the id may be forgotten.
func (m *metaReader) noEffect(e yaml.Entry) {
	if m.noEffectReported {
		return
	}
	m.noEffectReported = true
	m.report("unknown-field", e.Key.Pos, fmt.Sprintf("%s has no effect here: without an id this file introduces its folder and is not a document", e.Key.Text),
		"add `id:` to make it a document, or delete the field; the page of a folder has "+strings.Join(sectionFields[:2], ", ")+" and "+sectionFields[2])
}

// startSectionPage decides whether a file is the page of a section, from its name and its fields.
func (m *metaReader) startSectionPage(root *yaml.Value) {
	hasID := func(e yaml.Entry) bool { return fieldNamed(e.Key.Text) == "id" && e.Value.Kind != yaml.Empty }
	if IsSectionFile(m.doc.File) && !slices.ContainsFunc(root.Entries, hasID) {
		m.doc.SectionPage = &SectionPage{}
	}
}
