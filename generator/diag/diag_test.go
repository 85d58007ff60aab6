package diag_test

import (
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/diag"
)

func TestSeverity(t *testing.T) {
	for _, s := range []diag.Severity{diag.Off, diag.Note, diag.Warning, diag.Error} {
		if got, ok := diag.ParseSeverity(s.String()); !ok || got != s {
			t.Errorf("%s is read as %s, %v", s, got, ok)
		}
	}
	for _, word := range []string{"", "Error", "errors", "false", "unjudged", "warn"} {
		if s, ok := diag.ParseSeverity(word); ok || s != diag.Unjudged {
			t.Errorf("%q is read as %s", word, s)
		}
	}
	if !(diag.Unjudged < diag.Off && diag.Off < diag.Note && diag.Note < diag.Warning && diag.Warning < diag.Error) {
		t.Error("severities are out of order")
	}
}

// TestSort puts findings in the order of reading, whatever order they were found in.
func TestSort(t *testing.T) {
	want := []diag.Finding{
		{File: "a.md", Pos: diag.Pos{Line: 1, Column: 2}, Rule: "x"},
		{File: "a.md", Pos: diag.Pos{Line: 2, Column: 1}, Rule: "a"},
		{File: "a.md", Pos: diag.Pos{Line: 2, Column: 1}, Rule: "b"},
		{File: "a.md", Pos: diag.Pos{Line: 2, Column: 10}, Rule: "a"},
		{File: "a.md", Pos: diag.Pos{Line: 10, Column: 1}, Rule: "a"},
		{File: "b.md", Pos: diag.Pos{Line: 1, Column: 1}, Rule: "a"},
	}
	r := rand.New(rand.NewSource(1))
	for range 100 {
		got := slices.Clone(want)
		r.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		diag.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestSortIsStable: what one rule finds in one place stays in its order, such as gaps in the order
// of the standard.
func TestSortIsStable(t *testing.T) {
	var want []diag.Finding
	for _, id := range []string{"8.4.1", "9.1", "10.1", "10.2", "4.1"} {
		want = append(want, diag.Finding{Rule: "gap", File: "manual.yaml", Message: id})
	}
	got := slices.Clone(want)
	diag.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBefore(t *testing.T) {
	places := []diag.Pos{{}, {Line: 1}, {Line: 1, Column: 1}, {Line: 1, Column: 2}, {Line: 2, Column: 1}}
	for i, p := range places {
		for j, q := range places {
			if p.Before(q) != (i < j) {
				t.Errorf("%v before %v: %v", p, q, p.Before(q))
			}
		}
	}
	if (diag.Pos{Line: 1, Column: 1, Width: 1}).Before(diag.Pos{Line: 1, Column: 1, Width: 2}) {
		t.Error("a width is no place")
	}
}

func TestCount(t *testing.T) {
	list := []diag.Finding{{Severity: diag.Error}, {Severity: diag.Note}, {Severity: diag.Error}, {}}
	for s, want := range map[diag.Severity]int{diag.Error: 2, diag.Note: 1, diag.Warning: 0} {
		if got := diag.Count(list, s); got != want {
			t.Errorf("%d of %s, want %d", got, s, want)
		}
	}
}

// TestNearest offers a word only where it can be meant.
func TestNearest(t *testing.T) {
	fields := []string{"id", "title", "revision", "status", "owner", "approver", "approved_date", "effective_date"}
	tests := []struct{ word, want string }{
		{"ownr", "owner"}, {"Owner", "owner"}, {"OWNER", "owner"}, {"titel", "title"}, {"approved", "approver"},
		{"approved-date", "approved_date"}, {"effectivedate", "effective_date"}, {"revison", "revision"}, {"staus", "status"},
		{"i", "id"}, {"department", ""}, {"x", ""}, {"", ""}, {"zzzzzzzzzzzz", ""}, {"öwner", "owner"},
	}
	for _, tt := range tests {
		if got := diag.Nearest(tt.word, fields); got != tt.want {
			t.Errorf("Nearest(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
	long := strings.Repeat("purchasing-", 20)
	if got := diag.Nearest(long, []string{long}); got != "" {
		t.Errorf("a word of 220 letters is near to %q", got)
	}
	if got := diag.Nearest("QP-3", []string{"QP-1", "QP-2"}); got != "QP-1" {
		t.Errorf("of equals the first wins, got %s", got)
	}
	if got := diag.Nearest("x", nil); got != "" {
		t.Errorf("without choices: %q", got)
	}
}
