package check_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator/config"
)

// TestHistoryOfDefaults holds the rules on changes where manual.yaml gives documents their revision. A step is a
// commit: the default in manual.yaml, the document's own revision, each "-" if there is none, and its text. One that
// begins with ! is not committed.
func TestHistoryOfDefaults(t *testing.T) {
	for _, c := range []struct{ name, steps, want string }{
		{"the text", "1 - A; 1 - B", "revision-not-raised"},
		{"the text, not committed", "1 - A; !1 - B", "revision-not-raised"},
		{"nothing", "1 - A; 1 - A", ""},
		{"the text and the default", "1 - A; 2 - B", ""},
		{"the text and the default, not committed", "1 - A; !2 - B", ""},
		{"the text, then the default", "1 - A; 1 - B; 2 - B", ""},
		{"the same revision of its own", "1 - A; 1 1 A", ""},
		{"the same revision of its own, and the text", "1 - A; - 1 B", "revision-not-raised"},
		{"a revision of its own, and the text", "1 - A; 1 2 B", ""},
		{"its own revision given up for the default, and the text", "- 1 A; 1 - B", "revision-not-raised"},
		{"a lower revision of its own", "2 - A; 2 1 B", "revision-went-down"},
		{"a lower default", "2 - A; 1 - B", "revision-went-down"},
		{"a default that does not matter", "1 5 A; 2 5 A; 2 6 B", ""},
		{"a default that came after the document", "- - A; 1 - A", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			settings := load(t).config
			var files []txtar.File
			for n, step := range strings.Split(c.steps, "; ") {
				name := fmt.Sprintf("commit 2026-05-0%d Step", n+1)
				if strings.HasPrefix(step, "!") {
					step, name = step[1:], "not committed"
				}
				words := strings.Fields(step)
				yaml, own := settings, ""
				if words[0] != "-" {
					yaml += "defaults:\n  - {at: '**', owner: O}\n  - {at: 'a.md', revision: " + words[0] + "}\n  - {at: 'b/**', revision: 9}\n"
				}
				if words[1] != "-" {
					own = "revision: " + words[1] + "\n"
				}
				page := "---\nid: QP-1\ntitle: T\n" + own + "status: approved\nowner: O\napprover: M\napproved_date: 2026-05-01\neffective_date: 2026-05-01\n---\n\n" +
					strings.Repeat("Words that stay. ", 20) + words[2] + "\n"
				files = append(files, txtar.File{Name: name}, txtar.File{Name: config.File, Data: []byte(yaml)},
					txtar.File{Name: "documents/a.md", Data: []byte(page)})
			}
			x := &example{archive: string(txtar.Format(&txtar.Archive{Files: files}))}
			result, _, err := x.run(t, settings)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range result.Findings {
				switch f.Rule {
				case "revision-not-raised", "changed-after-approval", "status-went-back", "revision-went-down", "missing-field", "bad-value":
					got = append(got, f.Rule)
				}
			}
			if got := strings.Join(got, " "); got != c.want {
				t.Errorf("%s: %s, expected %s", c.steps, cmp.Or(got, "nothing"), cmp.Or(c.want, "nothing"))
			}
		})
	}
}
