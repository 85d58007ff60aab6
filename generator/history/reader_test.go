package history

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFiles: what the log tells of files beside the documents.
func TestFiles(t *testing.T) {
	var f fast
	f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"), "M documents/x/p.svg\n<svg>1</svg>", "M other/q.svg\n<svg/>", "M manual.yaml\ntitle: T")
	f.commit("side", "2", "2026-01-06", "Two", "from :1", "M documents/x/p.svg\n<svg>2</svg>")
	f.commit("main", "3", "2026-01-07", "Elsewhere", "M src/main.c\nint x;")
	f.commit("main", "4", "2026-01-08", "Merge", "merge :2", "M documents/x/p.svg\n<svg>2</svg>")
	f.commit("main", "5", "2026-01-09", "Five", "R documents/x/p.svg documents/p.svg", "M documents/table.csv\na,b\r\nc,d\r\n")
	f.commit("main", "6", "2026-01-10", "Six", "M documents/table.csv\na,b\nc,d\n", "M 120000 inline documents/link.svg\n"+data("p.svg"))
	l := Read(t.Context(), f.imported(t), "documents")
	var b strings.Builder
	r := l.Reader()
	defer r.Close()
	for _, file := range []string{"documents/p.svg", "documents/x/p.svg", "documents/table.csv", "documents/link.svg", "other/q.svg"} {
		fmt.Fprintf(&b, "%s:", file)
		for _, c := range l.Files[file] {
			fmt.Fprintf(&b, " %d %s", c.Back, c.Commit.Summary)
			if c.Blob == "" {
				b.WriteString(" gone")
			}
		}
		b.WriteString("\n")
	}
	want := "documents/p.svg: 2 Five\ndocuments/x/p.svg: 2 Five gone 3 Merge 4 One\ndocuments/table.csv: 1 Six 2 Five\ndocuments/link.svg:\nother/q.svg:\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	one, _ := l.FileAt("documents/x/p.svg", 4)
	two, _ := l.FileAt("documents/x/p.svg", 3)
	now, _ := l.FileAt("documents/p.svg", 1)
	if one == two || two != now {
		t.Errorf("%s, then %s, then %s", one, two, now)
	}
	for _, c := range []struct {
		file string
		back int
	}{{"documents/p.svg", 3}, {"documents/x/p.svg", 2}, {"documents/x/p.svg", 5}, {"nowhere", 1}} {
		if blob, known := l.FileAt(c.file, c.back); known {
			t.Errorf("%s was there at %d: %s", c.file, c.back, blob)
		}
	}
	crlf, _ := l.FileAt("documents/table.csv", 2)
	lf, _ := l.FileAt("documents/table.csv", 1)
	x, okX := r.FileSum(crlf)
	y, okY := r.FileSum(lf)
	if !okX || !okY || x != y || crlf == lf {
		t.Errorf("line ends make a difference: %d %d", x, y)
	}
	if !r.Holds(lf, []byte("a,b\r\nc,d\r\n")) || !r.Holds(crlf, []byte("a,b\r\nc,d\r\n")) || r.Holds(lf, []byte("a,b\n")) {
		t.Error("what is held is told wrongly")
	}
	if _, ok := r.FileSum(strings.Repeat("1", 40)); ok {
		t.Error("a blob that is not there was read")
	}
	if _, ok := r.FileSum(lf); !ok {
		t.Error("nothing is read behind a blob that is not there")
	}
}

// TestAt: which document had a file, through renames, deletions and those who took its place.
func TestAt(t *testing.T) {
	var f fast
	f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved", "a"), "M documents/b.md"+page("QP-2", "1", "approved", "b"))
	f.commit("main", "2", "2026-01-06", "Two", "R documents/a.md documents/x/a.md")
	f.commit("main", "3", "2026-01-07", "Three", "M documents/a.md\n---\nid: QP-3\nrevision: 1\nstatus: draft\n---\nAll new and of its own.\n", "D documents/b.md")
	l := Read(t.Context(), f.imported(t), "documents")
	for _, c := range []struct {
		file string
		back int
		want string
	}{
		{"documents/a.md", 3, "QP-1"}, {"documents/a.md", 2, ""}, {"documents/a.md", 1, "QP-3"},
		{"documents/x/a.md", 3, ""}, {"documents/x/a.md", 2, "QP-1"}, {"documents/x/a.md", 1, "QP-1"},
		{"documents/b.md", 3, "QP-2"}, {"documents/b.md", 2, "QP-2"}, {"documents/b.md", 1, ""},
	} {
		if _, id := l.At(c.file, c.back); id != c.want {
			t.Errorf("%s at %d: %q, want %q", c.file, c.back, id, c.want)
		}
	}
	was, _ := l.At("documents/a.md", 3)
	is, _ := l.At("documents/x/a.md", 1)
	if was != is || was == nil {
		t.Error("a document that was renamed is another one")
	}
}

// TestContent: what a document said is read again, in a clone and where objects are missing.
func TestContent(t *testing.T) {
	var f fast
	f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved", "* a\n* b"))
	f.commit("main", "2", "2026-01-06", "Two", "M documents/a.md"+page("QP-1", "1", "approved", "- a\n- b"))
	f.commit("main", "3", "2026-01-07", "Three", "M documents/a.md"+page("QP-1", "1", "approved", "- a\n- c"))
	dir := f.imported(t)
	l := Read(t.Context(), dir, "documents")
	r := l.Reader()
	changes := l.Documents["documents/a.md"].Changes
	three, two, one := r.Content(&changes[0]), r.Content(&changes[1]), r.Content(&changes[2])
	if one == nil || two == nil || three == nil || one.Text != two.Text || one.All != two.All || two.Text == three.Text {
		t.Errorf("%v, then %v, then %v", one, two, three)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	for _, l := range []*Log{nil, {}, {Trouble: "none"}} {
		r := l.Reader()
		if r.Content(&changes[0]) != nil {
			t.Error("a log that was made up tells more than it holds")
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
		t.Fatal(err)
	}
	r = l.Reader()
	if r.Content(&changes[0]) != three {
		t.Error("what was read is not kept")
	}
	if _, known := r.FileSum(changes[0].blob); known {
		t.Error("read without a repository")
	}
	_ = r.Close()
}
