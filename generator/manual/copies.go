package manual

import (
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/route"
)

// copyEndings are the kinds of files in which a document is handed around.
var copyEndings = []string{".pdf", ".doc", ".docx", ".odt"}

// findCopies finds the PDF and Word files that have the name of a document beside them, or its id. They are
// linked on its page, and published with it.
func findCopies(m *Manual) {
	byName := map[string]*Entry{}
	key := func(folder, name string) string { return route.Fold(document.Composed(path.Join(folder, name))) }
	for _, f := range m.Files {
		if f.Unsafe != "" || !slices.Contains(copyEndings, strings.ToLower(path.Ext(f.Path))) {
			continue
		}
		if len(byName) == 0 {
			for _, e := range m.Entries {
				byName[key(path.Dir(e.File), e.ID.Value)] = e
			}
			for _, e := range m.Entries {
				byName[route.Fold(document.Composed(withoutEnding(e.File)))] = e
			}
		}
		e := byName[key("", strings.TrimSuffix(f.Path, path.Ext(f.Path)))]
		if e == nil {
			continue
		}
		if m.copies == nil {
			m.copies = map[*Entry][]*File{}
		}
		m.copies[e] = append(m.copies[e], f)
		use(m.uses, f, e.Published())
	}
}

// Copies lists the PDF and Word copies of a document. The list must not be changed.
func (m *Manual) Copies(e *Entry) []*File { return m.copies[e] }
