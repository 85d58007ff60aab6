package site

import (
	"bytes"
	"html/template"
	"slices"
	"sync"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// entriesMark is where the documents of the current section belong in a rendered tree.
const entriesMark = "<cb-entries></cb-entries>"

// minLevel is the least number of sections that each open level of a large tree shows.
const minLevel = 8

// treeKey identifies the trees of sections that are the same.
type treeKey struct {
	root    string
	section *manual.Section // the current one; nil on a page that is in none
	own     bool            // on the section's own page
}

// sectionTree is the tree of sections on a page in a section, with the documents of the section: at is the
// current one, or nil. The section may be nil.
func (b *Builder) sectionTree(p page, section *manual.Section, at *manual.Entry, own bool) template.HTML {
	return p.slots.add(usualPiece, func(w *bytes.Buffer) error {
		tree, err := b.treeOf(treeKey{p.Root, section, own})
		if err != nil {
			return err
		}
		before, after, found := bytes.Cut(tree, []byte(entriesMark))
		w.Write(before)
		if found {
			if err := sectionEntries(b, w, p, section, at); err != nil {
				return err
			}
		}
		w.Write(after)
		return nil
	})
}

// sectionEntries writes the documents of a section that the tree shows.
func sectionEntries(b *Builder, w *bytes.Buffer, p page, section *manual.Section, at *manual.Entry) error {
	from, to, entries := b.window(section, at)
	if from == to {
		return nil
	}
	nav := view.Nav{Section: b.sectionLink(section), Root: p.Root, Before: from, After: len(entries) - to, Total: len(entries)}
	var list slots
	nav.Entries = list.add((to-from)*usualEntry, func(w *bytes.Buffer) error { return b.entries(w, p, entries[from:to], at) })
	return list.render(w, func(raw *bytes.Buffer) error { return b.theme.RenderPartial(raw, "entries", p.Root, &nav) })
}

// treeOf returns a rendered tree of sections. It is rendered once for all pages of a section.
func (s *shared) treeOf(key treeKey) ([]byte, error) {
	tree, known := s.trees.Load(key)
	if !known {
		tree, _ = s.trees.LoadOrStore(key, sync.OnceValues(func() ([]byte, error) {
			return s.partial("tree", key.root, s.newTree(key))
		}))
	}
	return tree.(func() ([]byte, error))()
}

func (s *shared) newTree(key treeKey) view.Tree {
	path := map[*manual.Section]bool{}
	for a := key.section; a != nil; a = a.Parent {
		path[a] = true
	}
	t := treeBuilder{shared: s, treeKey: key, path: path, whole: s.sections <= maxNav, level: max(minLevel, maxNav/max(1, len(path)))}
	top := s.catalog.Sections[0]
	tree := view.Tree{All: key.root + route.Sections}
	tree.Branches, tree.More = t.children(top)
	if key.section == top {
		tree.Entries = entriesMark
	}
	return tree
}

// treeBuilder makes a tree of sections. A small one is whole; of a large one it has the sections above the
// current one and some around each of these.
type treeBuilder struct {
	*shared
	treeKey
	path  map[*manual.Section]bool // the current section and those above it
	whole bool
	level int // largest number of sections on one level of a tree that is not whole
}

// children are the branches below a section, and the number of those left out.
func (t *treeBuilder) children(of *manual.Section) (branches []view.Branch, more int) {
	var list []*manual.Section
	for _, child := range of.Children {
		if t.has(child) && (!child.Hidden || t.path[child]) {
			list = append(list, child)
		}
	}
	all := len(list)
	switch {
	case t.whole:
	case !t.path[of] && of.Parent != nil:
		return nil, 0
	case all > t.level:
		at := slices.IndexFunc(list, func(s *manual.Section) bool { return t.path[s] })
		from := max(0, min(at-t.level/2, all-t.level))
		list = list[from : from+t.level]
	}
	for _, s := range list {
		branches = append(branches, t.branch(s))
	}
	return branches, all - len(list)
}

func (t *treeBuilder) branch(s *manual.Section) view.Branch {
	b := view.Branch{Text: s.Label, URL: t.root + s.URL, Current: s == t.section && t.own, Open: t.path[s]}
	b.Children, b.More = t.children(s)
	if s == t.section && len(t.inSection[s]) > 0 {
		b.Entries = entriesMark
	}
	return b
}

// clauseTree is the tree of clauses on the page of one, open down to it.
func clauseTree(b *Builder, p page, at *coverage.Clause) template.HTML {
	return p.slots.add(usualPiece, func(w *bytes.Buffer) error {
		open := append(ancestors(at.ID), at.ID)
		var below func(id string) []view.Branch
		below = func(id string) (list []view.Branch) {
			for _, c := range b.manual.Standard.Children(id) {
				list = append(list, view.Branch{Text: c.ID + " " + b.titles.Full(c), URL: p.Root + route.Clause(c.ID), English: !b.titled(),
					Current: c.ID == at.ID, Open: slices.Contains(open, c.ID), Children: below(c.ID)})
			}
			return list
		}
		tree, err := b.partial("tree", p.Root, view.Tree{Branches: below("")})
		w.Write(tree)
		return err
	})
}
