package history

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Watch reads the history of one manual repeatedly, for the preview. It runs git only when its answer may
// have changed, which it detects from the files that decide it: HEAD and the references it leads to, tags, and
// all settings of git. Uncommitted changes do not matter here. Not safe for concurrent use.
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

// Log returns the current result of Read, and the same value until that changes.
func (w *Watch) Log(ctx context.Context, documents string) *Log {
	asked := w.seen != nil && w.documents == documents
	if asked && !w.mayHeal() && w.same() {
		return w.last
	}
	w.seen, w.documents = map[string]fileMark{}, documents
	for _, file := range gitInputFiles(ctx, w.Folder) { // before git is asked
		w.seen[file] = markOf(file)
	}
	was := w.last
	if w.last, w.known = read(ctx, w.Folder, documents, w.known); asked && inTrouble(was) && inTrouble(w.last) && was.Trouble == w.last.Trouble {
		w.last = was
	}
	return w.last
}

// mayHeal reports whether git has refused, which it does for reasons outside the files that it names, and has to be asked
// again. One that gave no answer would not do so soon.
func (w *Watch) mayHeal() bool {
	return inTrouble(w.last) && !strings.Contains(w.last.Trouble, noAnswer)
}

func inTrouble(l *Log) bool { return l != nil && l.Trouble != "" }

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
