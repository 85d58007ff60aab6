package history

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMovedFrom: the history of a document goes on by its id where a commit moved it to another documents folder,
// whatever else it changed.
func TestMovedFrom(t *testing.T) {
	long := func(id, rev string, text ...string) string { return page(id, rev, "approved", text...) }
	next := func(id string) string { return page(id, "2", "draft", strings.Repeat("Other words of "+id+". ", 30)) }
	manual := func(documents string) string { return "\ntitle: T\ndocuments: " + documents }
	both := "documents/QP-1.md\n\t2 QP-1 rev 2 draft\n\t1 QP-1 rev 1 approved (new)\ndocuments/QP-2.md\n\t2 QP-2 rev 2 draft\n\t1 QP-2 rev 1 approved (new)\n"
	for _, c := range []struct {
		name, folder string // of the manual, in the end
		make         func(f *fast)
		want         string
	}{
		{"every file renamed and rewritten", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M manual.yaml"+manual("docs"), "M docs/a.md"+long("QP-1", "1"), "M docs/b.md"+long("QP-2", "1", "b"))
			f.commit("main", "2", "2026-01-02", "Two", "M manual.yaml"+manual("documents"), "D docs", "M documents/QP-1.md"+next("QP-1"), "M documents/QP-2.md"+next("QP-2"))
		}, both},
		{"to a folder that had Markdown files", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M manual.yaml"+manual(`"docs/" # for now`), "M documents/x/README.md\nHello", "M docs/a.md"+long("QP-1", "1"), "M docs/b.md"+long("QP-2", "1", "b"))
			f.commit("main", "2", "2026-01-02", "Two", "M manual.yaml\ntitle: T", "D docs", "D documents/x", "M documents/QP-1.md"+next("QP-1"), "M documents/QP-2.md"+next("QP-2"))
		}, both},
		{"from the top of the repository, all renamed", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M manual.yaml"+manual("."), "M a.md"+long("QP-1", "1"), "M x/b.md"+long("QP-2", "1", "b"))
			f.commit("main", "2", "2026-01-02", "Two", "M manual.yaml"+manual("documents"), "D a.md", "D x", "M documents/QP-1.md"+next("QP-1"), "M documents/QP-2.md"+next("QP-2"))
		}, both},
		{"the whole manual, all renamed", "quality", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M manual.yaml"+manual("docs/all"), "M docs/all/a.md"+long("QP-1", "1"), "M docs/all/x/b.md"+long("QP-2", "1", "b"))
			f.commit("main", "2", "2026-01-02", "Two", "D manual.yaml", "D docs", "M quality/manual.yaml"+manual("documents"), "M quality/documents/QP-1.md"+next("QP-1"), "M quality/documents/QP-2.md"+next("QP-2"))
		}, both},
		{"two manuals become one", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M sales/manual.yaml"+manual("docs"), "M sales/docs/a.md"+long("QP-1", "1"), "M shop/manual.yaml\ntitle: T", "M shop/documents/b.md"+long("QP-2", "1", "b"))
			f.commit("main", "2", "2026-01-02", "Two", "D sales", "D shop", "M manual.yaml\ntitle: T", "M documents/QP-1.md"+next("QP-1"), "M documents/QP-2.md"+next("QP-2"))
		}, both},
		{"copied, and the copies deleted later", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M manual.yaml"+manual("docs"), "M docs/QP-1.md"+long("QP-1", "1"), "M docs/QP-2.md"+long("QP-2", "1", "b"))
			f.commit("main", "2", "2026-01-02", "Two", "M manual.yaml\ntitle: T", "M documents/QP-1.md"+next("QP-1"), "M documents/QP-2.md"+next("QP-2"))
			f.commit("main", "3", "2026-01-03", "Three", "D docs")
		}, both},
		{"prepared, then put in use by manual.yaml", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M manual.yaml"+manual("docs"), "M docs/a.md"+long("QP-1", "1"), "M docs/b.md"+long("QP-2", "1", "b"))
			f.commit("main", "3", "2026-01-01", "Prepare", "M documents/QP-1.md"+next("QP-1"), "M documents/QP-2.md"+next("QP-2"))
			f.commit("main", "2", "2026-01-02", "Two", "M manual.yaml\ntitle: T", "D docs")
		}, both},
		{"to another folder and back", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M manual.yaml\ntitle: T", "M documents/QP-1.md"+long("QP-1", "1"), "M documents/QP-2.md"+long("QP-2", "1", "b"))
			f.commit("main", "3", "2026-01-01", "Move", "M manual.yaml"+manual("docs"), "R documents docs")
			f.commit("main", "2", "2026-01-02", "Two", "M manual.yaml\ntitle: T", "D docs", "M documents/QP-1.md"+next("QP-1"), "M documents/QP-2.md"+next("QP-2"))
		}, "documents/QP-1.md\n\t2 QP-1 rev 2 draft\n\t1 QP-1 rev 1 approved\n\t1 QP-1 rev 1 approved (new)\ndocuments/QP-2.md\n\t2 QP-2 rev 2 draft\n\t1 QP-2 rev 1 approved\n\t1 QP-2 rev 1 approved (new)\n"},

		{"documents of another folder that were never the manual's", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M manual.yaml"+manual("docs"), "M docs/c.md"+long("QP-3", "1"), "M documents/QP-1.md"+long("QP-1", "1"))
			f.commit("main", "2", "2026-01-02", "Two", "M manual.yaml\ntitle: T", "D docs", "M documents/QP-1.md"+next("QP-1"))
		}, "documents/QP-1.md\n\t2 QP-1 rev 2 draft\n\t1 QP-1 rev 1 approved (new)\ngone docs/c.md QP-3\n"},
		{"a new manual whose manual.yaml came first", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M manual.yaml"+manual("docs"))
			f.commit("main", "2", "2026-01-02", "Two", "M manual.yaml\ntitle: T", "M documents/QP-1.md"+next("QP-1"))
		}, "documents/QP-1.md\n\t2 QP-1 rev 2 draft (new)\n"},
		{"notes deleted elsewhere", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M notes/c.md\nx", "M manual.yaml\ntitle: T")
			f.commit("main", "2", "2026-01-02", "Two", "D notes", "M documents/QP-1.md"+next("QP-1"))
		}, "documents/QP-1.md\n\t2 QP-1 rev 2 draft (new)\n"},
		{"the whole manual, all renamed and under other ids", "", func(f *fast) {
			f.commit("main", "1", "2026-01-01", "One", "M old/manual.yaml\ntitle: T", "M old/documents/a.md"+long("P-1", "1"))
			f.commit("main", "2", "2026-01-02", "Two", "D old", "M manual.yaml\ntitle: T", "M documents/QP-1.md"+next("QP-1"))
		}, "documents/QP-1.md\n\t2 QP-1 rev 2 draft (new)\nmoved in Two\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var f fast
			c.make(&f)
			dir := filepath.Join(f.imported(t), c.folder)
			if err := os.MkdirAll(dir, 0o777); err != nil {
				t.Fatal(err)
			}
			l := Read(t.Context(), dir, "documents")
			if diff := cmp.Diff(c.want, movedTold(l)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// movedTold tells the day of the month, the state and the end of each history.
func movedTold(l *Log) string {
	var b strings.Builder
	for line := range strings.Lines(told(l)) {
		switch {
		case strings.HasPrefix(line, "\t"):
			day, state, _ := strings.Cut(strings.TrimPrefix(line, "\t2026-01-0"), " ")
			words := strings.Fields(state)[:4]
			if strings.HasSuffix(line, "(new)\n") {
				words = append(words, "(new)")
			}
			b.WriteString("\t" + day + " " + strings.Join(words, " ") + "\n")
		case strings.HasPrefix(line, "documents/"):
			b.WriteString(line)
		}
	}
	for _, g := range l.Deleted {
		b.WriteString("gone " + g.FileThen() + " " + g.ID + "\n")
	}
	if l.MovedIn != nil {
		b.WriteString("moved in " + l.MovedIn.Summary + "\n")
	}
	return b.String()
}
