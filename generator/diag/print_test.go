package diag_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/diag"
)

func printer(lines ...string) diag.Printer {
	return diag.Printer{
		Path:  func(file string) string { return "manual/" + file },
		Lines: func(string) []string { return lines },
	}
}

func at(line, column, width int) diag.Finding {
	return diag.Finding{Rule: "rule", Severity: diag.Error, File: "a.md",
		Pos: diag.Pos{Line: line, Column: column, Width: width}, Message: "message"}
}

// print gives what is printed below the first line.
func print(t *testing.T, p diag.Printer, f diag.Finding) string {
	t.Helper()
	var b strings.Builder
	if err := p.Text(&b, []diag.Finding{f}); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(b.String(), "\n")
	return rest
}

// TestText is the finding of the contract, character for character.
func TestText(t *testing.T) {
	f := diag.Finding{Rule: "unknown-clause", Severity: diag.Error, File: "documents/purchasing/qp-08-04.md",
		Pos: diag.Pos{Line: 6, Column: 11, Width: 5}, Message: "ISO 9001:2015 has no clause 8.4.9", Hint: "did you mean 8.4.3?"}
	p := diag.Printer{Path: func(file string) string { return file },
		Lines: func(string) []string { return []string{"", "", "", "", "", "clauses: [8.4.9, 8.6]"} }}
	var b strings.Builder
	if err := p.Text(&b, []diag.Finding{f}); err != nil {
		t.Fatal(err)
	}
	const want = `documents/purchasing/qp-08-04.md:6:11: error: ISO 9001:2015 has no clause 8.4.9 [unknown-clause]
  6 | clauses: [8.4.9, 8.6]
    |           ^~~~~
    hint: did you mean 8.4.3?
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestSnippet looks at the line and the mark below it. In a terminal the mark stands below the
// word: a wide character takes two cells, a combining one none, and a tab is shown as a blank.
func TestSnippet(t *testing.T) {
	long := strings.Repeat("x", 200)
	tests := []struct {
		name          string
		line          string
		column, width int
		want, mark    string
	}{
		{"a word", "one two three", 5, 3, "one two three", "    ^~~"},
		{"the first character", "one", 1, 1, "one", "^"},
		{"no width", "one", 2, 0, "one", " ^"},
		{"behind the end", "one", 4, 0, "one", "   ^"},
		{"far behind the end", "one", 99, 5, "one", "   ^"},
		{"wider than the line", "one", 2, 99, "one", " ^~"},
		{"column 0", "one", 0, 2, "one", "^~"},
		{"a tab before", "\tone", 2, 3, " one", " ^~~"},
		{"a tab inside", "a\tb", 1, 3, "a b", "^~~"},
		{"wide before", "漢字 one", 4, 3, "漢字 one", "     ^~~"},
		{"wide inside", "a 漢字", 3, 2, "a 漢字", "  ^~~"},
		{"Hangul and kana", "한글カナかな x", 8, 1, "한글カナかな x", "             ^"},
		{"punctuation of East Asia", "「」、。x", 5, 1, "「」、。x", "        ^"},
		{"fullwidth forms", "ＡＢｘ y", 5, 1, "ＡＢｘ y", "       ^"},
		{"halfwidth kana", "ｶﾅ x", 4, 1, "ｶﾅ x", "   ^"},
		{"the long vowel mark", "データx", 4, 1, "データx", "      ^"},
		{"an emoji", "🔧 x", 3, 1, "🔧 x", "   ^"},
		{"combining before", "e\u0301e\u0301 x", 6, 1, "e\u0301e\u0301 x", "   ^"},
		{"combining inside", "ne\u0301e x", 1, 4, "ne\u0301e x", "^~~"},
		{"zero width before", "a\u200bb\u200dc x", 7, 1, "a\u200bb\u200dc x", "    ^"},
		{"a control character", "a\x1b[31mb", 2, 1, "a\uFFFD[31mb", " ^"},
		{"a direction override", "a\u202eb x", 5, 1, "a\uFFFDb x", "    ^"},
		{"blanks at the end", "one   ", 1, 3, "one", "^~~"},
		{"a long line, the place at its beginning", long, 1, 3, long[:100], "^~~"},
		{"a long line, the place in its middle", long[:120] + "one" + long, 121, 3, long[:50] + "one" + long[:47], strings.Repeat(" ", 50) + "^~~"},
		{"a long line, the place at its end", long + "one", 201, 3, long[:50] + "one", strings.Repeat(" ", 50) + "^~~"},
		{"a long line, all of it meant", long, 1, 200, long[:100], "^" + strings.Repeat("~", 99)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := print(t, printer(tt.line), at(1, tt.column, tt.width))
			want := "  1 | " + tt.want + "\n    | " + tt.mark + "\n"
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestNoSnippet leaves the source out where there is nothing to see.
func TestNoSnippet(t *testing.T) {
	for name, p := range map[string]diag.Printer{"no file": printer(), "an empty line": printer(""), "a blank line": printer(" \t "), "no such line": printer("x")} {
		line := 1
		if name == "no such line" {
			line = 2
		}
		if got := print(t, p, at(line, 1, 1)); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	f := at(0, 0, 0)
	f.Hint = "do it"
	if got := print(t, printer("x"), f); got != "    hint: do it\n" {
		t.Errorf("a finding without a place: %q", got)
	}
}

// TestLineNumbers keeps the bars below each other.
func TestLineNumbers(t *testing.T) {
	lines := make([]string, 1000)
	lines[999] = "one"
	if diff := cmp.Diff("  1000 | one\n       | ^~~\n", print(t, printer(lines...), at(1000, 1, 3))); diff != "" {
		t.Error(diff)
	}
}

// TestLinesOnce asks for the text of each file once, for any number of findings.
func TestLinesOnce(t *testing.T) {
	asked := map[string]int{}
	p := printer()
	p.Lines = func(file string) []string { asked[file]++; return []string{"x"} }
	a, b := at(1, 1, 1), at(1, 1, 1)
	b.File = "b.md"
	if err := p.Text(&strings.Builder{}, []diag.Finding{a, a, a, b, b}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]int{"a.md": 1, "b.md": 1}, asked); diff != "" {
		t.Error(diff)
	}
}

func TestOneline(t *testing.T) {
	f := at(3, 7, 2)
	f.Severity, f.Hint = diag.Warning, "not shown"
	f.Message = "two\nlines"
	var b strings.Builder
	if err := printer().Oneline(&b, []diag.Finding{f, at(1, 1, 0)}); err != nil {
		t.Fatal(err)
	}
	const want = "manual/a.md:3:7: warning: two\uFFFDlines [rule]\nmanual/a.md:1:1: error: message [rule]\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestColour(t *testing.T) {
	p := printer("one")
	p.Colour = true
	for severity, code := range map[diag.Severity]string{diag.Error: "31", diag.Warning: "33", diag.Note: "36"} {
		f := at(1, 1, 1)
		f.Severity = severity
		var b strings.Builder
		if err := p.Text(&b, []diag.Finding{f}); err != nil {
			t.Fatal(err)
		}
		want := "\x1b[1mmanual/a.md\x1b[0m:1:1: \x1b[1;" + code + "m" + severity.String() + ":\x1b[0m message [rule]\n"
		if !strings.HasPrefix(b.String(), want) {
			t.Errorf("%s: %q", severity, b.String())
		}
	}
}

// TestNothingActs prints findings whose every text is hostile. Nothing in any format may act on a
// terminal or forge a line.
func TestNothingActs(t *testing.T) {
	evil := "a\x1b[2J\r\nforged.md:1:1: error: x\x07\u009b31m\x7f\u2028\u202eb\u2066\x00"
	f := diag.Finding{Rule: "rule", Severity: diag.Error, File: "a" + evil, Pos: diag.Pos{Line: 1, Column: 1, Width: 4}, Message: evil, Hint: evil}
	p := printer(evil)
	formats := map[string]func(*strings.Builder) error{
		"text":    func(b *strings.Builder) error { return p.Text(b, []diag.Finding{f}) },
		"oneline": func(b *strings.Builder) error { return p.Oneline(b, []diag.Finding{f}) },
		"json":    func(b *strings.Builder) error { return diag.JSON(b, []diag.Finding{f}) },
	}
	for name, write := range formats {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			for _, r := range b.String() {
				if r != '\n' && unicode.IsControl(r) || name != "json" && diag.IsDirectionControl(r) {
					t.Errorf("U+%04X reaches the terminal", r)
				}
			}
			for line := range strings.Lines(b.String()) {
				if strings.HasPrefix(line, "forged") {
					t.Errorf("a forged line: %s", line)
				}
			}
		})
	}
}

func TestClean(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"plain ü 漢 e\u0301 👩‍🏭", "plain ü 漢 e\u0301 👩‍🏭"},
		{"a\tb", "a b"},
		{"a\nb\r", "a\uFFFDb\uFFFD"},
		{"\x1b[31m", "\uFFFD[31m"},
		{"a\u009bb\u0085", "a\uFFFDb\uFFFD"},
		{"a\u2028b\u2029", "a\uFFFDb\uFFFD"},
		{"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", strings.Repeat("\uFFFD", 9)},
		{"a\xffb", "a\uFFFDb"},
		{"العربية עברית", "العربية עברית"},
	}
	for _, tt := range tests {
		if got := diag.Clean(tt.in); got != tt.want {
			t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if got := diag.Clean(diag.Clean(tt.in)); got != tt.want {
			t.Errorf("Clean(Clean(%q)) = %q", tt.in, got)
		}
	}
}

// TestJSON holds the form that pipelines rely on.
func TestJSON(t *testing.T) {
	var b strings.Builder
	warning := at(2, 3, 4)
	warning.Severity, warning.Hint, warning.Subject, warning.Message = diag.Warning, "a <hint> & more", "QP-1", `"quoted" ü`
	note := at(1, 1, 0)
	note.Severity = diag.Note
	if err := diag.JSON(&b, []diag.Finding{warning, note}); err != nil {
		t.Fatal(err)
	}
	const want = `{
  "findings": [
    {
      "rule": "rule",
      "severity": "warning",
      "file": "a.md",
      "line": 2,
      "column": 3,
      "message": "\"quoted\" ü",
      "hint": "a <hint> & more"
    },
    {
      "rule": "rule",
      "severity": "note",
      "file": "a.md",
      "line": 1,
      "column": 1,
      "message": "message",
      "hint": ""
    }
  ],
  "errors": 0,
  "warnings": 1,
  "notes": 1
}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	b.Reset()
	if err := diag.JSON(&b, nil); err != nil || !json.Valid([]byte(b.String())) || !strings.Contains(b.String(), `"findings": []`) {
		t.Errorf("without findings: %s, %v", b.String(), err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestFullDisk(t *testing.T) {
	list := []diag.Finding{at(1, 1, 1)}
	for name, err := range map[string]error{"text": printer("x").Text(full{}, list), "oneline": printer().Oneline(full{}, list), "json": diag.JSON(full{}, list)} {
		if err == nil {
			t.Errorf("%s: a full disk goes unnoticed", name)
		}
	}
}
