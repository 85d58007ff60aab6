package document

import (
	"fmt"
	"strings"
	"testing"
)

// TestRepeatedTitle shows which first heading is the title again, and so not shown twice.
func TestRepeatedTitle(t *testing.T) {
	for _, c := range []struct {
		id, title, revision, heading string
		repeats                      bool
	}{
		{"PG 05", "Post sales", "10", "PG 05 - Post sales - Rev. 10", true},
		{"PG 05", "Post sales", "10", "Post sales", true},
		{"PG 05", "Post sales", "10", "pg-05: POST SALES", true},
		{"PG-05", "Post sales", "1.0", "Post sales (PG 05), version 1.0", true},
		{"VA-07", "Prüfmittel", "3", "VA-07 Prüfmittel – Ausgabe 3", true},
		{"PG 05", "Post sales", "10", "PG 05 - Post sales - Rev. 9", false},
		{"PG 05", "Post sales", "10", "PG 06 Post sales", false},
		{"PG 05", "Post sales", "10", "Post sales 10", false},
		{"PG 05", "Post sales", "10", "Post sales in Europe", false},
		{"PG 05", "Post sales", "10", "PG 05", false},
		{"PG 05", "-", "10", "PG 05", false},
	} {
		d := Parse("documents/a.md", fmt.Appendf(nil, "---\nid: %s\ntitle: %q\nrevision: %s\n---\n\n# %s\n\nText.\n", c.id, c.title, c.revision, c.heading))
		if got := !strings.Contains(d.Shown().Body, "h2"); got != c.repeats {
			t.Errorf("%s %s %s: %q repeats the title: %v, want %v", c.id, c.title, c.revision, c.heading, got, c.repeats)
		}
	}
}
