package manual

import (
	"cmp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// Register is what the documents of a manual are to each other: their order, their sections, their
// ids and addresses. It is made of their faces, of the documents folder and of whether drafts are
// shown, and of nothing else, so that an edit of a text leaves it as it is. It is not changed once
// it is made.
type Register struct {
	Entries  []*Entry   // all documents, in the order of their files
	Sections []*Section // all folders with documents, in order, the top one first

	root   string
	drafts bool
	ranked []*Entry
	byID   map[string][]*Entry
	byFile map[string]*Entry
	words  int // of the longest id that text may name
}

// Entry is a document in its place in the manual: its face. What a Manual knows of its text it gives
// by the entry.
type Entry struct {
	*document.Face
	URL     string // of its page, relative to the site's root; empty when it is not published
	Section *Section
	// Rank is its place among all documents in the order of their ids.
	Rank int
	at   int // its place in the order of files
}

// register gives the register of documents: the last one, if there is one and it would be the same.
func register(texts []*document.Document, root string, drafts bool, last *Register) *Register {
	same := func(e *Entry, d *document.Document) bool { return e.Face == d.Face }
	if last != nil && last.root == root && last.drafts == drafts && slices.EqualFunc(last.Entries, texts, same) {
		return last
	}
	r := &Register{root: root, drafts: drafts, Entries: make([]*Entry, len(texts)),
		byID: make(map[string][]*Entry, len(texts)), byFile: make(map[string]*Entry, len(texts))}
	entries := make([]Entry, len(texts))
	for i, d := range texts {
		e := &entries[i]
		e.Face, e.at = d.Face, i
		if e.HasPlace && (e.Public() || drafts) {
			e.URL = e.Place
		}
		r.Entries[i] = e
		r.byFile[e.File] = e
		if e.ID.Given() {
			r.byID[e.ID.Value] = append(r.byID[e.ID.Value], e)
		}
	}
	r.countWords()
	r.rank(last)
	r.arrange()
	return r
}

// rank orders all documents once, so that nothing else has to compare ids. Those that were there
// before are in order.
func (r *Register) rank(last *Register) {
	var fresh []*Entry
	r.ranked, fresh = r.known(last)
	const few = 100
	if len(fresh) <= few {
		for _, e := range fresh {
			at, _ := slices.BinarySearchFunc(r.ranked, e, byName)
			r.ranked = slices.Insert(r.ranked, at, e)
		}
	} else {
		r.ranked = append(r.ranked, fresh...)
		slices.SortFunc(r.ranked, byName)
	}
	for i, e := range r.ranked {
		e.Rank = i
	}
}

// known lists the documents that have the face that they had in the last register, in its order, and
// the others.
func (r *Register) known(last *Register) (known, fresh []*Entry) {
	known = make([]*Entry, 0, len(r.Entries)+1)
	if last == nil {
		return known, r.Entries
	}
	old := make([]bool, len(r.Entries))
	for _, was := range last.ranked {
		if e := r.byFile[was.File]; e != nil && e.Face == was.Face {
			known = append(known, e)
			old[e.at] = true
		}
	}
	for i, e := range r.Entries {
		if !old[i] {
			fresh = append(fresh, e)
		}
	}
	return known, fresh
}

func byName(a, b *Entry) int {
	return cmp.Or(Compare(a.Name(), b.Name()), strings.Compare(a.File, b.File))
}

// ByRank orders documents by their ids.
func ByRank(a, b *Entry) int { return a.Rank - b.Rank }

// Ranked lists all documents in the order of their ids. The list must not be changed.
func (r *Register) Ranked() []*Entry { return r.ranked }

// ByID gives the documents with an id; more than one is a fault.
func (r *Register) ByID(id string) []*Entry { return r.byID[id] }

// ByFile gives the document of a file, or nil.
func (r *Register) ByFile(file string) *Entry { return r.byFile[file] }

// IDs lists all ids once, in order.
func (r *Register) IDs() []string {
	ids := make([]string, 0, len(r.byID))
	for id := range r.byID {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, Compare)
	return ids
}

// Public reports whether a document belongs into the site even without drafts.
func (e *Entry) Public() bool {
	return e.Status.Value == document.Approved || e.Status.Value == document.Obsolete
}

// Published reports whether the document has a page.
func (e *Entry) Published() bool { return e.URL != "" }

// Current reports whether the document is published and not obsolete, and so belongs into
// navigation, search and print.
func (e *Entry) Current() bool { return e.Published() && e.Status.Value != document.Obsolete }
