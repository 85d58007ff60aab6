package history

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// same compares all that a log tells.
var same = cmpopts.IgnoreUnexported(Log{}, Document{}, Change{}, Deleted{}, Commit{})

// TestLogFromAnother: what is told of a commit does not depend on which one was asked for before it.
func TestLogFromAnother(t *testing.T) {
	for seed := range uint64(2) {
		random := rand.New(rand.NewPCG(seed, 1))
		dir := eventful(t, random, 40)
		commits := lines(t, dir, "rev-list", "--all")
		again, err := Open(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		for range 15 {
			commit := commits[random.IntN(len(commits))]
			fresh, _ := Open(t.Context(), dir)
			want, got := fresh.LogAt(t.Context(), commit, "documents"), again.LogAt(t.Context(), commit, "documents")
			if diff := cmp.Diff(want, got, same); diff != "" || want.Trouble != "" {
				t.Fatalf("seed %d, %s, %s (-alone +after another)\n%s", seed, commit, want.Trouble, diff)
			}
		}
	}
}

// eventful makes a repository with renames, deletions, branches and merges.
func eventful(t *testing.T, random *rand.Rand, commits int) string {
	var f fast
	text := func(n int) string {
		return page(fmt.Sprintf("QP-%d", n), fmt.Sprint(random.IntN(2)), "approved", strings.Repeat("Own words. ", 3*n), fmt.Sprint(random.IntN(2)))
	}
	file := func() string { return fmt.Sprintf("documents/%d.md", random.IntN(4)) }
	f.commit("main", "1", "2026-01-01", "Import", "M manual.yaml\ntitle: T", "M documents/0.md"+text(0), "M documents/1.md"+text(1))
	branch := 0
	for n := 2; n < commits; n++ {
		day := fmt.Sprintf("2026-02-%02d", n%28+1)
		edits := []string{fmt.Sprintf("M %s%s", file(), text(random.IntN(4))), fmt.Sprintf("M documents/p%d.svg\n%d", random.IntN(2), n)}
		if random.IntN(3) == 0 {
			edits = append(edits, "D "+file(), fmt.Sprintf("M %s%s", file(), text(random.IntN(4))))
		}
		switch random.IntN(4) {
		case 0:
			branch = n
			f.commit("side", fmt.Sprint(n), day, "On the side", append([]string{fmt.Sprintf("from :%d", n-1)}, edits...)...)
			f.commit("main", fmt.Sprint(1000+n), day, "Meanwhile", append([]string{fmt.Sprintf("from :%d", n-1)}, fmt.Sprintf("M x\n%d", n))...)
			f.commit("main", fmt.Sprint(2000+n), day, "Merge", append([]string{fmt.Sprintf("merge :%d", n)}, edits...)...)
			f.commit("main", fmt.Sprint(n+1), day, "After", fmt.Sprintf("M %s%s", file(), text(random.IntN(4))))
			n++
		default:
			f.commit("main", fmt.Sprint(n), day, "Plain", edits...)
		}
	}
	if branch == 0 {
		t.Fatal("there was no merge")
	}
	return f.imported(t)
}

func lines(t *testing.T, dir string, args ...string) []string {
	t.Helper()
	out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", args[0], err, out)
	}
	return strings.Fields(string(out))
}

// TestLogAhead: after a commit only that commit is read.
func TestLogAhead(t *testing.T) {
	dir := eventful(t, rand.New(rand.NewPCG(1, 1)), 10)
	r, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	r.LogAt(t.Context(), "main~1", "documents")
	before := r.known
	r.LogAt(t.Context(), "main", "documents")
	if after := r.known; len(after.mainline) != len(before.mainline)+1 {
		t.Errorf("%d steps after %d", len(after.mainline), len(before.mainline))
	}
	for blob, s := range before.states {
		if r.known.states[blob] != s {
			t.Errorf("%s was read again", blob)
		}
	}
}

// TestLogOfWorkingTree: that versions are read from the working tree makes no difference, however it looks.
func TestLogOfWorkingTree(t *testing.T) {
	for _, format := range []string{"sha1", "sha256"} {
		var f fast
		f.commit("main", "1", "2026-01-05", "One", "M manual.yaml\ntitle: T", "M documents/a/a.md"+page("QP-1", "1", "approved"), "M documents/b.md"+page("QP-2", "1", "draft", "b"))
		f.commit("main", "2", "2026-01-06", "Two", "M documents/a/a.md"+page("QP-1", "2", "approved", "more"))
		dir := f.importedAs(t, format)
		want := Read(t.Context(), dir, "documents")
		if want.Trouble != "" || want.Documents["documents/a/a.md"].Changes[0].Revision != "2" {
			t.Fatal(told(want))
		}
		lines(t, dir, "checkout", "-q", "-f", "main")
		each := func(change func([]byte) []byte) func(file string) {
			return func(file string) {
				raw, err := os.ReadFile(file)
				if err == nil {
					err = os.WriteFile(file, change(raw), 0o666)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		for _, step := range []struct {
			name   string
			change func(file string)
		}{
			{"as checked out", func(string) {}},
			{"other line ends", each(func(raw []byte) []byte { return bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n")) })},
			{"edited", each(func(raw []byte) []byte { return append(raw, "More.\n"...) })},
			{"gone", func(file string) { _ = os.Remove(file) }},
			{"a link", func(file string) { _ = os.Symlink("elsewhere", file) }},
		} {
			for _, file := range []string{"a/a.md", "b.md"} {
				step.change(filepath.Join(dir, "documents", file))
			}
			if diff := cmp.Diff(want, Read(t.Context(), dir, "documents"), same); diff != "" {
				t.Errorf("%s, %s (-without +with)\n%s", format, step.name, diff)
			}
		}
	}
}
