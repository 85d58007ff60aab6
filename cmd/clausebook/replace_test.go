package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/adopt"
)

// TestReplaceFiles writes all files or none, and leaves nothing beside them.
func TestReplaceFiles(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "a.md", []byte("old a"))
	put(t, dir, "b.md", []byte("old b"))
	put(t, dir, "there.md", []byte("old"))
	if err := os.Chmod(filepath.Join(dir, "a.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	list := func() string {
		var names []string
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return strings.Join(names, " ")
	}
	before := list()
	a, b := adopt.Change{File: "a.md", Data: []byte("new a")}, adopt.Change{File: "new/b.md", Data: []byte("new b"), New: true}
	for name, last := range map[string]adopt.Change{
		"a new file that exists": {File: "there.md", New: true}, "an old file that does not": {File: "gone.md"}, "outside": {File: "../x.md", New: true},
	} {
		err := replaceFiles(context.Background(), dir, []adopt.Change{a, b, last})
		if err == nil || !strings.Contains(err.Error(), "nothing was written") {
			t.Errorf("%s: %v", name, err)
		}
		if now := list(); now != before || read(t, dir, "a.md") != "old a" {
			t.Errorf("%s: the folder has %s and a.md is %q", name, now, read(t, dir, "a.md"))
		}
	}

	// A failure in the middle of the swap puts back what was replaced.
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	r := &replacement{root: root}
	for _, c := range []adopt.Change{a, b} {
		if err := r.stage(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.swap(&r.files[0]); err != nil {
		t.Fatal(err)
	}
	if err := r.undo(errInterrupted); err == nil || read(t, dir, "a.md") != "old a" || list() != before {
		t.Errorf("after an interruption: %v, %s, %q", err, list(), read(t, dir, "a.md"))
	}

	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if err := replaceFiles(ended, dir, []adopt.Change{a}); err == nil || list() != before {
		t.Errorf("interrupted: %v, %s", err, list())
	}
	if err := replaceFiles(context.Background(), dir, []adopt.Change{a, b}); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, "a.md"))
	if err != nil || info.Mode().Perm() != 0o600 || read(t, dir, "a.md") != "new a" || read(t, dir, "new", "b.md") != "new b" || list() != before+" new" && list() != "a.md b.md new there.md" {
		t.Errorf("%v %v: %s", info.Mode(), err, list())
	}
}
