package audit

import (
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// Unknown is a clause, section or document that the manual does not have, and the nearest one, or "".
type Unknown struct{ Name, Nearest string }

// Clauses reads a list of clauses with commas or blanks between them.
func Clauses(x *coverage.Report, text string) ([]string, *Unknown) {
	var list []string
	for _, id := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' || c == ' ' }) {
		if x.Clause(id) == nil && !chapter(x, id) {
			var all []string
			for _, c := range x.Clauses {
				all = append(all, c.ID)
			}
			return nil, &Unknown{id, diag.Nearest(id, all)}
		}
		list = append(list, id)
	}
	return list, nil
}

// chapter reports whether a clause begins with an id, which has no line of its own in the data.
func chapter(x *coverage.Report, id string) bool {
	for _, c := range x.Clauses {
		if strings.HasPrefix(c.ID, id+".") {
			return true
		}
	}
	return false
}

// Section finds documents: those of a folder, by its path or title, and of the folders in it, or one document by its
// id or title, such as that of a process.
func Section(x *coverage.Report, name string) (words string, entries []*manual.Entry, unknown *Unknown) {
	words, entries, found := x.Manual.Part(name)
	switch {
	case !found:
		return "", nil, &Unknown{name, diag.Nearest(name, x.Manual.PartNames())}
	case len(x.Manual.ByID(name)) == 0:
		words = "section " + words
	}
	return words, entries, nil
}
