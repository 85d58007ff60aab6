package diff_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diff"
)

// TestLaws holds all archives to what is true of any two manuals: nothing changed from one to itself,
// and the way back shows the same changes the other way round.
func TestLaws(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			there := compare(t, archive)
			if same := diff.Of(there.Base, there.After, there.After); there.After.Matrix != nil && !same.Nothing() {
				t.Errorf("a manual differs from itself: %+v", same)
			}
			if there.Before == nil {
				return
			}
			back := diff.Of(there.Base, there.After, there.Before)
			if len(there.New) != len(back.Gone) || len(there.Gone) != len(back.New) {
				t.Errorf("findings: %d new and %d gone, back %d and %d", len(there.New), len(there.Gone), len(back.New), len(back.Gone))
			}
			opposite := map[diff.Change]diff.Change{diff.Added: diff.Removed,
				diff.Removed: diff.Added, diff.Changed: diff.Changed, diff.Renamed: diff.Renamed}
			for change, other := range opposite {
				if n, m := documents(there, change), documents(back, other); n != m {
					t.Errorf("%d documents %s, on the way back %d %s", n, change, m, other)
				}
			}
			for _, c := range there.Clauses {
				if loses := c.Before == coverage.Covered && (c.After == coverage.Gap || c.After == coverage.Pending); loses && !there.Regression() {
					t.Errorf("%s was lost and is no regression", c.ID)
				}
			}
			if there.Compared && len(there.Clauses) != len(back.Clauses) {
				t.Errorf("%d clauses changed, on the way back %d", len(there.Clauses), len(back.Clauses))
			}
		})
	}
}

func documents(c *diff.Comparison, change diff.Change) int {
	n := 0
	for _, d := range c.Documents {
		if d.Change == change {
			n++
		}
	}
	return n
}
