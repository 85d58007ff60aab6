package history

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// titled is a page with a title and a text of its own.
func titled(id, title, text string) string {
	return strings.Replace(strings.TrimSuffix(page(id, "1", "approved"), strings.Repeat("\nThe same words, again and again.", 9)+"\n"), "title: T", "title: "+title, 1) + text + "\n"
}

// TestIDAgain is about documents that have the id of one that was deleted before: the same that was brought
// back, or another one.
func TestIDAgain(t *testing.T) {
	const (
		buying = "The buyer scores each supplier in January and tells the head of production. Below seventy points nothing is ordered any more."
		scrap  = "Scrap goes into the red boxes beside the presses, is weighed by the shift leader on Friday and leaves with the lorry on Monday."
	)
	one := "M documents/a.md" + titled("QP-1", "Evaluation of suppliers", buying)
	for _, c := range []struct{ name, second, third, want string }{
		{"another in another file", "D documents/a.md", "M documents/b.md" + titled("QP-1", "Scrap", scrap), "new, and gone"},
		{"another in the same file", "D documents/a.md", "M documents/a.md" + titled("QP-1", "Scrap", scrap), "new, and gone"},
		{"another with the same title", "D documents/a.md", "M documents/a.md" + titled("QP-1", "Evaluation of suppliers", scrap), "new, and gone"},
		{"another id in the same file", "D documents/a.md", "M documents/a.md" + titled("QP-2", "Scrap", scrap), "new, and gone"},
		{"the deletion is reverted", "D documents/a.md", one, "old"},
		{"it is back in another file", "D documents/a.md", "M documents/sub/z.md" + one[len("M documents/a.md"):], "old"},
		{"it is back with another paragraph", "D documents/a.md", one + "\nWho sells but one thing is scored every second year.\n", "old"},
		{"it is back with another title", "D documents/a.md", "M documents/a.md" + titled("QP-1", "Suppliers", buying), "old"},
		{"another in the commit that takes it away", "D documents/a.md\x00M documents/b.md" + titled("QP-1", "Scrap", scrap), "M documents/c.md" + titled("QP-3", "Other", ""), "old"},
	} {
		var f fast
		f.commit("main", "1", "2026-01-05", "One", one, "M manual.yaml\ntitle: T")
		f.commit("main", "2", "2026-01-06", "Two", strings.Split(c.second, "\x00")...)
		f.commit("main", "3", "2026-01-07", "Three", c.third)
		dir := f.imported(t)
		log, known := read(t.Context(), dir, "documents", nil)
		got := ""
		for file, d := range log.Documents {
			switch {
			case file == "documents/c.md":
			case len(d.Changes) == 1 && d.Changes[0].New:
				got = "new"
			case d.Changes[len(d.Changes)-1].Commit.Summary == "One":
				got = "old"
			}
		}
		if len(log.Deleted) > 0 {
			got += ", and gone"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s\n%s", c.name, got, c.want, told(log))
		}
		if again, _ := read(t.Context(), dir, "documents", known); told(again) != told(log) {
			t.Errorf("%s: another look tells\n%s", c.name, cmp.Diff(told(log), told(again)))
		}
	}
}

// TestIDs lists all ids that there ever were on the line of first parents.
func TestIDs(t *testing.T) {
	var f fast
	f.commit("main", "1", "2026-01-05", "One", "M documents/a.md"+page("QP-1", "1", "approved"), "M documents/b.md"+page("QP-2", "1", "draft", "b"))
	f.commit("main", "2", "2026-01-06", "Two", "M documents/a.md"+page("QP-3", "1", "approved"), "D documents/b.md")
	f.commit("main", "3", "2026-01-07", "Three", "M documents/a.md"+page("QP-3", "2", "approved"))
	log, _ := read(t.Context(), f.imported(t), "documents", nil)
	got := slices.Compact(slices.Sorted(log.IDs()))
	if diff := cmp.Diff([]string{"QP-1", "QP-2", "QP-3"}, got); diff != "" {
		t.Error(diff)
	}
	for range log.IDs() {
		break
	}
}
