package manual

import (
	"cmp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// index is what follows from the files and ids of documents, from the pages of sections and from the
// documents folder: who is where, in which order. It is made of nothing else, and stays while no document
// comes, goes, moves or gets another id, and no section another title or place. It speaks of documents by their places in the order of files.
type index struct {
	root   string
	known  []name
	intros []*document.Header // the pages of sections
	byFile map[string]int
	// spellings are the files whose names are not in the one Unicode spelling that is compared, by that.
	spellings map[string]string
	byID      map[string]int // the number of a group
	groups    [][]int        // those with one id
	words     int            // of the longest id that text may name
	patterns  map[string]*pattern
	initials  map[string]bool // the letters with which ids of the patterns begin
	ranked    []int
	ranks     []int
	Sections  []*Section          // all folders with documents, in order, the top one first
	sections  []*Section          // of each document
	byFolder  map[string]*Section // by the paths of their folders
	pages     map[string]*Section // by the files of their pages
}

// name is what a document is known by.
type name struct{ file, id string }

func (n name) String() string { return cmp.Or(n.id, n.file) }

func compareNames(a, b name) int {
	return cmp.Or(Compare(a.String(), b.String()), strings.Compare(a.file, b.file))
}

// newIndex gives the index of documents: the last one, if there is one and it would be the same.
func newIndex(texts []*document.Document, intros []*document.Header, root string, last *index) *index {
	same := func(n name, d *document.Document) bool { return n.file == d.File && n.id == d.ID.Value }
	if last != nil && last.root == root && slices.Equal(last.intros, intros) && slices.EqualFunc(last.known, texts, same) {
		return last
	}
	x := &index{root: root, intros: intros, known: make([]name, len(texts)), byFile: make(map[string]int, len(texts)), byID: make(map[string]int, len(texts))}
	for at, d := range texts {
		n := name{d.File, d.ID.Value}
		x.known[at], x.byFile[n.file] = n, at
		x.spellings = spell(x.spellings, n.file)
		if n.id != "" {
			x.group(n.id, at)
		}
	}
	x.countWords()
	x.learn()
	x.rank(last)
	x.arrange()
	return x
}

// spell adds a path to those that are spelled otherwise than they are compared. Most are not.
func spell(all map[string]string, file string) map[string]string {
	if plain := document.Composed(file); plain != file {
		if all == nil {
			all = map[string]string{}
		}
		all[plain] = file
	}
	return all
}

func (x *index) group(id string, at int) {
	n, ok := x.byID[id]
	if !ok {
		n = len(x.groups)
		x.byID[id], x.groups = n, append(x.groups, nil)
	}
	x.groups[n] = append(x.groups[n], at)
}

// rank orders all documents once, so that nothing else has to compare ids. Those that were there
// before are in order.
func (x *index) rank(last *index) {
	var fresh []int
	x.ranked, fresh = x.previous(last)
	byName := func(a, b int) int { return compareNames(x.known[a], x.known[b]) }
	const few = 100
	if len(fresh) <= few {
		for _, at := range fresh {
			i, _ := slices.BinarySearchFunc(x.ranked, at, byName)
			x.ranked = slices.Insert(x.ranked, i, at)
		}
	} else {
		x.ranked = append(x.ranked, fresh...)
		slices.SortFunc(x.ranked, byName)
	}
	x.ranks = make([]int, len(x.ranked))
	for rank, at := range x.ranked {
		x.ranks[at] = rank
	}
}

// previous lists the documents that were in the last index, in its order, and the others.
func (x *index) previous(last *index) (old, fresh []int) {
	old = make([]int, 0, len(x.known)+1)
	was := make([]bool, len(x.known))
	if last != nil {
		for _, then := range last.ranked {
			if at, ok := x.byFile[last.known[then].file]; ok && x.known[at] == last.known[then] {
				old, was[at] = append(old, at), true
			}
		}
	}
	for at := range x.known {
		if !was[at] {
			fresh = append(fresh, at)
		}
	}
	return old, fresh
}
