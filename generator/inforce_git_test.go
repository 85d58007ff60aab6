package generator_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/export"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

// clone is a clone of a repository with a manual in it.
type clone struct {
	*testing.T
	dir, day string
}

func (c *clone) git(args ...string) string {
	c.Helper()
	cmd := exec.Command("git", append([]string{"-C", c.dir, "-c", "user.name=Q", "-c", "user.email=q@example.com", "-c", "protocol.file.allow=always"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+c.day+"T12:00:00Z", "GIT_COMMITTER_DATE="+c.day+"T12:00:00Z")
	out, err := cmd.CombinedOutput()
	if err != nil {
		c.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// commit writes a revision of a document and commits it: id, revision, status, approved and text.
func (c *clone) commit(day, id, revision, status, approved, text string) {
	c.Helper()
	c.day = day
	c.write("documents/"+strings.ToLower(id)+".md", revised(id, revision, status, approved, text))
	c.git("add", "-A")
	c.git("commit", "-q", "-m", id+" "+revision)
}

func revised(id, revision, status, approved, text string) string {
	page := fmt.Sprintf("---\nid: %s\ntitle: Title of %[1]s\nrevision: %s\nstatus: %s\nowner: O\n", id, revision, status)
	if status == "approved" {
		page += "approver: M\napproved_date: " + approved + "\neffective_date: " + approved + "\n"
	}
	return page + "clauses: [4.5.1]\n---\n\n" + strings.Repeat("Words of "+id+" that stay. ", 20) + "\n\n" + text + "\n"
}

func (c *clone) write(name, text string) {
	c.Helper()
	file := filepath.Join(c.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		c.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		c.Fatal(err)
	}
}

// clones makes a shared repository with a manual, and two clones of it.
func clones(t *testing.T) (ann, bob *clone) {
	hub := &clone{t, t.TempDir(), "2026-01-01"}
	hub.git("init", "-q", "--bare", "--template=", "--initial-branch=main")
	var both []*clone
	for range 2 {
		c := &clone{t, t.TempDir(), "2026-01-01"}
		c.git("clone", "-q", hub.dir, ".")
		both = append(both, c)
	}
	ann, bob = both[0], both[1]
	ann.git("checkout", "-q", "-B", "main")
	ann.write("manual.yaml", "title: T\ncompany: C\nedition: 1994\nscope: 9001\nscope_statement: S.\n")
	ann.write("documents/qp-2.md", revised("QP-2", "1", "approved", "2026-01-01", "B"))
	ann.commit("2026-01-01", "QP-1", "1", "approved", "2026-01-01", "A")
	ann.git("push", "-q", "origin", "main")
	bob.git("pull", "-q", "origin", "main")
	bob.git("checkout", "-q", "-B", "main", "origin/main")
	return ann, bob
}

func (c *clone) check(day string) *generator.Result {
	c.Helper()
	o := generator.Options{Options: manual.Options{Date: day}, Past: func(documents string) *history.Log {
		return history.Read(c.Context(), c.dir, documents)
	}}
	r, err := generator.Check(os.DirFS(c.dir), o)
	if err != nil {
		c.Fatal(err)
	}
	return r
}

// says lists the documents with what is in force and the findings about them, but for the ids of commits.
func (c *clone) says(day string) string {
	c.Helper()
	r := c.check(day)
	var b strings.Builder
	for _, e := range r.Matrix.Manual.Entries {
		fmt.Fprintf(&b, "%s %s", e.ID.Value, e.Revision.Value)
		if e.Next != nil {
			fmt.Fprintf(&b, " in %s < %s", e.Issued.Commit.Summary, e.Next.Revision.Value)
		}
		b.WriteString(":")
		for _, v := range r.Matrix.Manual.HistoryOf(e.Latest()).Changes {
			fmt.Fprintf(&b, " %s %s", v.Commit.Date[5:], v.Revision)
		}
		b.WriteString("\n")
	}
	for _, f := range r.Findings {
		if strings.HasPrefix(f.File, "documents/") && f.Rule != "orphan" || f.Rule == "history-unknown" {
			fmt.Fprintln(&b, f.Rule, f.File)
		}
	}
	return b.String()
}

// TestInForceInBothClones has two people work at the same time, and one of them pull. What is in force and what is
// found is the same, whoever pulled.
func TestInForceInBothClones(t *testing.T) {
	for _, c := range []struct {
		name     string
		ann, bob func(*clone)
		want     string
	}{
		{"each revises a document", func(c *clone) {
			c.commit("2026-02-01", "QP-1", "2", "approved", "2026-02-01", "AA")
			c.commit("2026-02-03", "QP-1", "3", "draft", "", "AAA")
		}, func(c *clone) {
			c.commit("2026-02-02", "QP-2", "2", "approved", "2026-02-02", "BB")
			c.commit("2026-02-04", "QP-2", "3", "draft", "", "BBB")
		}, "QP-1 2 in QP-1 2 < 3: 02-03 3 02-01 2 01-01 1\nQP-2 2 in QP-2 2 < 3: 02-04 3 02-02 2 01-01 1\n"},
		{"a text without its revision", func(c *clone) {
			c.commit("2026-02-01", "QP-1", "2", "approved", "2026-02-01", "AA")
			c.commit("2026-02-03", "QP-1", "2", "approved", "2026-02-01", "AAA")
		}, func(c *clone) {
			c.commit("2026-02-02", "QP-2", "2", "approved", "2026-02-02", "BB")
		}, "QP-1 2: 02-03 2 02-01 2 01-01 1\nQP-2 2: 02-02 2 01-01 1\nrevision-not-raised documents/qp-1.md\n"},
		{"withdrawn on one side", func(c *clone) {
			c.commit("2026-02-01", "QP-1", "1", "obsolete", "", "A")
			c.commit("2026-02-03", "QP-1", "2", "draft", "", "AAA")
		}, func(c *clone) {
			c.commit("2026-02-02", "QP-2", "2", "draft", "", "BB")
		}, "QP-1 2: 02-03 2 02-01 1 01-01 1\nQP-2 1 in QP-1 1 < 2: 02-02 2 01-01 1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, turned := range []bool{false, true} {
				ann, bob := clones(t)
				c.ann(ann)
				c.bob(bob)
				first, second := ann, bob
				if turned {
					first, second = bob, ann
				}
				first.git("push", "-q", "origin", "main")
				second.day = "2026-02-10"
				second.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
				second.git("push", "-q", "origin", "main")
				first.git("pull", "-q", "--no-rebase", "origin", "main")
				for _, at := range []*clone{first, second} {
					if diff := cmp.Diff(c.want, at.says("2026-11-22")); diff != "" {
						t.Errorf("turned %v, (-want +got)\n%s", turned, diff)
					}
				}
			}
		})
	}
}

// TestInForceByRequest: what a merged request holds counts from the merge, as one change. What was approved and taken
// back before it was merged never was in force; what was approved and followed by the next revision was.
func TestInForceByRequest(t *testing.T) {
	for _, c := range []struct {
		name string
		work func(*clone)
		want string
	}{
		{"approved", func(c *clone) {
			c.commit("2026-02-01", "QP-1", "2", "draft", "", "AA")
			c.commit("2026-02-02", "QP-1", "2", "approved", "2026-02-02", "AA")
		}, "QP-1 2: 02-03 2 01-01 1"},
		{"approved, and taken back", func(c *clone) {
			c.commit("2026-02-01", "QP-1", "2", "approved", "2026-02-01", "AA")
			c.commit("2026-02-02", "QP-1", "2", "review", "", "AA")
		}, "QP-1 1 in QP-1 1 < 2: 02-03 2 01-01 1"},
		{"approved, taken back and changed", func(c *clone) {
			c.commit("2026-02-01", "QP-1", "2", "approved", "2026-02-01", "AA")
			c.commit("2026-02-02", "QP-1", "2", "review", "", "AB")
		}, "QP-1 1 in QP-1 1 < 2: 02-03 2 01-01 1"},
		{"approved, and the next one drafted", func(c *clone) {
			c.commit("2026-02-01", "QP-1", "2", "approved", "2026-02-01", "AA")
			c.commit("2026-02-02", "QP-1", "3", "draft", "", "AB")
		}, "QP-1 2 in QP-1 2 < 3: 02-03 3 01-01 1"},
		{"withdrawn, and the next one drafted", func(c *clone) {
			c.commit("2026-02-01", "QP-1", "1", "obsolete", "", "A")
			c.commit("2026-02-02", "QP-1", "3", "draft", "", "AB")
		}, "QP-1 3: 02-03 3 01-01 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ann, _ := clones(t)
			ann.git("checkout", "-q", "-b", "qp-1")
			c.work(ann)
			ann.git("checkout", "-q", "main")
			ann.day = "2026-02-03"
			ann.git("merge", "-q", "--no-ff", "-m", "Merge pull request #1 from q/qp-1", "qp-1")
			got, _, _ := strings.Cut(ann.says("2026-11-22"), "\n")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestInForceAfterMove: a revision stays in force while the manual moves, and its links and pictures are followed.
func TestInForceAfterMove(t *testing.T) {
	ann, _ := clones(t)
	ann.write("documents/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"1\"/></svg>")
	ann.commit("2026-02-01", "QP-1", "2", "approved", "2026-02-01", "See [this](qp-2.md) and ![Plan](plan.svg).")
	ann.git("mv", "documents/qp-2.md", "documents/sales.md")
	ann.write("documents/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"2\"/></svg>")
	ann.commit("2026-02-02", "QP-1", "3", "draft", "", "See [this](sales.md).")
	ann.git("mv", "documents", "procedures")
	ann.write("manual.yaml", "title: T\ncompany: C\nedition: 1994\nscope: 9001\nscope_statement: S.\ndocuments: procedures\n")
	ann.day = "2026-02-03"
	ann.git("add", "-A")
	ann.git("commit", "-q", "-m", "Move")
	r := ann.check("2026-11-22")
	e := r.Matrix.Manual.ByID("QP-1")[0]
	if e.Next == nil || e.Revision.Value != "2" {
		t.Fatalf("revision %s is in force", e.Revision.Value)
	}
	for _, f := range r.Files() {
		if f.Path == e.URL {
			page, err := f.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{`<a href="../documents/qp-2.html">this</a>`, `src="../files/~/`} {
				if !strings.Contains(string(page), want) {
					t.Errorf("no %s in\n%s", want, page)
				}
			}
		}
	}
}

// TestSubmodule: of documents in a submodule it is not said that they are not committed.
func TestSubmodule(t *testing.T) {
	ann, _ := clones(t)
	other := &clone{t, t.TempDir(), "2026-01-01"}
	other.git("init", "-q", "--initial-branch=main")
	other.write("qp-7.md", revised("QP-7", "2", "draft", "", "Seven"))
	other.git("add", "-A")
	other.git("commit", "-q", "-m", "Seven")
	ann.day = "2026-02-01"
	ann.git("submodule", "--quiet", "add", other.dir, "documents/sales")
	ann.git("commit", "-q", "-m", "Sales")
	if diff := cmp.Diff("QP-1 1: 01-01 1\nQP-2 1: 01-01 1\nQP-7 2:\nhistory-unknown manual.yaml\n", ann.says("2026-11-22")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	r := ann.check("2026-11-22")
	if n := r.Manual.Uncommitted.Documents; n != 0 {
		t.Errorf("%d documents are not committed", n)
	}
	var b strings.Builder
	if err := export.DocumentsJSON(&b, r.Matrix); err != nil {
		t.Fatal(err)
	}
}
