package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/view"
)

// TestEmptyCells keeps what stands for empty columns within the most that HTML takes.
func TestEmptyCells(t *testing.T) {
	got := empty(nil, 3, 2503)
	want := []view.Cell{{Column: 3, Span: 1000}, {Column: 1003, Span: 1000}, {Column: 2003, Span: 500}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := empty(nil, 7, 7); got != nil {
		t.Errorf("no columns need %v", got)
	}
}
