package history

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Watch reads the history of one manual repeatedly, for the preview. It runs git only when Head may
// have changed, which it detects from a few files of the repository. Uncommitted changes do not
// matter here. Not safe for concurrent use.
type Watch struct {
	Folder    string // of the manual
	seen      map[string]fileMark
	last      *Log
	documents string // the documents folder of last
	known     *lineCache
}

// fileMark is the state of a file: the text of a small one, size and time of others.
type fileMark struct {
	size, modified int64
	text           string
	there          bool
}

// Log returns the current result of Read.
func (w *Watch) Log(ctx context.Context, documents string) *Log {
	if w.seen != nil && w.documents == documents && w.same() {
		return w.last
	}
	w.seen, w.documents = map[string]fileMark{}, documents
	w.markFiles(ctx)
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

func markOf(file string) fileMark {
	const small = 4 << 10
	info, err := os.Stat(file)
	if err != nil {
		return fileMark{}
	}
	m := fileMark{size: info.Size(), modified: info.ModTime().UnixNano(), there: true}
	if info.Mode().IsRegular() && m.size <= small {
		text, _ := os.ReadFile(file)
		m.text = string(text)
	}
	return m
}

// markFiles records the files that determine Head, before they are read; without a repository, the
// places where one could be.
func (w *Watch) markFiles(ctx context.Context) {
	r, err := Open(ctx, w.Folder)
	if err != nil {
		w.markPlaces()
		return
	}
	out, err := r.run(ctx, nil, "rev-parse", "--git-dir", "--git-common-dir")
	if err != nil {
		return
	}
	own, common, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	own, common = joinTop(r.top, own), joinTop(r.top, common)
	files := []string{filepath.Join(own, "HEAD"), filepath.Join(common, "packed-refs"), filepath.Join(common, "shallow"),
		filepath.Join(common, "reftable", "tables.list"), filepath.Join(common, "refs", "tags")}
	if head, err := os.ReadFile(files[0]); err == nil {
		if ref, ok := strings.CutPrefix(strings.TrimSpace(string(head)), "ref: "); ok && filepath.IsLocal(ref) {
			files = append(files, filepath.Join(common, filepath.FromSlash(ref)))
		}
	}
	for _, file := range files {
		w.seen[file] = markOf(file)
	}
}

// markPlaces records where a repository may appear, or become readable.
func (w *Watch) markPlaces() {
	for _, file := range places(w.Folder) {
		w.seen[file] = markOf(file)
	}
}

// places are the possible locations of a repository: the folder and all its parents.
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

// repositories are the places that exist.
func repositories(dir string) []string {
	return slices.DeleteFunc(places(dir), func(file string) bool { return !markOf(file).there })
}

func joinTop(top, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(top, path)
}
