package diag

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// many makes n findings of one rule in one file, a line each.
func many(n int, file, rule string, severity Severity) []Finding {
	var list []Finding
	for i := range n {
		list = append(list, Finding{Rule: rule, Severity: severity, File: file, Pos: Pos{Line: i + 1, Column: 1, Width: 2}, Message: "m", Hint: "h", Subject: "QP-01"})
	}
	return list
}

func TestCap(t *testing.T) {
	accepted := many(150, "a.md", "raw-html", Warning)
	for i := range accepted {
		accepted[i] = accepted[i].Accept("until 2027-01-01: later")
	}
	counted := append(many(3, "a.md", "raw-html", Error), Finding{Rule: "raw-html", Severity: Error, File: "a.md", Pos: Pos{Line: 9}}.SumUp(4000))
	for _, tt := range []struct {
		name string
		in   []Finding
		kept int    // findings that are listed one by one
		last string // message of the last one
	}{
		{"none", nil, 0, ""},
		{"as many as are listed", many(100, "a.md", "raw-html", Error), 100, "m"},
		{"one more", many(101, "a.md", "raw-html", Error), 100, "and 1 more finding of raw-html in this file"},
		{"many", many(5013, "a.md", "raw-html", Error), 100, "and 4,913 more findings of raw-html in this file"},
		{"a million", many(1_234_667, "a.md", "gap", Note), 100, "and 1,234,567 more findings of gap in this file"},
		{"two files", append(many(100, "a.md", "raw-html", Error), many(100, "b.md", "raw-html", Error)...), 200, "m"},
		{"two rules", append(many(100, "a.md", "raw-html", Error), many(100, "a.md", "broken-link", Error)...), 200, "m"},
		{"two severities", append(many(100, "a.md", "raw-html", Error), many(100, "a.md", "raw-html", Note)...), 200, "m"},
		{"accepted", append(many(100, "a.md", "raw-html", Note), accepted...), 200, "and 50 more findings of raw-html in this file (accepted until 2027-01-01: later)"},
		{"counted before", counted, 3, "and 4,000 more findings of raw-html in this file"},
		{"counted before, and too many", append(many(150, "a.md", "raw-html", Error), counted...), 100, "and 4,053 more findings of raw-html in this file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := map[Severity]int{Error: Count(tt.in, Error), Warning: Count(tt.in, Warning), Note: Count(tt.in, Note)}
			got := Cap(tt.in)
			kept := 0
			for _, f := range got {
				if f.Many == 0 {
					kept++
				}
			}
			for s, n := range before {
				if Count(got, s) != n {
					t.Errorf("%d findings of severity %s, before %d", Count(got, s), s, n)
				}
			}
			if kept != tt.kept || len(got) > 0 && got[len(got)-1].Message != tt.last {
				t.Errorf("%d listed, the last: %q", kept, got[len(got)-1].Message)
			}
			if again := len(Cap(got)); again != len(got) {
				t.Errorf("%d findings after another time, before %d", again, len(got))
			}
		})
	}
}

// TestCapPlace wants the place of the first finding that is only counted, and a fingerprint that does
// not depend on their number.
func TestCapPlace(t *testing.T) {
	few, lots := Cap(many(120, "a.md", "raw-html", Error)), Cap(many(500, "a.md", "raw-html", Error))
	if last := few[Most]; last.Line != 101 || last.File != "a.md" || last.Severity != Error {
		t.Errorf("%+v", last)
	}
	if a, b := Fingerprints(few), Fingerprints(lots); a[Most] != b[Most] || a[Most] == a[0] {
		t.Error("the fingerprint of what is summed up changes with the number")
	}
}

// TestLongLine prints findings in one endless line: each shows a window of it.
func TestLongLine(t *testing.T) {
	line := strings.Repeat("漢<b>", 200_000)
	list := many(Most, "a.md", "raw-html", Error)
	for i := range list {
		list[i].Line, list[i].Column = 1, i*5000+2
	}
	var out strings.Builder
	began := time.Now()
	if err := (Printer{Path: func(f string) string { return f }, Lines: func(string) []string { return []string{line} }}).Text(&out, list); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 5*time.Second || out.Len() > Most*2000 {
		t.Errorf("%v, %d bytes", took, out.Len())
	}
	lines := strings.Split(out.String(), "\n")
	for i := 0; i+3 < len(lines); i += 4 {
		shown, mark := []rune(lines[i+1]), lines[i+2]
		wide := 0 // each wide character before the mark takes two cells
		at := -1
		for n, r := range shown {
			if n+wide == strings.IndexByte(mark, '^') {
				at = n
				break
			}
			if r == '漢' {
				wide++
			}
		}
		if want := []rune("漢<b>")[(list[i/4].Column-1)%4]; at < 0 || shown[at] != want {
			t.Fatalf("the mark is not under %c\n%s\n%s", want, lines[i+1], mark)
		}
	}
}

// TestSnippetEdges marks places at and beyond the end of a line.
func TestSnippetEdges(t *testing.T) {
	for _, tt := range []struct {
		column, width int
		want          string
	}{
		{1, 1, "^"}, {3, 1, "  ^"}, {3, 9, "  ^"}, {4, 1, "   ^"}, {99, 5, "   ^"}, {0, 0, "^"}, {1, 3, "^~~"},
	} {
		var b strings.Builder
		snippet(&b, Pos{Line: 1, Column: tt.column, Width: tt.width}, "abc")
		if want := fmt.Sprintf("  1 | abc\n    | %s\n", tt.want); b.String() != want {
			t.Errorf("column %d, width %d:\n%s", tt.column, tt.width, b.String())
		}
	}
}
