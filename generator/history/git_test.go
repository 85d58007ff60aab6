package history

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(t.Context(), dir); !errors.Is(err, ErrNone) {
		t.Errorf("outside a repository: %v", err)
	}
	inner := filepath.Join(dir, "müll & # %41", "manual")
	if err := os.MkdirAll(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("git", "-C", dir, "init", "-q").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	r, err := Open(t.Context(), inner)
	if err != nil {
		t.Fatal(err)
	}
	if want := "müll & # %41/manual/"; r.prefix != want {
		t.Errorf("prefix %q, want %q", r.prefix, want)
	}
}

// TestInert: what a repository's own configuration names must not run.
func TestInert(t *testing.T) {
	dir := t.TempDir()
	ran := filepath.Join(dir, "ran")
	for _, args := range [][]string{{"init", "-q"}, {"config", "core.fsmonitor", "touch '" + ran + "'"}} {
		if out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	r, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.run(t.Context(), nil, "status", "--porcelain"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("git ran what the repository named as its file system monitor")
	}
}
