package history

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// stream is a repository as `git fast-import` reads it: two commits, a manual in a folder whose
// name needs quoting, a link, a submodule, and a file beside the manual.
const stream = `blob
mark :1
data 4
old

blob
mark :2
data 4
new

blob
mark :3
data 8
qp-1.md

commit refs/heads/main
mark :10
committer Clerk <clerk@kranich.example> 1700000000 +0000
data 1
1
M 100644 :1 "m\303\274ll & # %41/manual.yaml"
M 100755 :1 "m\303\274ll & # %41/documents/a/qp-1.md"
M 100644 :2 "m\303\274ll & # %41/documents/qp \"2\"\t.md"
M 120000 :3 "m\303\274ll & # %41/documents/link.md"
M 160000 1234567890123456789012345678901234567890 "m\303\274ll & # %41/documents/sub"
M 100644 :2 beside.md

commit refs/heads/main
mark :11
committer Clerk <clerk@kranich.example> 1700000001 +0000
data 1
2
M 100644 :2 "m\303\274ll & # %41/documents/a/qp-1.md"

reset refs/heads/-odd
from :10

`

// repository makes the repository of a stream and checks out its main branch. It gives the
// manual's folder.
func repository(t *testing.T, stream, manual string) (*Repository, string) {
	t.Helper()
	dir := t.TempDir()
	for _, step := range []struct {
		stdin string
		args  []string
	}{
		{"", []string{"init", "-q", "-b", "main"}},
		{stream, []string{"fast-import", "--quiet"}},
		{"", []string{"-c", "advice.detachedHead=false", "checkout", "-q", "-f", "main"}},
	} {
		cmd := exec.Command("git", append([]string{"-C", dir}, step.args...)...)
		cmd.Stdin = strings.NewReader(step.stdin)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v: %s", step.args[0], err, out)
		}
	}
	folder := filepath.Join(dir, manual)
	r, err := Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	return r, folder
}

func tree(t *testing.T, r *Repository, folder, revision string) *Tree {
	t.Helper()
	commit, err := r.Revision(t.Context(), revision)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Tree(context.WithoutCancel(t.Context()), commit, os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := got.Close(); err != nil {
			t.Error(err)
		}
	})
	return got
}

func TestTree(t *testing.T) {
	r, folder := repository(t, stream, "müll & # %41")
	was := tree(t, r, folder, "HEAD~1")
	var got strings.Builder
	err := fs.WalkDir(was, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		got.WriteString(d.Type().String() + " " + name)
		if d.Type().IsRegular() {
			data, err := fs.ReadFile(was, name)
			if err != nil {
				return err
			}
			got.WriteString(": " + strings.TrimSpace(string(data)))
		}
		got.WriteByte('\n')
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `d--------- .
d--------- documents
d--------- documents/a
---------- documents/a/qp-1.md: old
L--------- documents/link.md
---------- documents/qp "2"	.md: new
d--------- documents/sub
---------- manual.yaml: old
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
	if len(was.Submodules) != 1 || was.Submodules[0] != "documents/sub" {
		t.Errorf("submodules %q", was.Submodules)
	}
	if data, err := fs.ReadFile(was, "documents/link.md"); err == nil {
		t.Errorf("a link was followed: %q", data)
	}
	regular, err := fs.Sub(was, "documents/a")
	if err != nil {
		t.Fatal(err)
	}
	if err := fstest.TestFS(regular, "qp-1.md"); err != nil {
		t.Error(err)
	}
}

// TestTreeLineEnds: a checkout with CR LF reads as one, at every revision.
func TestTreeLineEnds(t *testing.T) {
	r, folder := repository(t, stream, "müll & # %41")
	const name = "documents/a/qp-1.md"
	if err := os.WriteFile(filepath.Join(folder, name), []byte("now\r\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for revision, want := range map[string]string{"HEAD": "new\r\n", "HEAD~1": "old\r\n"} {
		got, err := fs.ReadFile(tree(t, r, folder, revision), name)
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, %v; want %q", revision, got, err, want)
		}
	}
}

// TestTreeTop: a manual may be the whole repository.
func TestTreeTop(t *testing.T) {
	r, folder := repository(t, stream, "")
	got, err := fs.ReadFile(tree(t, r, folder, "HEAD"), "beside.md")
	if err != nil || string(got) != "new\n" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestTreeElsewhere: where the folder was not there yet, the tree is empty.
func TestTreeElsewhere(t *testing.T) {
	r, folder := repository(t, stream, "müll & # %41")
	r.prefix = "manual/"
	if _, err := fs.ReadFile(tree(t, r, folder, "HEAD"), "manual.yaml"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestRevision(t *testing.T) {
	r, _ := repository(t, stream, "müll & # %41")
	for _, name := range []string{"main", "HEAD~1", "-odd", "refs/heads/main", "@"} {
		if commit, err := r.Revision(t.Context(), name); err != nil || len(commit) != 40 {
			t.Errorf("%s: %q, %v", name, commit, err)
		}
	}
	for _, tt := range []struct{ name, reason string }{
		{"", ""}, {"origin/main", ""}, {"--help", ""}, {"HEAD~2", ""}, {"main..HEAD", ""}, {"^main", "it excludes commits and names none"}, {"x\ny", ""}, {"x\x1b[2J", ""},
		{"HEAD:beside.md", ""},
		{"HEAD^{tree}", "HEAD^{tree}^{commit}: expected commit type, but the object dereferences to tree type"},
		{"@{u}", "no upstream configured for branch 'main'"},
	} {
		_, err := r.Revision(t.Context(), tt.name)
		var unknown *UnknownRevision
		if !errors.As(err, &unknown) || unknown.Reason != tt.reason || unknown.Shallow {
			t.Errorf("%s: %v (%+v)", tt.name, err, unknown)
		}
	}
}

func TestMergeBase(t *testing.T) {
	const two = `commit refs/heads/main
mark :1
committer Clerk <clerk@kranich.example> 1700000000 +0000
data 1
1

commit refs/heads/other
committer Clerk <clerk@kranich.example> 1700000001 +0000
data 1
2
from :1

commit refs/heads/alone
committer Clerk <clerk@kranich.example> 1700000001 +0000
data 1
3

commit refs/heads/main
committer Clerk <clerk@kranich.example> 1700000002 +0000
data 1
4
from :1

`
	r, _ := repository(t, two, "")
	first, err := r.Revision(t.Context(), "main~1")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := r.MergeBase(t.Context(), "other"); err != nil || got != first {
		t.Errorf("%s, %v; want %s", got, err, first)
	}
	var none *NoMergeBase
	if _, err := r.MergeBase(t.Context(), "alone"); !errors.As(err, &none) {
		t.Errorf("unrelated: %v", err)
	}
	var unknown *UnknownRevision
	if _, err := r.MergeBase(t.Context(), "nowhere"); !errors.As(err, &unknown) {
		t.Errorf("unknown: %v", err)
	}
}
