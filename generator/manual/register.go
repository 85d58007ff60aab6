package manual

import (
	"slices"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
)

// Register is what the documents of a manual are to each other: their order, their sections, their
// ids and addresses. It depends on their headers, on the documents folder and on whether drafts are
// shown, and on nothing else, so an edit of a text leaves it as it is. It is immutable.
type Register struct {
	*index
	Entries []*Entry           // all documents, in the order of their files
	headers []*document.Header // theirs
	drafts  bool
	// settings holds the defaults of the documents; nothing else of it is used.
	settings *config.Config
	ranked   []*Entry
	sameID   [][]*Entry // by the number of an id
	members  [][]*Entry // by the place of a section
	nexts    []*Entry   // the revisions that are coming, of InForce
	succession
	names names
}

// Entry is the header of a document with its place in the manual. The methods of Manual tell of its text. From one
// Load to the next it is the same pointer while nothing in it changes.
type Entry struct {
	*document.Header
	URL     string // of its page, relative to the site's root; empty when it is not published
	Section *Section
	// Rank is its place among all documents in the order of their ids.
	Rank int
	// reviewEvery is the interval of a default, if there is one.
	reviewEvery config.Interval
	at          int // its place in the order of files
	// Issued is the last change of an earlier revision that is in force, and Next the document in the folder,
	// which is its next revision. Both are nil where the document in the folder stands for itself.
	Issued *history.Change
	Next   *Entry
	// Earlier is, for a Next, the revision that is in force until then.
	Earlier *Entry
}

// register gives the register of documents: the last one, if there is one and it would be the same,
// and else one that has all entries of it that are the same.
func register(texts []*document.Document, intros []*document.Header, settings *config.Config, drafts bool, last *Register) *Register {
	root := settings.Documents.Value
	if last == nil {
		last = &Register{}
	}
	same := func(f *document.Header, d *document.Document) bool { return f == d.Header }
	if last.index != nil && last.root == root && last.drafts == drafts && sameDefaults(last.settings, settings) && slices.Equal(last.intros, intros) &&
		slices.EqualFunc(last.headers, texts, same) {
		return last
	}
	r := &Register{index: newIndex(texts, intros, root, last.index), drafts: drafts, settings: settings}
	r.headers, r.Entries = make([]*document.Header, len(texts)), make([]*Entry, len(texts))
	like := last.index == r.index && last.drafts == drafts && sameDefaults(last.settings, settings)
	for at, d := range texts {
		r.headers[at] = d.Header
		if like && last.headers[at] == d.Header {
			r.Entries[at] = last.Entries[at]
		} else {
			r.Entries[at] = r.entry(d.Header, at)
		}
	}
	r.arrangeEntries()
	return r
}

// arrangeEntries makes what follows from the entries and the index.
func (r *Register) arrangeEntries() {
	r.ranked = r.at(r.index.ranked)
	r.sameID = r.lists(r.groups)
	r.members = make([][]*Entry, len(r.Sections))
	for _, e := range r.ranked {
		r.members[e.Section.at] = append(r.members[e.Section.at], e)
	}
	r.succession = newSuccession(r)
}

func (r *Register) entry(f *document.Header, at int) *Entry {
	e := &Entry{Header: f, Section: r.sections[at], Rank: r.ranks[at], at: at}
	e.takeDefaults(r.settings)
	if f.HasPlace && (e.Public() || r.drafts) {
		e.URL = f.Place
	}
	return e
}

// at gives the entries at places.
func (r *Register) at(places []int) []*Entry {
	list := make([]*Entry, len(places))
	for i, at := range places {
		list[i] = r.Entries[at]
	}
	return list
}

// lists gives the entries at places, with one piece of memory for all.
func (r *Register) lists(groups [][]int) [][]*Entry {
	lists, all := make([][]*Entry, len(groups)), make([]*Entry, 0, len(r.Entries))
	for i, places := range groups {
		from := len(all)
		for _, at := range places {
			all = append(all, r.Entries[at])
		}
		lists[i] = all[from:len(all):len(all)]
	}
	return lists
}

// ByRank orders documents by their ids.
func ByRank(a, b *Entry) int { return a.Rank - b.Rank }

// Ranked lists all documents in the order of their ids. The list must not be changed.
func (r *Register) Ranked() []*Entry { return r.ranked }

// ByID gives the documents with an id; more than one is a fault. Blanks and hyphens of any kind are the same. The
// list must not be changed.
func (r *Register) ByID(id string) []*Entry {
	n, ok := r.byID[id]
	if !ok {
		plain := document.PlainID(id)
		if plain == id {
			return nil
		}
		if n, ok = r.byID[plain]; !ok {
			return nil
		}
	}
	return r.sameID[n]
}

// ByFile gives the document of a file, or nil.
func (r *Register) ByFile(file string) *Entry {
	if at, ok := r.byFile[file]; ok {
		return r.Entries[at]
	}
	return nil
}

// In lists the documents of a section, in the order of their ids. The list must not be changed.
func (r *Register) In(s *Section) []*Entry { return r.members[s.at] }

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
