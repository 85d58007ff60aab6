package history

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Watch reads the history of one manual again and again, for a preview. Git is asked only when the
// commit that is checked out may be another one, which a few looks at its files tell; what a save
// changes is not its business, since a build compares documents with their bytes in that commit.
type Watch struct {
	Folder string // of the manual
	seen   map[string]mark
	last   *Log
	of     string // the documents folder that last was read for
	known  *lineCache
}

// mark is the state of a file: of a small one its text, of others what can be told without reading.
type mark struct {
	size, modified int64
	text           string
	there          bool
}

// Log is what Read gives now. It must not be called twice at once.
func (w *Watch) Log(ctx context.Context, documents string) *Log {
	if w.seen != nil && w.of == documents && w.same() {
		return w.last
	}
	w.seen, w.of = map[string]mark{}, documents
	w.refresh(ctx)
	w.last, w.known = read(ctx, w.Folder, documents, w.known)
	return w.last
}

func (w *Watch) same() bool {
	for file, m := range w.seen {
		if markOf(file) != m {
			return false
		}
	}
	return true
}

func markOf(file string) mark {
	const small = 4 << 10
	info, err := os.Stat(file)
	if err != nil {
		return mark{}
	}
	m := mark{size: info.Size(), modified: info.ModTime().UnixNano(), there: true}
	if info.Mode().IsRegular() && m.size <= small {
		text, _ := os.ReadFile(file)
		m.text = string(text)
	}
	return m
}

// refresh notes the files by which Git says what is checked out, before they are read. Without a
// repository it notes the places where one would be.
func (w *Watch) refresh(ctx context.Context) {
	r, err := Open(ctx, w.Folder)
	if err != nil {
		w.wait()
		return
	}
	out, err := r.run(ctx, nil, "rev-parse", "--git-dir", "--git-common-dir")
	if err != nil {
		return
	}
	own, common, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	own, common = below(r.top, own), below(r.top, common)
	files := []string{filepath.Join(own, "HEAD"), filepath.Join(common, "packed-refs"), filepath.Join(common, "shallow"),
		filepath.Join(common, "reftable", "tables.list")}
	if head, err := os.ReadFile(files[0]); err == nil {
		if ref, ok := strings.CutPrefix(strings.TrimSpace(string(head)), "ref: "); ok && filepath.IsLocal(ref) {
			files = append(files, filepath.Join(common, filepath.FromSlash(ref)))
		}
	}
	for _, file := range files {
		w.seen[file] = markOf(file)
	}
}

// wait notes where a repository may come to be, or is and git refuses to read it.
func (w *Watch) wait() {
	for _, file := range places(w.Folder) {
		w.seen[file] = markOf(file)
	}
}

// places are where the repository of a folder could be: in it and in all folders above.
func places(dir string) []string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	list := []string{filepath.Join(dir, ".git")}
	for up := filepath.Dir(dir); up != dir; up = filepath.Dir(dir) {
		dir = up
		list = append(list, filepath.Join(dir, ".git"))
	}
	return list
}

// repositories are the places where there is something.
func repositories(dir string) []string {
	return slices.DeleteFunc(places(dir), func(file string) bool { return !markOf(file).there })
}

func below(top, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(top, path)
}
