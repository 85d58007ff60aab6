package diff

import (
	"cmp"
	"slices"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
)

// Change says in a word what became of a document.
type Change string

// The changes. A document is renamed where its id, title or file is another; it is known by its id
// where that stayed, else by its file.
const (
	Added   Change = "added"
	Changed Change = "changed"
	Removed Change = "removed"
	Renamed Change = "renamed"
)

var changes = []Change{Added, Changed, Removed, Renamed}

// Document is a document that is not what it was.
type Document struct {
	Change Change `json:"change"`
	// Before is nil for one that was added, After for one that was removed.
	Before *State `json:"before"`
	After  *State `json:"after"`
	// Fields names what differs: fields of the front matter, `path`, `text` for the body, `files` for
	// what it shows and links to, and `effective` where it counts now or no longer does. It is empty where
	// only the spelling differs.
	Fields []string `json:"fields"`
	// Files are the files that hold something else: pictures, forms, what is linked.
	Files []string `json:"files,omitempty"`
	// Text is what changed in the body, for one that was there before and is there now.
	Text []Passage `json:"text,omitempty"`
}

// State is a document at one time.
type State struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Path      string `json:"path"`
	Revision  string `json:"revision"`
	Status    string `json:"status"`
	Effective bool   `json:"effective"`
}

// latest is the document as it is now, or as it last was.
func (d Document) latest() *State { return cmp.Or(d.After, d.Before) }

// name is what a reader knows the document by.
func (s *State) name() string { return cmp.Or(s.ID, s.Path) }

func (c *Comparison) documents(pairs []twin) {
	shown := newReader(c.Before, c.After, pairs)
	for _, p := range pairs {
		d := Document{Before: state(matrix(c.Before), p.before), After: state(matrix(c.After), p.after), Fields: []string{}}
		switch {
		case p.before == nil:
			d.Change = Added
		case p.after == nil:
			d.Change = Removed
		default:
			before, after := c.Before.Manual.Text(p.before), c.After.Manual.Text(p.after)
			fields, files := shown.differences(p)
			d.Fields, d.Files = append(d.Fields, fields...), files
			if slices.Contains(fields, "text") {
				d.Text = passages(before, after)
			}
			if d.Before.Effective != d.After.Effective {
				d.Fields = append(d.Fields, "effective")
			}
			if len(d.Fields) == 0 && before.Sum == after.Sum {
				continue
			}
			d.Change = Changed
			if slices.ContainsFunc(d.Fields, func(f string) bool { return f == "id" || f == "title" || f == "path" }) {
				d.Change = Renamed
			}
		}
		c.Documents = append(c.Documents, d)
	}
	slices.SortStableFunc(c.Documents, func(a, b Document) int {
		return cmp.Or(manual.Compare(a.latest().name(), b.latest().name()), cmp.Compare(a.latest().Path, b.latest().Path))
	})
}

func state(x *coverage.Report, e *manual.Entry) *State {
	if e == nil {
		return nil
	}
	return &State{e.ID.Value, e.Title.Value, e.File, e.Revision.Value, e.Status.Value, x != nil && x.Effective(x.Manual.ByFile(e.File))}
}

func entries(r *check.Result) []*manual.Entry {
	if r == nil {
		return nil
	}
	return r.Manual.Entries
}

// twin is one document before and after; either may be nil.
type twin struct{ before, after *manual.Entry }

// pair finds what each document was: the one of the same file and id, else of the same id, else of
// the same file. Where several have one id it tells none of them from another.
func pair(before, after []*manual.Entry) []twin {
	var pairs []twin
	for _, key := range []func(*manual.Entry) string{
		func(e *manual.Entry) string { return e.File + "\x00" + e.ID.Value },
		func(e *manual.Entry) string { return e.ID.Value },
		func(e *manual.Entry) string { return e.File },
	} {
		var found []twin
		found, before, after = match(before, after, key)
		pairs = append(pairs, found...)
	}
	for _, e := range before {
		pairs = append(pairs, twin{before: e})
	}
	for _, e := range after {
		pairs = append(pairs, twin{after: e})
	}
	return pairs
}

// match pairs what one key that is not empty names on both sides, and gives what is left.
func match(before, after []*manual.Entry, key func(*manual.Entry) string) (pairs []twin, was, is []*manual.Entry) {
	old, fresh := byKey(before, key), byKey(after, key)
	single := func(e *manual.Entry) bool {
		k := key(e)
		return k != "" && len(old[k]) == 1 && len(fresh[k]) == 1
	}
	for _, e := range before {
		if !single(e) {
			was = append(was, e)
		}
	}
	for _, e := range after {
		if single(e) {
			pairs = append(pairs, twin{old[key(e)][0], e})
		} else {
			is = append(is, e)
		}
	}
	return pairs, was, is
}

func byKey(list []*manual.Entry, key func(*manual.Entry) string) map[string][]*manual.Entry {
	m := make(map[string][]*manual.Entry, len(list))
	for _, e := range list {
		m[key(e)] = append(m[key(e)], e)
	}
	return m
}
