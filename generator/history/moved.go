package history

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// maxMoves limits how often a history is followed to another folder.
const maxMoves = 8

// followMove continues the history where the documents folder, or the whole manual, came from another folder in
// one commit. What was there before is told under the paths of today. It does nothing where the documents were not
// somewhere else.
func (t *tracer) followMove(ctx context.Context, r *Repository, rec *lineCache, moves int) error {
	if t.Shallow {
		return nil
	}
	o := origins{tracer: t, r: r, rec: rec, blobs: &blobs{ctx: ctx, dir: r.top}}
	defer o.blobs.close()
	m, from, err := o.find(ctx)
	if err != nil || m == nil {
		return err
	}
	m.commit = t.names.named(m.commit)
	if moves == maxMoves || len(from) == 0 {
		t.MovedIn = &m.commit
		return nil
	}
	for n, f := range from {
		key := m.commit.parent + "\x00" + f.prefix + "\x00" + f.documents
		before := rec.moves[key]
		if before == nil {
			then := &Repository{top: r.top, prefix: f.prefix}
			if before, err = then.logFrom(ctx, m.commit.parent, f.documents, moves+1); err != nil {
				return err
			}
			if rec.moves == nil {
				rec.moves = map[string]*Log{}
			}
			rec.moves[key] = before
		}
		m.before, m.prefix, m.documents = before, f.prefix, folderPrefix(f.documents)
		m.documentsBefore()
		if n == 0 {
			m.filesBefore()
		}
		if before.MovedIn != nil {
			t.MovedIn = before.MovedIn
		}
	}
	return nil
}

// move joins the histories before and after a commit that moved the documents.
type move struct {
	*tracer
	before            *Log   // up to the commit before, with the paths of then
	prefix, documents string // of then
	commit            Commit
	back              int               // how many commits of the manual it lies back
	gone              map[string]string // the files of the repository that the commit deleted, with their blobs
	// switched says that manual.yaml names the other folder until the commit: what was in the folder of today
	// before was not the manual's.
	switched bool
}

// here is the path of today of what was in the documents folder then.
func (m *move) here(file string) string {
	if name, inside := strings.CutPrefix(file, m.documents); inside && file != configFile {
		return m.tracer.documents + name
	}
	return file
}

func (m *move) changes(list []Change) []Change {
	list = slices.Clone(list)
	for i := range list {
		list[i].moved = list[i].FileThen()
		list[i].File, list[i].Back = m.here(list[i].File), list[i].Back+m.back
	}
	return list
}

// documentsBefore continues each document that the commit created with the one of the same id, which had the same
// file or at least disappeared, and lists those that disappeared for good.
func (m *move) documentsBefore() {
	was, byID := map[string]string{}, map[string]string{} // files of then, by those of today and by ids
	for _, file := range slices.Sorted(maps.Keys(m.before.Documents)) {
		if m.left(file) {
			was[m.here(file)] = file
			byID[m.before.id(file)] = file
		}
	}
	if m.switched {
		m.Deleted = slices.DeleteFunc(m.Deleted, func(g Deleted) bool { return g.Back >= m.back })
	}
	used := map[string]bool{}
	for _, d := range m.all() {
		n, id, ok := m.arrived(d)
		if !ok || id == "" {
			continue
		}
		file := d.file(n)
		for _, then := range []string{was[file], byID[id]} {
			if then != "" && m.before.id(then) == id && !used[then] {
				used[then] = true
				m.join(d, n, then)
				break
			}
		}
	}
	for _, file := range slices.Sorted(maps.Keys(m.before.Documents)) {
		if old := m.before.Documents[file]; !used[file] && len(old.Changes) > 0 && m.left(file) {
			m.Deleted = append(m.Deleted, Deleted{File: m.here(file), Commit: m.commit, State: old.Changes[0].State, Back: m.back,
				history: &Document{blob: old.blob, Changes: m.changes(old.Changes)}})
		}
	}
	for _, g := range m.before.Deleted {
		g.File, g.Back = m.here(g.File), g.Back+m.back
		if g.history != nil {
			g.history = &Document{blob: g.history.blob, Changes: m.changes(g.history.Changes)}
		}
		m.Deleted = append(m.Deleted, g)
	}
}

// left reports whether the commit took a document of then from the manual.
func (m *move) left(file string) bool { return m.switched || m.gone[m.prefix+file] != "" }

// id is that of a document in Head, "" if unknown.
func (l *Log) id(file string) string {
	if d := l.Documents[file]; d != nil && len(d.Changes) > 0 {
		return d.Changes[0].ID
	}
	return ""
}

// file is where a document was, by the older end of its first n changes.
func (d *Document) file(n int) string {
	if n == 0 {
		n = 1
	}
	return d.Changes[n-1].File
}

// arrived reports whether a document came with the commit. n counts the changes since then, and id is its own then.
func (m *move) arrived(d *Document) (n int, id string, ok bool) {
	for n < len(d.Changes) && d.Changes[n].Back <= m.back {
		n++
	}
	switch {
	case len(d.Changes) == 0:
		return 0, "", false
	case n > 0 && d.Changes[n-1].Back == m.back && (d.Changes[n-1].New || m.switched):
		return n, d.Changes[n-1].ID, true
	case m.switched && n < len(d.Changes): // its file had been put there earlier
		return n, d.Changes[n].ID, true
	}
	return 0, "", false
}

// join continues the first n changes of a document with its history before the commit.
func (m *move) join(d *Document, n int, file string) {
	old := m.before.Documents[file]
	rest := d.Changes[n:]
	d.Changes = d.Changes[:n:n]
	if n > 0 && d.Changes[n-1].Back == m.back {
		c := &d.Changes[n-1]
		c.New, c.Returned, c.old = false, false, old.blob
	} else if rest[0].blob != old.blob { // what had been prepared took effect with the commit
		c := rest[0]
		c.Commit, c.Back, c.New, c.Returned, c.old, c.inner = m.commit, m.back, false, false, old.blob, nil
		d.Changes = append(d.Changes, c)
	}
	d.Changes = append(d.Changes, m.changes(old.Changes)...)
}

// filesBefore continues the changes of other files. That a file moved with its folder is no change of it.
func (m *move) filesBefore() {
	for file, changes := range m.before.Files {
		now := m.Files[m.here(file)]
		now = slices.DeleteFunc(slices.Clone(now), func(c FileChange) bool { return c.Back > m.back })
		if n := len(now); n > 0 && len(changes) > 0 && now[n-1].Back == m.back && now[n-1].Blob == changes[0].Blob {
			now = now[:n-1]
		}
		for _, c := range changes {
			c.Back += m.back
			now = append(now, c)
		}
		m.Files[m.here(file)] = now
	}
}
