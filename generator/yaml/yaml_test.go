package yaml_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/yaml"
)

// parse reads a whole text as one map.
func parse(text string) (*yaml.Value, *diag.Source, []diag.Finding) {
	src, _ := diag.ReadSource("a.md", []byte(text))
	v, findings := yaml.Parse(src, 1, src.LineCount()+1, "front-matter")
	return v, src, findings
}

// show writes a value with its spelling: texts in quotation marks, - where there is none.
func show(v *yaml.Value) string {
	if v == nil {
		return "nothing"
	}
	var parts []string
	switch v.Kind {
	case yaml.Scalar:
		return fmt.Sprintf("%q", v.Text)
	case yaml.List:
		for _, item := range v.Items {
			parts = append(parts, show(item))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case yaml.Map:
		for _, e := range v.Entries {
			parts = append(parts, e.Key.Text+": "+show(e.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	}
	return "-"
}

func showFindings(list []diag.Finding) string {
	var b strings.Builder
	for _, f := range list {
		fmt.Fprintf(&b, "%d:%d+%d %s: %s (%s)\n", f.Line, f.Column, f.Width, f.Rule, f.Message, f.Hint)
	}
	return b.String()
}

// TestSpelling: what the author wrote is kept as written.
func TestSpelling(t *testing.T) {
	for _, text := range []string{
		"4.10", "4.1", "010", "0o17", "0x1F", "1_000", "1e3", "+1", "-0", ".5", "5.", "1.10", ".inf", "NaN", ".nan", "12:30:45",
		"no", "No", "NO", "yes", "on", "off", "y", "n", "true", "False", "2026-03-05", "2026-03-05T10:00:00Z", "05/03/2026",
		"8.4.1#evaluation", "QP-08-04", "C#", "a#b", "Müller", "漢字", "e\u0301", "1,5", "50 %", "a - b", "=", "<<x", "x: y"[:1], "(a)", "a's", `a"b`,
		"https://x.y/z#a", "Form QF-07", "\\n", "a\\tb",
	} {
		for _, form := range []string{"key: %s", "key: [%s]", "key:\n  - %s", "key: '%s'", "key:\n- sub: %s", "%s: key"} {
			if strings.Contains(form, "'") && strings.Contains(text, "'") || strings.Contains(form, "[") && strings.Contains(text, ",") {
				continue
			}
			v, _, findings := parse(fmt.Sprintf(form, text) + "\n")
			if got := show(v); len(findings) > 0 || !strings.Contains(got, fmt.Sprintf("%q", text)) && !strings.HasPrefix(got, "{"+text+":") {
				t.Errorf(form+": read as %s %s", text, got, showFindings(findings))
			}
		}
	}
}

// TestValues is about the shapes of values.
func TestValues(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", "{}"},
		{"# only a comment\n", "{}"},
		{"\n\n", "{}"},
		{"owner:", "{owner: -}"},
		{"owner: ~", "{owner: -}"},
		{"owner: null", "{owner: -}"},
		{"owner: NULL", "{owner: -}"},
		{`owner: "null"`, `{owner: "null"}`},
		{`owner: ""`, `{owner: ""}`},
		{"owner: '~'", `{owner: "~"}`},
		{"owner: '  Boss  '", `{owner: "Boss"}`},
		{`owner: "a\tb"`, `{owner: "a\tb"}`},
		{`owner: "\u00fc"`, `{owner: "ü"}`},
		{"owner: 'it''s'", `{owner: "it's"}`},
		{"summary: |\n  one\n  two\n", `{summary: "one\ntwo"}`},
		{"summary: >\n  one\n  two\n", `{summary: "one two"}`},
		{"summary: one\n  two\n", `{summary: "one two"}`},
		{"clauses: [8.4.1, 8.6]", `{clauses: ["8.4.1" "8.6"]}`},
		{"clauses: []", "{clauses: []}"},
		{"clauses:\n- 8.4.1\n-\n- 8.6", `{clauses: ["8.4.1" - "8.6"]}`},
		{"clauses: {2015: [8.4.1], 2008: 7.4.1}", `{clauses: {2015: ["8.4.1"] 2008: "7.4.1"}}`},
		{"a: {b: [{c: d}]}", `{a: {b: [{c: "d"}]}}`},
		{"a: 1\n# between\nb: 2 # behind\n", `{a: "1" b: "2"}`},
		{"b: 1\na: 2", `{b: "1" a: "2"}`},
		{"\"a b\": c", `{a b: "c"}`},
		{"4.10: x\n4.1: y", `{4.10: "x" 4.1: "y"}`},
	}
	for _, tt := range tests {
		v, _, findings := parse(tt.text)
		if diff := cmp.Diff(tt.want, show(v)); diff != "" || len(findings) > 0 {
			t.Errorf("%q: (-want +got)\n%s%s", tt.text, diff, showFindings(findings))
		}
	}
}

// TestPlaces checks the place of every value and key: columns are characters, a width too.
func TestPlaces(t *testing.T) {
	tests := []struct {
		text string
		want []string // key and place, in order
	}{
		{"id: QP-1", []string{"id 1:1+2", "QP-1 1:5+4"}},
		{"a: 1\n\n# x\nb:   two", []string{"a 1:1+1", "1 1:4+1", "b 4:1+1", "two 4:6+3"}},
		{"ä: ü\n漢: 字字", []string{"ä 1:1+1", "ü 1:4+1", "漢 2:1+1", "字字 2:4+2"}},
		{"a: e\u0301 x", []string{"a 1:1+1", "e\u0301 x 1:4+4"}},
		{"a: 👩‍🏭\nb: [👩‍🏭, c]", []string{"a 1:1+1", "👩‍🏭 1:4+3", "b 2:1+1", "👩‍🏭 2:5+3", "c 2:10+1"}},
		{"a:\tb", []string{"a 1:1+1", "b 1:4+1"}},
		{`a: "b c"`, []string{"a 1:1+1", "b c 1:4+5"}},
		{`'a': 'b'`, []string{"a 1:1+3", "b 1:6+3"}},
		{"a: [8.4.1, 8.6#x]", []string{"a 1:1+1", "8.4.1 1:5+5", "8.6#x 1:12+5"}},
		{"a:\n  - b\n  -  c", []string{"a 1:1+1", "b 2:5+1", "c 3:6+1"}},
		{"a: {b: c}", []string{"a 1:1+1", "b 1:5+1", "c 1:8+1"}},
		{`a: "b\u00fcc"`, []string{"a 1:1+1", "büc 1:4+10"}},
		{"a: |\n  one\n  two", []string{"a 1:1+1", "one\ntwo 1:4+1"}},
		{"a: one\n  two three", []string{"a 1:1+1", "one two three 1:4+3"}},
	}
	for _, tt := range tests {
		v, _, _ := parse(tt.text)
		if diff := cmp.Diff(tt.want, places(v)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.text, diff)
		}
	}
}

func places(v *yaml.Value) []string {
	var list []string
	walk(v, func(v *yaml.Value) {
		if v.Kind == yaml.Scalar {
			list = append(list, fmt.Sprintf("%s %d:%d+%d", v.Text, v.Pos.Line, v.Pos.Column, v.Pos.Width))
		}
	})
	return list
}

func walk(v *yaml.Value, visit func(*yaml.Value)) {
	visit(v)
	for _, item := range v.Items {
		walk(item, visit)
	}
	for _, e := range v.Entries {
		walk(e.Key, visit)
		walk(e.Value, visit)
	}
}

// TestPart reads some lines of a file; places are those of the file.
func TestPart(t *testing.T) {
	src, _ := diag.ReadSource("a.md", []byte("---\nid: QP-1\nowner: &a B\n---\nkey: body\n"))
	v, findings := yaml.Parse(src, 2, 4, "front-matter")
	if diff := cmp.Diff([]string{"id 2:1+2", "QP-1 2:5+4", "owner 3:1+5", "B 3:8+4"}, places(v)); diff != "" {
		t.Error(diff)
	}
	const want = "3:8+2 front-matter: anchor &a is not allowed here (delete it; write a value wherever it is needed)\n"
	if diff := cmp.Diff(want, showFindings(findings)); diff != "" {
		t.Error(diff)
	}
	if v, findings := yaml.Parse(src, 2, 2, "front-matter"); show(v) != "{}" || len(findings) > 0 {
		t.Errorf("no lines: %s", show(v))
	}
}

// TestRefused is about all that YAML offers beyond plain data.
func TestRefused(t *testing.T) {
	tests := []struct{ text, value, findings string }{
		{"a: &x b", `{a: "b"}`, "1:4+2 front-matter: anchor &x is not allowed here"},
		{"a: &x b\nc: *x", `{a: "b" c: -}`, "1:4+2 front-matter: anchor &x is not allowed here\n2:4+2 front-matter: alias *x is not allowed here"},
		{"a: &x [b]", `{a: ["b"]}`, "1:4+2 front-matter: anchor &x is not allowed here"},
		{"a: !y &x b", `{a: "b"}`, "1:7+2 front-matter: anchor &x is not allowed here"},
		{"a: !y\n  &x b", `{a: "b"}`, "1:4+0 front-matter: anchor &x is not allowed here"},
		{"&x a: b", `{a: "b"}`, "1:1+2 front-matter: anchor &x is not allowed here"},
		{"a: !!str b", `{a: "b"}`, "1:4+0 front-matter: tag !!str is not allowed here"},
		{"a: !secret b", `{a: "b"}`, "1:4+0 front-matter: tag !secret is not allowed here"},
		{"a: ! Danger", `{a: "Danger"}`, "1:4+0 front-matter: tag ! is not allowed here"},
		{"a: !!binary aGk=", `{a: "aGk="}`, "1:4+0 front-matter: tag !!binary is not allowed here"},
		{"!!map\na: b", `{a: "b"}`, "1:1+0 front-matter: tag !!map is not allowed here"},
		{"<<: {a: b}", "{}", "1:1+2 front-matter: merge key << is not allowed here"},
		{"a: 1\nb: 2\na: 3", `{a: "1" b: "2"}`, "3:1+1 front-matter: field a appears twice; the first is on line 1"},
		{"a: {b: 1, b: 2}", `{a: {b: "1"}}`, "1:11+1 front-matter: field b appears twice; the first is on line 1"},
		{"a: 1\n'a': 2", `{a: "1"}`, "2:1+3 front-matter: field a appears twice; the first is on line 1"},
		{"010: 1\n8: 2", `{010: "1" 8: "2"}`, ""},
		{"[a]: b", "{}", "1:1+0 front-matter: the name of a field is a list or a map, expected a word"},
		{"{a: b}: c", "{}", "1:1+0 front-matter: the name of a field is a list or a map, expected a word"},
		{"just text", "nothing", "1:1+9 front-matter: expected `field: value` lines"},
		{"- a\n- b", "nothing", "1:1+0 front-matter: expected `field: value` lines"},
		{"a: " + strings.Repeat("[", 12) + strings.Repeat("]", 12), "{a: [[[[[[[[[[[[]]]]]]]]]]]]}", ""},
		{"a: " + strings.Repeat("[", 13) + strings.Repeat("]", 13), "{a: [[[[[[[[[[[[-]]]]]]]]]]]]}",
			"1:16+0 front-matter: lists and maps are nested more than 12 deep"},
		{"a: \"b\\u001bc\"", `{a: "b` + "\uFFFD" + `c"}`, "1:4+10 bad-value: the value holds the invisible character U+001B"},
		{"a: \"b\\0\"", `{a: "b` + "\uFFFD" + `"}`, "1:4+5 bad-value: the value holds the invisible character U+0000"},
		{"a: b\u202ec", `{a: "b` + "\uFFFD" + `c"}`, "1:4+3 bad-value: the value holds the invisible character U+202E"},
		{"\"a\\x07\": b", "{a\uFFFD: \"b\"}", "1:1+7 bad-value: the value holds the invisible character U+0007"},
	}
	for _, tt := range tests {
		v, _, findings := parse(tt.text)
		if diff := cmp.Diff(tt.value, show(v)); diff != "" {
			t.Errorf("%q: value (-want +got)\n%s", tt.text, diff)
		}
		if diff := cmp.Diff(tt.findings, withoutHints(findings)); diff != "" {
			t.Errorf("%q: findings (-want +got)\n%s", tt.text, diff)
		}
	}
}

func withoutHints(list []diag.Finding) string {
	var lines []string
	for _, f := range list {
		lines = append(lines, fmt.Sprintf("%d:%d+%d %s: %s", f.Line, f.Column, f.Width, f.Rule, f.Message))
	}
	return strings.Join(lines, "\n")
}

// TestUnreadable words the faults of YAML for somebody who does not know YAML, at the place to
// fix.
func TestUnreadable(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a: b\n\tc: d", "2:1+0 front-matter: a tab indents this line; YAML takes blanks only (replace the tab by two blanks)"},
		{"a: @home", "1:4+0 front-matter: a value cannot begin with @ (put the value in quotation marks)"},
		{"a: `code`", "1:4+0 front-matter: a value cannot begin with ` (put the value in quotation marks)"},
		{"title: Quality: a manual", "1:15+0 front-matter: a second `: ` in one line (put the value in quotation marks if the colon is part of it)"},
		{"a: \"b\nc: d", "1:4+0 front-matter: the quotation mark that opens here is not closed (close it; inside the value write it as \\\")"},
		{"a: 'b\nc: d", "1:4+0 front-matter: the quotation mark that opens here is not closed (close it; inside the value write it twice)"},
		{"[[[[", "1:4+0 front-matter: the bracket that opens here is not closed (add the missing ] or })"},
		{"a: b\nc: {d: {e: ", "2:8+0 front-matter: the bracket that opens here is not closed (add the missing ] or })"},
		{"a: [b, c\nd: e", "1:4+0 front-matter: the bracket that opens here is not closed (add the missing ] or })"},
		{"a: {b: c", "1:4+0 front-matter: the bracket that opens here is not closed (add the missing ] or })"},
		{"a: [8.4.1 #evaluation, 8.6]\nb: c", "1:4+0 front-matter: the bracket that opens here is not closed (` #` begins a comment that goes on to the end of the line; write 8.4.1#section without the blank)"},
		{"a: b\nc\nd: e", "3:1+0 front-matter: expected `field: value` here (check the indentation of this line and the line before)"},
		{"a: b\n...\nc: d", "2:1+3 front-matter: this line ends the YAML, and more follows (delete it)"},
		{"a: b\n---\nc: d", "2:1+3 front-matter: this line ends the YAML, and more follows (delete it)"},
	}
	for _, tt := range tests {
		v, _, findings := parse(tt.text)
		if v != nil {
			t.Errorf("%q: read as %s", tt.text, show(v))
		}
		if diff := cmp.Diff(tt.want+"\n", showFindings(findings)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.text, diff)
		}
	}
}

// TestCut is about what YAML takes for a comment. A blank after the # says that one was meant.
func TestCut(t *testing.T) {
	hint := func(whole string) string {
		return " (quote the value: " + whole + "; if a comment was meant, put a blank after the #)"
	}
	tests := []struct{ text, value, want string }{
		{"form: Form QF-07 #2", `{form: "Form QF-07"}`,
			"1:18+2 cut-value: YAML treats ` #2` as a comment and cuts it off; the value is `Form QF-07`" + hint(`"Form QF-07 #2"`)},
		{"a: b\nform: Müller 漢 #2 and more", "", "2:16+11 cut-value: YAML treats ` #2 and more` as a comment and cuts it off; the value is `Müller 漢`" + hint(`"Müller 漢 #2 and more"`)},
		{"form: a \"b\" \\ #c", "", "1:15+2 cut-value: YAML treats ` #c` as a comment and cuts it off; the value is `a \"b\" \\`" + hint(`"a \"b\" \\ #c"`)},
		{"clauses:\n  - 8.4.1 #evaluation\n", `{clauses: ["8.4.1"]}`,
			"2:11+11 cut-value: YAML treats ` #evaluation` as a comment and cuts it off; the value is `8.4.1`" + hint(`"8.4.1 #evaluation"`)},
		{"records:\n  - name: Log #3\n", "", "2:15+2 cut-value: YAML treats ` #3` as a comment and cuts it off; the value is `Log`" + hint(`"Log #3"`)},
		{"a: #b", "{a: -}", "1:4+2 cut-value: YAML treats ` #b` as a comment and cuts it off; nothing is left" + hint(`"#b"`)},
		{"a:\n  - #b", "{a: [-]}", "2:5+2 cut-value: YAML treats ` #b` as a comment and cuts it off; nothing is left" + hint(`"#b"`)},
		{"a: b\t#c", `{a: "b"}`, "1:4+1 cut-value: YAML treats ` #c` as a comment and cuts it off; the value is `b`" + hint(`"b #c"`)},
		{"a: b  #c", `{a: "b"}`, "1:7+2 cut-value: YAML treats ` #c` as a comment and cuts it off; the value is `b`" + hint(`"b #c"`)},
		{"a: Team C #", `{a: "Team C"}`, "1:11+1 cut-value: YAML treats ` #` as a comment and cuts it off; the value is `Team C`" + hint(`"Team C #"`)},
		{"a: b #1 #2", `{a: "b"}`, "1:6+5 cut-value: YAML treats ` #1 #2` as a comment and cuts it off; the value is `b`" + hint(`"b #1 #2"`)},
		{"a: b # comment", `{a: "b"}`, ""},
		{"a: b #\tcomment", `{a: "b"}`, ""},
		{"a: b#c", `{a: "b#c"}`, ""},
		{`a: "b #c"`, `{a: "b #c"}`, ""},
		{`a: "b" #c`, `{a: "b"}`, ""},
		{"a: |\n  b #c\n", `{a: "b #c"}`, ""},
		{"#a: b\nc: d\n#e", `{c: "d"}`, ""},
		{"a: # why\n  b", `{a: "b"}`, ""},
		{"a: # why\n", "{a: -}", ""},
		{"a: [b] #c", `{a: ["b"]}`, ""},
		{"a: one\n  two #c", `{a: "one two"}`, "1:4+3 cut-value: YAML treats ` #c` as a comment and cuts it off; the value is `one two`" + hint(`"one two #c"`)},
	}
	for _, tt := range tests {
		v, _, findings := parse(tt.text)
		if tt.want != "" {
			tt.want += "\n"
		}
		if diff := cmp.Diff(tt.want, showFindings(findings)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tt.text, diff)
		}
		if tt.value != "" && show(v) != tt.value {
			t.Errorf("%q: read as %s, want %s", tt.text, show(v), tt.value)
		}
	}
}

// TestList takes a scalar for a list of one.
func TestList(t *testing.T) {
	v, _, _ := parse("one: a\nmany: [a, b]\nnone:\nmap: {a: b}\nempty: []")
	for i, want := range []int{1, 2, 0, 0, 0} {
		if e := v.Entries[i]; len(e.Value.List()) != want {
			t.Errorf("%s: %d items, want %d", e.Key.Text, len(e.Value.List()), want)
		}
	}
}
