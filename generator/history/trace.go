package history

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// tracer follows documents from Head back through the commits.
type tracer struct {
	*Log
	prefix    string               // of all paths of the manual
	documents string               // the folder, with a slash at its end
	at        map[string]*Document // who has a file, at the commit that is looked at
	states    map[string]*State    // by blob
	n         int                  // commits so far
	created   map[*Document]int    // at which commit it came
	compare   *textComparer
}

// commit takes one commit of the line of first parents, the latest first.
func (t *tracer) commit(c Commit, changes, files []rawChange) {
	t.n++
	if t.Shallow && c.parent == "" {
		c = Commit{} // where the clone ends; it seems to have made all that is there
	}
	if t.n == 1 {
		t.Last = c
	}
	t.filesOf(c, files)
	moved := map[string]*Document{} // a file may be taken over in the same commit
	for _, ch := range changes {
		t.change(c, ch, moved)
	}
	for file, d := range moved {
		t.at[file] = d
	}
}

func (t *tracer) change(c Commit, ch rawChange, moved map[string]*Document) {
	if !t.isDocument(ch.to) || ch.kind == 'D' {
		d := &Document{blob: ch.old}
		t.Deleted = append(t.Deleted, Deleted{File: ch.from, Commit: c, past: d, Back: t.n})
		moved[ch.from] = d
		return
	}
	d := t.at[ch.to]
	if d == nil {
		return // such as what was a link for a while
	}
	d.Changes = append(d.Changes, Change{Commit: c, File: ch.to, New: c.ID != "" && (ch.kind == 'A' || !t.isDocument(ch.from)), blob: ch.new, old: ch.old, score: ch.score, Back: t.n})
	switch ch.kind {
	case 'A':
		t.created[d] = t.n
		delete(t.at, ch.to)
	case 'R':
		delete(t.at, ch.to)
		moved[ch.from] = d
	}
}

// finish fills in what the blobs say, and puts together what is one document by its id.
func (t *tracer) finish() {
	ids := map[string]*Document{}
	for _, d := range t.inOrder() {
		t.fill(d)
		ids[t.state(d.blob).ID] = d
	}
	for _, d := range t.inOrder() {
		t.splitHistory(d, ids)
	}
	slices.SortStableFunc(t.Deleted, func(a, b Deleted) int { return cmp.Or(a.Back-b.Back, strings.Compare(a.File, b.File)) })
	for i := range t.Deleted {
		g := &t.Deleted[i]
		t.fill(g.past)
		g.State = t.state(g.past.blob)
	}
	t.join()
}

// inOrder lists the documents in the order of their files.
func (t *tracer) inOrder() []*Document {
	list := make([]*Document, 0, len(t.Documents))
	for _, file := range slices.Sorted(maps.Keys(t.Documents)) {
		list = append(list, t.Documents[file])
	}
	return list
}

// join finds the past of documents whose id came again, where git saw no rename: in the commit that took the
// other file away, or later with about the same text. Any other document that has the id of a withdrawn one is a
// new one, and has no past.
func (t *tracer) join() {
	byID := map[string]*Document{}
	for _, d := range t.inOrder() {
		if n := len(d.Changes); n > 0 && d.Changes[n-1].New && d.Changes[n-1].ID != "" {
			byID[d.Changes[n-1].ID] = d
		}
	}
	var gone []Deleted
	for _, g := range t.Deleted {
		d := byID[g.ID]
		if d == nil || g.Back < t.created[d] || g.Back > t.created[d] && !t.alike(g.past.blob, d.Changes[len(d.Changes)-1].blob) {
			gone = append(gone, g)
			continue
		}
		d.Changes[len(d.Changes)-1].New = false
		d.Changes = append(d.Changes, g.past.Changes...)
		t.created[d] = t.created[g.past]
		if n := len(d.Changes); !d.Changes[n-1].New || d.Changes[n-1].ID != g.ID {
			delete(byID, g.ID)
		}
	}
	t.Deleted = gone
}

// minSimilarity is how much of a document has to stay for it to be the same one under another id. Documents
// of one manual are much alike.
const minSimilarity = 80

// splitHistory ends the past of a document where it was another one: where it has the id of one that is
// still there, or where git takes for a rename what is one document that went and another that came.
func (t *tracer) splitHistory(d *Document, ids map[string]*Document) {
	for i := range len(d.Changes) - 1 {
		c, before := &d.Changes[i], d.Changes[i+1]
		if c.ID == "" || before.ID == "" || c.ID == before.ID {
			continue
		}
		if other := ids[before.ID]; other != nil && other != d || c.score < minSimilarity && c.File != before.File {
			past := &Document{blob: before.blob, Changes: slices.Clone(d.Changes[i+1:])}
			t.created[past] = t.created[d]
			t.Deleted = append(t.Deleted, Deleted{File: before.File, Commit: c.Commit, past: past, Back: c.Back})
			d.Changes, c.New, t.created[d] = d.Changes[:i+1], true, c.Back
			return
		}
	}
}

func (t *tracer) fill(d *Document) {
	if s := t.states[d.blob]; s != nil {
		d.Sum = s.Sum
	}
	for i := range d.Changes {
		d.Changes[i].State = t.state(d.Changes[i].blob)
	}
}

func (t *tracer) state(blob string) State {
	if s := t.states[blob]; s != nil {
		return *s
	}
	return State{}
}

// branches finds who made what merges brought in: the commits whose blobs lead from the one before the
// merge to the one after it. Where there are none, the merge itself changed the document.
func (t *tracer) branches(beside []step) {
	type origin struct {
		Commit
		old string
	}
	made := map[string]origin{} // by the blob that came of it, the latest
	for _, s := range beside {
		for _, ch := range s.changes {
			if _, ok := made[ch.new]; !ok && ch.kind != 'D' {
				made[ch.new] = origin{s.Commit, ch.old}
			}
		}
	}
	for _, d := range t.all() {
		for i := range d.Changes {
			c := &d.Changes[i]
			for blob := c.blob; c.Commit.merge && blob != c.old && len(c.Commit.By) < mostSteps; {
				s, ok := made[blob]
				if !ok {
					c.Commit.By = nil
					break
				}
				c.Commit.By = append(c.Commit.By, s.Commit)
				blob = s.old
			}
		}
	}
}

// mostSteps ends the search in a branch that went round in circles.
const mostSteps = 100

// all lists the documents that are there and those that are gone.
func (t *tracer) all() []*Document {
	list := t.inOrder()
	for _, g := range t.Deleted {
		list = append(list, g.past)
	}
	return list
}
