package diag

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func TestInert(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""}, {"a # b ## c", "a # b ## c"}, {"## [a](b)", "## [a](b)"}, {"a::b", "a::b"}, {"[##]", "[##]"}, {"C##", "C##"}, {"##1[", "##1["},
		{"##[error]x", "## [error]x"}, {"a ##[add-mask]b ##[c]", "a ## [add-mask]b ## [c]"}, {"###[a", "### [a"}, {"##[##[", "## [## ["},
		{"##vso[task.setvariable variable=a]b", "## vso[task.setvariable variable=a]b"}, {"##teamcity[a]", "## teamcity[a]"}, {"##VSO[a]", "## VSO[a]"},
		{"::error::x", ": :error::x"}, {"  ::add-mask::x", "  : :add-mask::x"}, {"\u00a0\u3000::x", "\u00a0\u3000: :x"}, {"a\n::stop-commands::b", "a\n: :stop-commands::b"},
	} {
		got := Inert(tt.in)
		if got != tt.want {
			t.Errorf("%q: %q, expected %q", tt.in, got, tt.want)
		}
		if again := Inert(got); again != got {
			t.Errorf("%q: another time %q", tt.in, again)
		}
	}
}

// TestNothingIsObeyed puts commands wherever a finding holds text, and into the line that it shows.
func TestNothingIsObeyed(t *testing.T) {
	for _, evil := range []string{"::error::x", "##[add-mask]x", "a ##[stop-commands]x", "##vso[task.complete]", "  ::set-output name=a::b", "\t::x"} {
		f := Finding{Rule: "bad-value", Severity: Error, File: evil, Pos: Pos{Line: 1, Column: 3, Width: 4}, Message: evil, Hint: evil, Subject: evil}
		p := Printer{Path: func(file string) string { return file }, Lines: func(string) []string { return []string{evil} }}
		var text, line, object bytes.Buffer
		if err := p.Text(&text, []Finding{f, f.Accept(evil)}); err != nil {
			t.Fatal(err)
		}
		if err := p.Oneline(&line, []Finding{f}); err != nil {
			t.Fatal(err)
		}
		if err := JSON(&object, []Finding{f}); err != nil {
			t.Fatal(err)
		}
		for _, out := range []string{text.String(), line.String(), object.String()} {
			if m := regexp.MustCompile(`##[A-Za-z]*\[|(?m)^\s*::`).FindString(out); m != "" {
				t.Errorf("%q is printed:\n%s", m, out)
			}
		}
		var read struct {
			Findings []struct{ File, Message string }
		}
		if err := json.Unmarshal(object.Bytes(), &read); err != nil || read.Findings[0].File != evil || read.Findings[0].Message != evil {
			t.Errorf("%v: %+v", err, read)
		}
	}
}

// TestInertLine keeps a mark under its word.
func TestInertLine(t *testing.T) {
	var b strings.Builder
	snippet(&b, Pos{Line: 1, Column: 14, Width: 4}, "a ##[group]b word ##vso[c")
	want := "  1 | a #\uFFFD[group]b word #\uFFFDvso[c\n    |              ^~~~\n"
	if b.String() != want {
		t.Errorf("%s", b.String())
	}
}
