package generator_test

import (
	"os"
	"testing"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
)

// TestRebuildAfterApproval: a rebuild is a build while commits are signed and tagged, keys come and go, and files change
// that a signature covers.
func TestRebuildAfterApproval(t *testing.T) {
	t.Parallel()
	r := newSignedRepo(t)
	e := newEditor(t, 1)
	e.folder, e.day = r.dir, "2026-06-01"
	b := &generator.Builder{FS: os.DirFS(r.dir)}
	watch := &history.Watch{Folder: r.dir}
	sites := 0
	for n, step := range []string{"manual keys=anna,qm", "draft", "approve in tree", "other by qm", "picture=1 revision=2 by qm", "picture=2 in tree", "picture=1 in tree",
		"review=2027-01-01 by anna", "keys=anna in tree", "other", "keys=anna,qm minimum=recorded", "revision=3 text=B", "tag by qm", "other", "approver=anna in tree", "approver=qm@example.com in tree",
		"revision=4 by host", "keys=nobody@example.com:host", "minimum=verified", "minimum= in tree", "revision=5 by host", "text=C in tree", "text=B in tree", "move=documents/x/a.md"} {
		r.step(step)
		e.log = watch.Log(t.Context(), "documents")
		site, differs := e.compare(b, n)
		if differs != "" {
			t.Fatalf("step %d, %s: %s", n, step, differs)
		}
		if site {
			sites++
		}
	}
	if sites < 15 {
		t.Errorf("only %d steps left a manual that a site can be made of", sites)
	}
}
