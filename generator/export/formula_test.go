package export

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
	"testing"
)

// TestNoFormula writes cells that some spreadsheet would run, and cells that none would.
func TestNoFormula(t *testing.T) {
	for _, tt := range []struct{ cell, want string }{
		{"", ""}, {"a", "a"}, {"a=1", "a=1"}, {"4.10; 4.10.1", "4.10; 4.10.1"}, {"a@b.c", "a@b.c"}, {"QP-08-04", "QP-08-04"}, {"a; b", "a; b"}, {"'=1", "'=1"},
		{"=1+1", "'=1+1"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@SUM(A1)", "'@SUM(A1)"}, {"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
		{"＝1+1", "'＝1+1"}, {"＋1", "'＋1"}, {"－1", "'－1"}, {"＠SUM(A1)", "'＠SUM(A1)"}, {"﹦1", "'﹦1"}, {"﹢1", "'﹢1"}, {"﹣1", "'﹣1"}, {"﹫a", "'﹫a"},
		{" =1", "' =1"}, {"\t=1", "' =1"}, {"\r=1", "'\uFFFD=1"}, {"\n=1", "'\uFFFD=1"}, {"\u00a0=1", "'\u00a0=1"}, {"\u3000＝1", "'\u3000＝1"}, {"\ufeff=1", "'\ufeff=1"}, {"\"=1", "'\"=1"},
		{"a;=1+1", "a;'=1+1"}, {"a; =1+1", "a;' =1+1"}, {"a;\"=1+1", "a;'\"=1+1"}, {"a;;=1", "a;;'=1"}, {"a;＝1;@b", "a;'＝1;'@b"}, {"=1;=2", "'=1;'=2"}, {"a;\t-1", "a;' -1"},
		{"##[error]a", "## [error]a"}, {"::error::a", ": :error::a"},
	} {
		var out bytes.Buffer
		w := newTable(&out, "a", "b")
		w.put("x", tt.cell)
		if err := w.end(); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
		if err != nil || len(rows) != 2 || rows[1][1] != tt.want {
			t.Errorf("%q: %q, expected %q (%v)", tt.cell, rows, tt.want, err)
		}
		// What a program sees that takes the semicolon for what separates cells.
		for _, cell := range strings.FieldsFunc(out.String(), func(r rune) bool { return r == ';' || r == ',' || r == '\t' || r == '\n' }) {
			if regexp.MustCompile(`^[\s"]*[=+@＝＋－＠-]`).MatchString(cell) {
				t.Errorf("%q: a cell %q", tt.cell, cell)
			}
		}
	}
}
