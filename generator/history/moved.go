package history

import (
	"cmp"
	"context"
	"maps"
	"path"
	"slices"
	"strings"
)

// maxMoves limits how often a history is followed to another folder.
const maxMoves = 8

// followMove continues the history where the documents folder, or the whole manual, came from another folder in
// one commit: the oldest one that changed documents. What was there before is told under the paths of today. It does nothing
// where the documents were not somewhere else.
func (t *tracer) followMove(ctx context.Context, r *Repository, rec *lineCache, moves int) error {
	line := rec.published()
	back := len(line)
	for back > 0 && len(line[back-1].changes) == 0 {
		back--
	}
	if back == 0 || t.Shallow || moves == maxMoves {
		return nil
	}
	last := line[back-1]
	created := func(c rawChange) bool { return c.kind == 'A' || !t.isDocument(c.from) }
	if last.parent == "" || !slices.ContainsFunc(last.changes, created) {
		return nil
	}
	gone, err := r.deletedIn(ctx, last.Commit)
	if err != nil {
		return err
	}
	prefix, documents, ok := t.origin(last.changes, gone)
	if !ok {
		return nil
	}
	key := last.parent + "\x00" + prefix + "\x00" + documents
	before := rec.moves[key]
	if before == nil {
		from := &Repository{top: r.top, prefix: prefix}
		if before, err = from.logFrom(ctx, last.parent, documents, moves+1); err != nil {
			return err
		}
		if rec.moves == nil {
			rec.moves = map[string]*Log{}
		}
		rec.moves[key] = before
	}
	m := move{tracer: t, before: before, prefix: prefix, documents: strings.TrimPrefix(documents+"/", "./"), commit: t.names.named(last.Commit), back: back, gone: gone}
	m.documentsBefore()
	m.filesBefore()
	return nil
}

// deletedIn lists the files of the repository that a commit deleted.
func (r *Repository) deletedIn(ctx context.Context, c Commit) (map[string]bool, error) {
	out, err := r.run(ctx, nil, "diff-tree", "-r", "-z", "--no-renames", "--diff-filter=D", "--name-only", c.parent, c.ID)
	if err != nil {
		return nil, err
	}
	gone := map[string]bool{}
	for file := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		gone[file] = true
	}
	return gone, nil
}

// origin finds the folder from which the documents of a commit came: the one from which most of them disappeared
// under the names that they have now. A manual.yaml that disappeared above it tells that the whole manual moved.
func (t *tracer) origin(came []rawChange, gone map[string]bool) (prefix, documents string, ok bool) {
	names := map[string]bool{}
	for _, c := range came {
		if name, inside := strings.CutPrefix(c.to, t.documents); inside && c.kind != 'D' {
			names[name] = true
		}
	}
	votes := map[string]int{}
	for file := range gone {
		if strings.HasPrefix(file, t.prefix+t.documents) {
			continue
		}
		for i := -1; i < len(file); {
			if names[file[i+1:]] {
				votes[file[:i+1]]++
			}
			next := strings.IndexByte(file[i+1:], '/')
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	folder, most := "", 0
	for f, n := range votes {
		if n > most || n == most && (len(f) > len(folder) || len(f) == len(folder) && f < folder) {
			folder, most = f, n
		}
	}
	if most == 0 || 2*most < len(names) {
		return "", "", false
	}
	prefix, documents = t.prefix, strings.TrimSuffix(folder, "/")
	for up := documents; ; up = path.Dir(up) {
		if up == "." {
			up = ""
		}
		if gone[path.Join(up, configFile)] {
			prefix = strings.TrimPrefix(up+"/", "/")
			break
		}
		if up == "" {
			break
		}
	}
	if !strings.HasPrefix(folder, prefix) {
		prefix = ""
	}
	return prefix, cmp.Or(strings.TrimSuffix(strings.TrimPrefix(folder, prefix), "/"), "."), true
}

// move joins the histories before and after a commit that moved the documents.
type move struct {
	*tracer
	before            *Log   // up to the commit before, with the paths of then
	prefix, documents string // of then
	commit            Commit
	back              int             // how many commits of the manual it lies back
	gone              map[string]bool // the files of the repository that the commit deleted
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
	for file, d := range m.before.Documents {
		if m.gone[m.prefix+file] {
			was[m.here(file)] = file
			if len(d.Changes) > 0 {
				byID[d.Changes[0].ID] = file
			}
		}
	}
	used := map[string]bool{}
	for _, d := range m.all() {
		n := len(d.Changes)
		if n == 0 || d.Changes[n-1].Back != m.back || !d.Changes[n-1].New {
			continue
		}
		c := &d.Changes[n-1]
		for _, file := range []string{was[c.File], byID[c.ID]} {
			old := m.before.Documents[file]
			if old != nil && len(old.Changes) > 0 && old.Changes[0].ID == c.ID && !used[file] {
				c.New, c.old, used[file] = false, old.blob, true
				d.Changes = append(d.Changes, m.changes(old.Changes)...)
				break
			}
		}
	}
	for _, file := range slices.Sorted(maps.Keys(m.before.Documents)) {
		if old := m.before.Documents[file]; !used[file] && len(old.Changes) > 0 && m.gone[m.prefix+file] {
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
