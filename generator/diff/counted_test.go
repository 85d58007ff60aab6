package diff

import (
	"testing"

	"github.com/clausebook/clausebook/generator/diag"
)

// TestCounted compares findings that are only counted by their number.
func TestCounted(t *testing.T) {
	f := diag.Finding{Rule: "raw-html", Severity: diag.Warning, File: "documents/a.md", Message: "m"}
	id := func(f diag.Finding) identity {
		return identity{rule: f.Rule, file: f.File, message: map[bool]string{true: "more"}[f.Many > 0]}
	}
	for _, tt := range []struct{ before, after, gone, fresh int }{
		{0, 0, 0, 0}, {40, 40, 0, 0}, {40, 50, 0, 10}, {50, 40, 10, 0}, {0, 7, 0, 7}, {7, 0, 7, 0}, {1, 2, 0, 1},
	} {
		list := func(n int) []diag.Finding {
			if n == 0 {
				return []diag.Finding{f}
			}
			return []diag.Finding{f, f.SumUp(n)}
		}
		gone, fresh := without(list(tt.before), list(tt.after), id)
		if g, n := diag.Count(gone, diag.Warning), diag.Count(fresh, diag.Warning); g != tt.gone || n != tt.fresh {
			t.Errorf("from %d to %d: %d gone, %d new", tt.before, tt.after, g, n)
		}
	}
}
