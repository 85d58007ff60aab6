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
	prefix    string               // prefix of all paths of the manual
	documents string               // the documents folder, with a trailing slash
	byFile    map[string]*Document // the document of each file at the current commit
	states    map[string]*State    // by blob
	commits   int                  // number of commits so far
	createdAt map[*Document]int    // the commit in which each was created
	compare   *textComparer
	names     mailmap
}

// commit processes a commit of the line of first parents, from the latest on.
func (t *tracer) commit(c Commit, changes, files []rawChange) {
	t.commits++
	if t.Shallow && c.parent == "" {
		c = Commit{} // the end of a shallow clone, which seems to add all files
	}
	if t.commits == 1 {
		t.Last = c
	}
	t.filesOf(c, files)
	moved := map[string]*Document{} // applied at the end, since a file may be replaced in the same commit
	for _, ch := range changes {
		t.change(c, ch, moved)
	}
	for file, d := range moved {
		t.byFile[file] = d
	}
}

func (t *tracer) change(c Commit, ch rawChange, moved map[string]*Document) {
	if !t.isDocument(ch.to) || ch.kind == 'D' {
		d := &Document{blob: ch.old}
		t.Deleted = append(t.Deleted, Deleted{File: ch.from, Commit: c, history: d, Back: t.commits})
		moved[ch.from] = d
		return
	}
	d := t.byFile[ch.to]
	if d == nil {
		return // for example, a symbolic link for a while
	}
	d.Changes = append(d.Changes, Change{Commit: c, File: ch.to, New: c.ID != "" && (ch.kind == 'A' || !t.isDocument(ch.from)), blob: ch.new, old: ch.old, score: ch.score, Back: t.commits})
	switch ch.kind {
	case 'A':
		t.createdAt[d] = t.commits
		delete(t.byFile, ch.to)
	case 'R':
		if !c.pull { // else only one of its parents had the other name
			delete(t.byFile, ch.to)
		}
		moved[ch.from] = d
	}
}

// finish fills in the states and joins and splits histories by id.
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
		t.fill(g.history)
		g.State = t.state(g.history.blob)
	}
	t.join()
}

// inOrder returns the documents ordered by file.
func (t *tracer) inOrder() []*Document {
	list := make([]*Document, 0, len(t.Documents))
	for _, file := range slices.Sorted(maps.Keys(t.Documents)) {
		list = append(list, t.Documents[file])
	}
	return list
}

// join continues the history of documents across renames that git did not detect: the same id in
// the commit that deleted the other file, or later with a similar text. Any other document with the
// id of a deleted one is new and has no history.
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
		if d == nil || g.Back < t.createdAt[d] || g.Back > t.createdAt[d] && !t.sameDocument(g.history.blob, d.Changes[len(d.Changes)-1].blob) {
			gone = append(gone, g)
			continue
		}
		last := &d.Changes[len(d.Changes)-1]
		last.New, last.Returned = false, g.Back > t.createdAt[d]
		d.Changes = append(d.Changes, g.history.Changes...)
		t.createdAt[d] = t.createdAt[g.history]
		if n := len(d.Changes); !d.Changes[n-1].New || d.Changes[n-1].ID != g.ID {
			delete(byID, g.ID)
		}
	}
	t.Deleted = gone
}

// minSimilarity is the similarity, in per cent, from which a document with a new id is the same. It
// is high, because the documents of one manual resemble each other.
const minSimilarity = 80

// splitHistory ends the history of a document where it was another one: where it has the id of an
// existing document, or where git reports a rename of a document that was in fact replaced.
func (t *tracer) splitHistory(d *Document, ids map[string]*Document) {
	for i := range len(d.Changes) - 1 {
		c, before := &d.Changes[i], d.Changes[i+1]
		if c.ID == "" || before.ID == "" || c.ID == before.ID {
			continue
		}
		if other := ids[before.ID]; other != nil && other != d || c.score < minSimilarity && c.File != before.File {
			past := &Document{blob: before.blob, Changes: slices.Clone(d.Changes[i+1:])}
			t.createdAt[past] = t.createdAt[d]
			t.Deleted = append(t.Deleted, Deleted{File: before.File, Commit: c.Commit, history: past, Back: c.Back})
			d.Changes, c.New, t.createdAt[d] = d.Changes[:i+1], true, c.Back
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

// branches finds the commits that made the changes of a merge, by following blobs. If there are
// none, the merge itself changed the document.
func (t *tracer) branches(beside []step) {
	type origin struct {
		Commit
		old, file string
	}
	made := map[string]origin{} // by resulting blob, the latest
	for _, s := range beside {
		for _, ch := range s.changes {
			if _, ok := made[ch.new]; !ok && ch.kind != 'D' {
				made[ch.new] = origin{t.names.named(s.Commit), ch.old, ch.to}
			}
		}
	}
	for _, d := range t.all() {
		for i := range d.Changes {
			c := &d.Changes[i]
			for blob := c.blob; c.Commit.merge && blob != c.old && len(c.Commit.By) < maxBranchSteps; {
				s, ok := made[blob]
				if !ok {
					c.Commit.By, c.inner = nil, nil
					break
				}
				c.Commit.By = append(c.Commit.By, s.Commit)
				c.inner = append(c.inner, Change{Commit: s.Commit, File: s.file, Back: c.Back, blob: blob})
				blob = s.old
			}
		}
	}
}

// maxBranchSteps limits the search in a branch that reverts its own changes.
const maxBranchSteps = 100

// all returns existing and deleted documents.
func (t *tracer) all() []*Document {
	list := t.inOrder()
	for _, g := range t.Deleted {
		list = append(list, g.history)
	}
	return list
}
