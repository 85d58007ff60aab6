package history

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/document"
)

// fast writes what `git fast-import` makes a repository of, commit by commit.
type fast struct{ strings.Builder }

// commit adds a commit to a branch. The edits are "M path" with the text in further lines, "D path" and
// "R path path"; before them "from mark" and "merge mark", where it does not just follow.
func (f *fast) commit(branch, mark, day, summary string, edits ...string) {
	when, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	author := "Author"
	if a, s, ok := strings.Cut(summary, ": "); ok {
		author, summary = a, s
	}
	fmt.Fprintf(f, "commit refs/heads/%s\nmark :%s\ncommitter %s <a@b.example> %d +0000\n%s", branch, mark, author, when.Unix()+3600*12, data(summary))
	for _, e := range edits {
		if what, text, ok := strings.Cut(e, "\n"); ok {
			fmt.Fprintf(f, "M 100644 inline %s\n%s", what[2:], data(text))
		} else {
			fmt.Fprintln(f, e)
		}
	}
}

func data(s string) string { return fmt.Sprintf("data %d\n%s\n", len(s), s) }

// elsewhere adds a commit with files outside the manual: past a thousand, git is kept to the manual.
func (f *fast) elsewhere(files int) {
	var edits []string
	for n := range files {
		edits = append(edits, fmt.Sprintf("M elsewhere/%d.md\n%d", n, n))
	}
	if files > 0 {
		f.commit("main", "99", "2026-12-31", "Elsewhere", edits...)
	}
}

// imported makes a repository in a new folder with nothing in its working tree.
func (f *fast) imported(t testing.TB) string {
	t.Helper()
	return f.importedAs(t, "sha1")
}

func (f *fast) importedAs(t testing.TB, format string) string {
	t.Helper()
	dir := t.TempDir()
	for _, args := range [][]string{{"init", "-q", "--initial-branch=main", "--object-format=" + format}, {"fast-import", "--quiet", "--date-format=raw"}} {
		cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
		cmd.Stdin = strings.NewReader(f.String())
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
	}
	return dir
}

func page(id, revision, status string, text ...string) string {
	return fmt.Sprintf("\n---\nid: %s\ntitle: T\nrevision: %s\nstatus: %s\nowner: O\n---\n\n%s%s\n", id, revision, status,
		strings.Join(text, "\n"), strings.Repeat("\nThe same words, again and again.", 9))
}

// told prints a log as short lines, the documents in order.
func told(l *Log) string {
	var b strings.Builder
	if l.Trouble != "" {
		fmt.Fprintf(&b, "trouble %s\n", l.Trouble)
	}
	fmt.Fprintf(&b, "last %s %s\n", l.Last.Date, l.Last.Summary)
	var files []string
	for f := range l.Documents {
		files = append(files, f)
	}
	slices.Sort(files)
	for _, f := range files {
		fmt.Fprintln(&b, f)
		for _, c := range l.Documents[f].Changes {
			fmt.Fprintf(&b, "\t%s %s rev %s %s %s: %s", c.Commit.Date, c.ID, c.Revision, c.Status, c.Commit.Author, c.Commit.Summary)
			for _, by := range c.Commit.By {
				fmt.Fprintf(&b, " < %s", by.Summary)
			}
			if c.File != f {
				fmt.Fprintf(&b, " (as %s)", c.File)
			}
			if c.New {
				b.WriteString(" (new)")
			}
			b.WriteString("\n")
		}
	}
	for _, g := range l.Deleted {
		fmt.Fprintf(&b, "gone %s %s rev %s %s in %s\n", g.File, g.ID, g.Revision, g.State.Status, g.Commit.Summary)
	}
	return b.String()
}

func TestLog(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(f *fast)
		want string
	}{
		{"a revision is raised", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "Ann: Import", "M documents/a.md"+page("QP-1", "1.9", "draft"), "M manual.yaml\ntitle: T")
			f.commit("main", "2", "2026-02-05", "Bob: Raise", "M documents/a.md"+page("QP-1", "1.10", "approved"))
			f.commit("main", "3", "2026-03-05", "Bob: Elsewhere", "M src/main.c\nint x;")
		}, `
last 2026-02-05 Raise
documents/a.md
	2026-02-05 QP-1 rev 1.10 approved Bob: Raise
	2026-01-05 QP-1 rev 1.9 draft Ann: Import (new)
`},
		{"a document is renamed, also by case alone and with its folder", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a/Q.md"+page("QP-1", "1", "draft"), "M documents/a/w.md"+page("QP-2", "1", "draft", "Other"))
			f.commit("main", "2", "2026-01-06", "Two", "R documents/a/Q.md documents/a/q.md")
			f.commit("main", "3", "2026-01-07", "Three", "R documents/a documents/b")
			f.commit("main", "4", "2026-01-08", "Four", "M documents/b/q.md"+page("QP-1", "2", "draft"))
		}, `
last 2026-01-08 Four
documents/b/q.md
	2026-01-08 QP-1 rev 2 draft Author: Four
	2026-01-07 QP-1 rev 1 draft Author: Three
	2026-01-06 QP-1 rev 1 draft Author: Two (as documents/a/q.md)
	2026-01-05 QP-1 rev 1 draft Author: One (as documents/a/Q.md) (new)
documents/b/w.md
	2026-01-07 QP-2 rev 1 draft Author: Three
	2026-01-05 QP-2 rev 1 draft Author: One (as documents/a/w.md) (new)
`},
		{"two documents change places", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "draft", "Aaa"), "M documents/b.md"+page("QP-2", "1", "draft"))
			f.commit("main", "2", "2026-01-06", "Two", "R documents/a.md documents/c.md", "R documents/b.md documents/a.md")
		}, `
last 2026-01-06 Two
documents/a.md
	2026-01-06 QP-2 rev 1 draft Author: Two
	2026-01-05 QP-2 rev 1 draft Author: One (as documents/b.md) (new)
documents/c.md
	2026-01-06 QP-1 rev 1 draft Author: Two
	2026-01-05 QP-1 rev 1 draft Author: One (as documents/a.md) (new)
`},
		{"an id keeps a document together where the text does not", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"))
			f.commit("main", "2", "2026-01-06", "Two", "D documents/a.md", "M documents/z.md\n---\nid: QP-1\ntitle: T\nrevision: 2\nstatus: draft\nowner: O\n---\nAll new")
		}, `
last 2026-01-06 Two
documents/z.md
	2026-01-06 QP-1 rev 2 draft Author: Two
	2026-01-05 QP-1 rev 1 approved Author: One (as documents/a.md) (new)
`},
		{"a document is deleted, another comes back", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"), "M documents/b.md"+page("QP-2", "3", "approved", "b"))
			f.commit("main", "2", "2026-01-06", "Two", "D documents/a.md", "D documents/b.md")
			f.commit("main", "3", "2026-01-07", "Three", "M documents/a.md"+page("QP-1", "2", "approved"))
		}, `
last 2026-01-07 Three
documents/a.md
	2026-01-07 QP-1 rev 2 approved Author: Three
	2026-01-05 QP-1 rev 1 approved Author: One (new)
gone documents/b.md QP-2 rev 3 approved in Two
`},
		{"a document gets another file and another id", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"), "M documents/b.md"+page("QP-2", "1", "draft", "b"))
			f.commit("main", "2", "2026-01-06", "Two", "D documents/a.md", "M documents/c.md"+page("QP-3", "1", "approved"), "M elsewhere/a.md"+page("QP-1", "1", "approved"))
		}, `
last 2026-01-06 Two
documents/b.md
	2026-01-05 QP-2 rev 1 draft Author: One (new)
documents/c.md
	2026-01-06 QP-3 rev 1 approved Author: Two
	2026-01-05 QP-1 rev 1 approved Author: One (as documents/a.md) (new)
`},
		{"what is alike under another id is another document", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md\n---\nid: QP-1\nrevision: 1\nstatus: approved\n---\n"+strings.Repeat("Same.\n", 9)+strings.Repeat("Old text of it.\n", 4))
			f.commit("main", "2", "2026-01-06", "Two", "D documents/a.md", "M documents/b.md\n---\nid: QP-2\nrevision: 1\nstatus: approved\n---\n"+strings.Repeat("Same.\n", 9)+strings.Repeat("It has other words!\n", 3))
		}, `
last 2026-01-06 Two
documents/b.md
	2026-01-06 QP-2 rev 1 approved Author: Two (new)
gone documents/a.md QP-1 rev 1 approved in Two
`},
		{"a branch counts once, with those who worked on it", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"))
			f.commit("side", "2", "2026-01-06", "Text", "from :1", "M documents/a.md"+page("QP-1", "1", "approved", "x"))
			f.commit("side", "3", "2026-01-07", "Raise", "M documents/a.md"+page("QP-1", "2", "approved", "x"))
			f.commit("main", "4", "2026-01-08", "Elsewhere", "M x\n1")
			f.commit("main", "5", "2026-01-09", "Merge branch side", "merge :3", "M documents/a.md"+page("QP-1", "2", "approved", "x"))
		}, `
last 2026-01-09 Merge branch side
documents/a.md
	2026-01-09 QP-1 rev 2 approved Author: Merge branch side < Raise < Text
	2026-01-05 QP-1 rev 1 approved Author: One (new)
`},
		{"a merge of both sides, and of three", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "draft"), "M documents/b.md"+page("QP-2", "1", "draft", "b"))
			f.commit("side", "2", "2026-01-06", "Left", "from :1", "M documents/a.md"+page("QP-1", "1", "draft", "left"))
			f.commit("other", "3", "2026-01-07", "Right", "from :1", "M documents/b.md"+page("QP-2", "2", "draft", "b"))
			f.commit("main", "4", "2026-01-08", "Mine", "M documents/a.md"+page("QP-1", "2", "draft"))
			f.commit("main", "5", "2026-01-09", "Octopus", "merge :2", "merge :3", "M documents/a.md"+page("QP-1", "2", "draft", "left"), "M documents/b.md"+page("QP-2", "2", "draft", "b"))
		}, `
last 2026-01-09 Octopus
documents/a.md
	2026-01-09 QP-1 rev 2 draft Author: Octopus
	2026-01-08 QP-1 rev 2 draft Author: Mine
	2026-01-05 QP-1 rev 1 draft Author: One (new)
documents/b.md
	2026-01-09 QP-2 rev 2 draft Author: Octopus < Right
	2026-01-05 QP-2 rev 1 draft Author: One (new)
`},
		{"names and words that mean something elsewhere", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "\x1b[31mAnn\u202e: \xff ::error:: <b>\tx", `M "documents/\"ü\t\n b.md"`+page("'QP-1' # x", `"1 \" é"`, "no"))
		}, "\nlast 2026-01-05 \uFFFD ::error:: <b> x\ndocuments/\"ü\t\n b.md\n\t2026-01-05 QP-1 rev 1 \" é no \uFFFD[31mAnn\uFFFD: \uFFFD ::error:: <b> x (new)\n"},
		{"what is not a document", func(f *fast) {
			f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "draft"), "M documents/a.svg\n<svg/>",
				"M 120000 inline documents/link.md\n"+data("a.md"), "M other/c.md\nx", "M documents/no.md\nno front matter", "M documents/big.md\n"+strings.Repeat("x", 600<<10))
		}, `
last 2026-01-05 One
documents/a.md
	2026-01-05 QP-1 rev 1 draft Author: One (new)
documents/big.md
	2026-01-05  rev   Author: One (new)
documents/no.md
	2026-01-05  rev   Author: One (new)
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, elsewhere := range []int{0, 1200} {
				var f fast
				c.make(&f)
				f.elsewhere(elsewhere)
				if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), told(Read(t.Context(), f.imported(t), "documents"))); diff != "" {
					t.Errorf("with %d files elsewhere (-want +got)\n%s", elsewhere, diff)
				}
			}
		})
	}
}

// TestLogOfASubfolder: paths are those of the manual, and a commit elsewhere is not one of the manual.
func TestLogOfASubfolder(t *testing.T) {
	var f fast
	f.commit("main", "1", "2026-01-05", "One", "M q m/docs/a.md"+page("QP-1", "1", "draft"), "M docs/a.md"+page("QP-2", "1", "draft"))
	f.commit("main", "2", "2026-01-06", "Two", "M docs/a.md"+page("QP-2", "2", "draft"), "M manual.yaml\ntitle: T")
	dir := f.imported(t)
	inner := filepath.Join(dir, "q m")
	if err := os.Mkdir(inner, 0o777); err != nil {
		t.Fatal(err)
	}
	want := "last 2026-01-05 One\ndocs/a.md\n\t2026-01-05 QP-1 rev 1 draft Author: One (new)\n"
	if diff := cmp.Diff(want, told(Read(t.Context(), inner, "docs"))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestLogShallow: a clone that ends at a commit does not know who changed what it brought.
func TestLogShallow(t *testing.T) {
	var f fast
	f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"), "M documents/b.md"+page("QP-2", "1", "approved", "b"))
	f.commit("main", "2", "2026-01-06", "Two", "M documents/a.md"+page("QP-1", "2", "approved"))
	f.commit("main", "3", "2026-01-07", "Three", "M documents/b.md"+page("QP-2", "2", "approved", "b"))
	dir := f.imported(t)
	for depth, want := range map[string]string{
		"1": "last  \ndocuments/a.md\n\t QP-1 rev 2 approved : \ndocuments/b.md\n\t QP-2 rev 2 approved : \n",
		"2": "last 2026-01-07 Three\ndocuments/a.md\n\t QP-1 rev 2 approved : \n" +
			"documents/b.md\n\t2026-01-07 QP-2 rev 2 approved Author: Three\n\t QP-2 rev 1 approved : \n",
	} {
		clone := t.TempDir()
		if out, err := exec.Command("git", "clone", "-q", "--depth", depth, "file://"+dir, clone).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		l := Read(t.Context(), clone, "documents")
		if !l.Shallow {
			t.Error("it does not say that it is shallow")
		}
		if diff := cmp.Diff(want, told(l)); diff != "" {
			t.Errorf("depth %s (-want +got)\n%s", depth, diff)
		}
	}
}

// TestLogElsewhere: where there is nothing to tell, and where git refuses to.
func TestLogElsewhere(t *testing.T) {
	dir := t.TempDir()
	if l := Read(t.Context(), dir, "documents"); l != nil {
		t.Errorf("outside a repository: %s", told(l))
	}
	var f fast
	if got := told(Read(t.Context(), f.imported(t), "documents")); got != "last  \n" {
		t.Errorf("before the first commit: %s", got)
	}
	f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "draft"))
	broken := f.imported(t)
	if err := os.WriteFile(filepath.Join(broken, ".git", "refs", "heads", "main"), []byte(strings.Repeat("1", 40)+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if got := told(Read(t.Context(), broken, "documents")); !strings.HasPrefix(got, "trouble git ") {
		t.Errorf("with a commit that is missing: %s", got)
	}
}

// TestLogRefused: what git says of a repository that belongs to somebody else, and that there is none
// to ask.
func TestLogRefused(t *testing.T) {
	var f fast
	f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "draft"))
	dir := f.imported(t)
	if os.Getuid() == 0 {
		if err := os.Chown(dir, 12345, 12345); err != nil {
			t.Fatal(err)
		}
		if l := Read(t.Context(), dir, "documents"); !strings.Contains(l.Trouble, "dubious ownership") || !strings.Contains(l.Trouble, "safe.directory") {
			t.Errorf("somebody else's: %q", l.Trouble)
		}
	}
	t.Setenv("PATH", "")
	if l := Read(t.Context(), dir, "documents"); l == nil || l.Trouble != "git is not installed" {
		t.Errorf("without git: %v", l)
	}
	if l := Read(t.Context(), t.TempDir(), "documents"); l != nil {
		t.Errorf("without git and repository: %v", l)
	}
}

// TestStatePlain: reading plain words gives what the reader of documents gives, or leaves it to him.
func TestStatePlain(t *testing.T) {
	for _, meta := range []string{
		"id: A\nrevision: 1.10\nstatus: draft", "id: A \nrevision:  010\nstatus: no", "id: A\r\nrevision: C\r\nstatus: review\r",
		"id: A\nrevision: 1 # x\nstatus: draft", "id: 'A'\nrevision: \"1\"\nstatus: draft", "id: A\nrevision: 1\n  2\nstatus: draft",
		"id: A\nrevision: null\nstatus: ~", "id: A\nrevision:\nstatus: draft", "{id: A, revision: 1, status: draft}", "id: A\nrevision: 1\nrevision: 2\nstatus: draft",
		"a:\n  id: B\n  revision: 3\nid: A\nrevision: 1\nstatus: draft", "id: A\nrevision: &x 1\nstatus: draft", "id:\tA\nrevision: 1\nstatus: draft",
		"id: A\ntitle: Prüfung – von „Allem“ (neu), Teil 1/2\nrevision: 1\nstatus: draft", "id: A\ntitle: \"A: b\"\nrevision: '1.10'\nstatus: draft",
		"id: A\ntitle: A: b\nrevision: 1\nstatus: draft", "id: A\ntitle: A #b\nrevision: 1\nstatus: draft", "id: A\ntitle: 'It''s'\nrevision: 1\nstatus: draft",
		"id: A\ntitle: 'A\nrevision: 2'\nrevision: 1\nstatus: draft", "id: A\nclauses: [4.1,\nrevision: 1\nstatus: draft", "{\nid: A,\nrevision: 1,\nstatus: draft\n}",
		" {\nid: A\n,\nrevision: 1\n}", "id: A\nrevision: 1\n\n 2\nstatus: draft", "id: A\ntitle: T\u0301\nrevision: 1\nstatus: draft", "id: A\nrecords:\n- {name: X}\nrevision: 1\nstatus: draft",
		"id: A\ntitle: R&D 100 % @ home, it's \"so\"\nrevision: 1\nstatus: draft", "id: A\nowner: \"a\nid: B\"\nrevision: 1\nstatus: draft", "id: A\ntitle: a:\nrevision: 1\nstatus: draft",
		"text: |\n  x\nid: A\nrevision: - 1\nstatus: draft", "id: A\nrevision: 1\nstatus: draft\ntitle: >\n  A\n  B",
	} {
		raw := []byte("---\n" + meta + "\n---\n\nid: B\nrevision: 9\n")
		block, _ := split(raw)
		var exact State
		parseFields(&exact, block)
		got := stateOf(raw)
		got.Known, got.Sum, got.Text, got.Body = false, 0, 0, 0
		if diff := cmp.Diff(exact, *got); diff != "" {
			t.Errorf("%q (-document +plain)\n%s", meta, diff)
		}
	}
}

// TestText: what counts as a change of the text. Where the bytes that count are the same, so is what
// they say.
func TestText(t *testing.T) {
	const was = "---\nid: A\nrevision: 1\nreview_date: 2026-01-01\nclauses: [4.1]\nhistory:\n  - {revision: 0}\n---\n\nSome words. [A](a/b.md#c)\n"
	for with, same := range map[string]bool{
		strings.ReplaceAll(was, "\n", "\r\n"):                           true,
		strings.Replace(was, "2026-01-01", "2027-01-01", 1):             true,
		strings.Replace(was, "review_date: 2026-01-01\n", "", 1):        true,
		strings.Replace(was, "  - {revision: 0}", "- {revision: 1}", 1): true,
		strings.Replace(was, "id: A\n", "# a comment\nid: A\n", 1):      true,
		strings.Replace(was, "Some words.", "Some\n  words.  ", 1):      true,
		strings.Replace(was, "a/b.md", "../c/d.md", 1):                  true,
		strings.Replace(was, "#c", "#d", 1):                             false,
		strings.Replace(was, "a/b.md", "https://a.example/b", 1):        false,
		strings.Replace(was, "Some words.", "Some worse.", 1):           false,
		strings.Replace(was, "Some words.", "Somewords.", 1):            false,
		strings.Replace(was, "[4.1]", "\n# why\n  - '4.1'", 1):          true,
		strings.Replace(was, "[4.1]", "\n# why\n  - '4.2'", 1):          false,
		strings.Replace(was, "[4.1]", "[4.1, 4.2]", 1):                  false,
		strings.Replace(was, "id: A\n", "id: A\nowner: B\n", 1):         false,
		strings.Replace(was, "b.md#c)\n", "b.md#c)\nstatus: x\n", 1):    false,
	} {
		bytes := Text([]byte(with)) == Text([]byte(was))
		x, y := ContentOf(document.Parse("documents/a.md", []byte(with))), ContentOf(document.Parse("documents/a.md", []byte(was)))
		got := x.Text == y.Text && x.SameClaims(y, "2015", "2015")
		if bytes && !got {
			t.Errorf("the bytes are the same, what they say is not, of\n%s", with)
		}
		if got != same {
			t.Errorf("same text: %v, want %v, of\n%s", got, same, with)
		}
	}
}
