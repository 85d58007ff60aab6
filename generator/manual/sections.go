package manual

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/route"
)

// arrange makes a section of every folder that holds documents, and of the folders above it.
func (x *index) arrange() {
	byPath := map[string]*Section{}
	top := section(byPath, "")
	x.sections = make([]*Section, len(x.known))
	for at, n := range x.known {
		x.sections[at] = section(byPath, document.Section(n.file, x.root))
	}
	x.introduce(byPath)
	top.walk(func(s *Section) {
		slices.SortFunc(s.Children, compareSections)
		s.at = len(x.Sections)
		x.Sections = append(x.Sections, s)
		x.byFolder[path.Join(x.root, s.Path)] = s
	})
}

func (s *Section) walk(visit func(*Section)) {
	visit(s)
	for _, child := range s.Children {
		child.walk(visit)
	}
}

func section(byPath map[string]*Section, p string) *Section {
	if s := byPath[p]; s != nil {
		return s
	}
	s := &Section{Path: p, URL: route.Section(p)}
	byPath[p] = s
	if p == "" {
		return s
	}
	parent := path.Dir(p)
	if parent == "." {
		parent = ""
	}
	s.Parent = section(byPath, parent)
	s.Parent.Children = append(s.Parent.Children, s)
	s.Title = folderTitle(path.Base(p))
	s.Label = s.Title
	return s
}

// Ancestors lists the sections above this one, the topmost folder first, the root left out.
func (s *Section) Ancestors() []*Section {
	var list []*Section
	for a := s.Parent; a != nil && a.Path != ""; a = a.Parent {
		list = append(list, a)
	}
	slices.Reverse(list)
	return list
}

var ordering = regexp.MustCompile(`^[0-9]+[ ._-]+`)

// folderTitle makes a heading of a folder's name: 08-purchasing is Purchasing.
func folderTitle(name string) string {
	title := strings.Join(strings.Fields(strings.NewReplacer("-", " ", "_", " ").Replace(ordering.ReplaceAllString(name, ""))), " ")
	if title == "" {
		return name
	}
	r, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(r)) + title[size:]
}
