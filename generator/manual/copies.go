package manual

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/route"
)

// copyEndings are the kinds of files in which a document is handed around.
var copyEndings = []string{".pdf", ".doc", ".docx", ".odt"}

// nameOfRevision matches the end of a file's name that tells its revision: SOP-01 Rev. 2, SOP-01_v2, SOP-01 (B).
var nameOfRevision = regexp.MustCompile(`(?i)^(.+?)(?:[\s_-]+\(?(?:revision|rev|version|ver|ausgabe|issue|v|r)\b\.?[\s_-]*|[\s_-]+\(?[vr])([0-9A-Z]{1,4}(?:\.[0-9]{1,3})*)\)?$`)

// findCopies finds the PDF and Word files beside a document that have its name, id or title, or id and title. A name
// that tells a revision has to tell the document's. Copies are linked on the page of the document, and published with
// it.
func findCopies(m *Manual) {
	folders := map[string]bool{}
	var files []*File
	for _, f := range m.Files {
		if f.Unsafe == "" && slices.Contains(copyEndings, strings.ToLower(path.Ext(f.Path))) {
			files = append(files, f)
			folders[path.Dir(f.Path)] = true
		}
	}
	if len(files) == 0 {
		return
	}
	byName := copyNames(m, folders)
	for _, f := range files {
		name := strings.TrimSuffix(f.Path, path.Ext(f.Path))
		e := byName[copyKey(name)]
		if told := nameOfRevision.FindStringSubmatch(name); e == nil && told != nil {
			if e = byName[copyKey(told[1])]; e != nil && !document.EqualRevisions(e.Revision.Value, told[2]) {
				continue
			}
		}
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

func copyKey(name string) string { return route.Fold(document.Composed(name)) }

// copyNames maps the paths that copies in some folders may have, without their endings, to documents. A title that
// two documents have is the name of neither.
func copyNames(m *Manual, folders map[string]bool) map[string]*Entry {
	byName := map[string]*Entry{}
	for _, e := range m.Entries {
		folder := path.Dir(e.File)
		title := strings.ReplaceAll(e.Title.Value, "/", "-")
		if !folders[folder] {
			continue
		}
		for _, name := range []string{e.ID.Value, title, e.ID.Value + " " + title, e.ID.Value + " - " + title, e.ID.Value + "_" + title} {
			k := copyKey(path.Join(folder, name))
			if other, taken := byName[k]; taken && other != e {
				byName[k] = nil
			} else {
				byName[k] = e
			}
		}
	}
	for _, e := range m.Entries {
		if folders[path.Dir(e.File)] {
			byName[copyKey(withoutEnding(e.File))] = e
		}
	}
	return byName
}

// Copies lists the PDF and Word copies of a document. The list must not be changed.
func (m *Manual) Copies(e *Entry) []*File { return m.copies[e] }
