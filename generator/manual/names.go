package manual

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/route"
)

// names finds documents by what people write instead of an id: the name or path of the file without its
// ending, or the title. Case makes a difference only between documents that differ in nothing else.
type names struct {
	once    sync.Once
	byFile  map[string][]*Entry // by the folded last part of the path
	byTitle map[string][]*Entry
}

func (r *Register) named(name string) []*Entry {
	r.names.once.Do(r.collectNames)
	plain := document.Composed(strings.TrimSpace(name))
	whole := strings.TrimPrefix(withoutEnding(plain), "/")
	var found []*Entry
	for _, e := range r.names.byFile[route.Fold(path.Base(whole))] {
		file, _ := Below(r.root, e.File)
		file, wanted := route.Fold(document.Composed(withoutEnding(file))), route.Fold(whole)
		if file == wanted && strings.Contains(wanted, "/") {
			return []*Entry{e}
		}
		if file == wanted || strings.HasSuffix(file, "/"+wanted) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		found = r.names.byTitle[route.Fold(plain)]
	}
	if exact := slices.DeleteFunc(slices.Clone(found), func(e *Entry) bool { return !e.isNamed(plain) }); len(found) > 1 && len(exact) == 1 {
		return exact
	}
	return found
}

// isNamed reports whether a name is that of the document in every letter.
func (e *Entry) isNamed(name string) bool {
	return document.Composed(e.Title.Value) == name || document.Composed(withoutEnding(path.Base(e.File))) == withoutEnding(path.Base(name))
}

func (r *Register) collectNames() {
	r.names.byFile, r.names.byTitle = map[string][]*Entry{}, map[string][]*Entry{}
	for _, e := range r.Entries {
		file := route.Fold(document.Composed(withoutEnding(path.Base(e.File))))
		r.names.byFile[file] = append(r.names.byFile[file], e)
		if e.Title.Given() {
			title := route.Fold(document.Composed(e.Title.Value))
			r.names.byTitle[title] = append(r.names.byTitle[title], e)
		}
	}
}

// withoutEnding is a path without .md.
func withoutEnding(p string) string {
	if strings.EqualFold(path.Ext(p), ".md") {
		return p[:len(p)-len(".md")]
	}
	return p
}

// namedTarget finds what a wiki link names: an id, else the name or path of a document, else a title, else
// the page of a section by its path, else a file.
func (r resolver) namedTarget(self *Entry, name string) Target {
	if entries := r.ByID(name); len(entries) > 0 {
		return r.documentTarget(self, entries[0], "")
	}
	switch entries := r.named(name); {
	case len(entries) == 1:
		return r.documentTarget(self, entries[0], "")
	case len(entries) > 1:
		return Target{Trouble: Ambiguous, Path: name, Candidates: entries}
	}
	for _, p := range r.startingPoints(self, name) {
		if t, ok := r.pageTarget(self, p, ""); ok {
			return t
		}
		if f := r.files[p]; f != nil {
			return Target{File: f, Path: p}
		}
	}
	return r.fileNamed(name)
}

// startingPoints are the paths that a name may be: from the folder of its document and from the top.
func (r resolver) startingPoints(self *Entry, name string) []string {
	list := []string{r.spelled(path.Join(r.root, name))}
	if self != nil {
		list = slices.Insert(list, 0, r.spelled(path.Join(path.Dir(self.File), name)))
	}
	return list
}

// fileNamed finds the only file with a name, in whatever folder it is.
func (r resolver) fileNamed(name string) Target {
	missing := Target{Trouble: NoDocument, Path: name}
	if path.Ext(name) == "" {
		return missing
	}
	wanted := "/" + document.Composed(name)
	for _, f := range r.Files {
		if strings.HasSuffix("/"+document.Composed(f.Path), wanted) {
			if missing.File != nil {
				return Target{Trouble: NoDocument, Path: name}
			}
			missing.File = f
		}
	}
	if missing.File != nil {
		return Target{File: missing.File, Path: missing.File.Path}
	}
	return missing
}
