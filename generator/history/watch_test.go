package history

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestWatch: git is asked again when the commit that is checked out is another one, and only then.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=A", "-c", "user.email=a@b.example"}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args[0], err, out)
		}
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "documents", "a.md"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "documents"), 0o777); err != nil {
		t.Fatal(err)
	}
	w := &Watch{Folder: dir}
	last := func() string {
		l := w.Log(t.Context(), "documents")
		if l == nil {
			return "none"
		}
		if again := w.Log(t.Context(), "documents"); again != l {
			t.Error("it was read again without a commit")
		}
		return l.Last.Summary
	}
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() {}, "none"},
		{func() { git("init", "-q", "--initial-branch=main") }, ""},
		{func() { write("one"); git("add", "."); git("commit", "-qm", "One") }, "One"},
		{func() { write("two") }, "One"},
		{func() { git("add", ".") }, "One"},
		{func() { git("commit", "-qm", "Two") }, "Two"},
		{func() { git("pack-refs", "--all"); git("commit", "-q", "--amend", "-m", "Too") }, "Too"},
		{func() { git("checkout", "-q", "--detach", "HEAD~1") }, "One"},
		{func() { git("checkout", "-q", "-b", "side"); write("three"); git("commit", "-qam", "Three") }, "Three"},
		{func() { git("checkout", "-q", "main") }, "Too"},
	} {
		step.do()
		if got := last(); got != step.want {
			t.Errorf("last commit %q, want %q", got, step.want)
		}
	}
	before := w.last
	write("four")
	if w.Log(t.Context(), "documents") != before {
		t.Error("a save made it read again")
	}
}
