package yaml_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestBrokenLines says what is wrong in lines that people write, at its place. Each is the second of four.
func TestBrokenLines(t *testing.T) {
	const indented, noBlank, notOpened = "this line is indented by ", "a blank is missing after the colon of ", " closes a bracket that was not opened"
	for _, c := range []struct{ line, want string }{
		{`title: [Draft] Purchasing`, "2:8+18 the value begins with a bracket and goes on after the closing one"},
		{`title: {Draft} Purchasing`, "2:8+18 the value begins with a bracket and goes on after the closing one"},
		{`title: "A" and "B"`, "2:8+11 the value begins with a quotation mark and goes on after the closing one"},
		{`title: 'A'B`, "2:8+4 the value begins with a quotation mark and goes on after the closing one"},
		{`  title: A`, "2:3+8 " + indented + "2 blanks"},
		{` title: A`, "2:2+8 " + indented + "1 blank,"},
		{"records:\n  - name: A\n     form: B", "4:6+7 " + indented + "5 blanks"},
		{"records:\n- name: A\n form: B", "4:2+7 " + indented + "1 blank,"},
		{"clauses:\n    a: b\n   c: d", "4:4+4 " + indented + "3 blanks"},
		{"title:A", "2:1+7 " + noBlank + "title"},
		{"Geltungsbereich:Werk", "2:1+20 " + noBlank + "Geltungsbereich"},
		{"title：A", "2:1+7 " + noBlank + "title"},
		{"clauses:[8.4.1]", "2:1+15 " + noBlank + "clauses"},
		{"title: - A", "2:8+1 a list begins in the line of its field"},
		{"records: - name: A", "2:10+1 a list begins in the line of its field"},
		{"title: *A* and B", "2:8+0 a value cannot begin with *"},
		{"title: **A**", "2:8+0 a value cannot begin with *"},
		{"title: ]", "2:8+0 a value cannot begin with ]"},
		{"title: }A", "2:8+0 a value cannot begin with }"},
		{"title: , A", "2:8+0 a value cannot begin with ,"},
		{"title: ? A", "2:8+0 a value cannot begin with ?"},
		{"title: @A", "2:8+0 a value cannot begin with @"},
		{"title: %A", "2:8+0 a value cannot begin with %"},
		{"title: `A`", "2:8+0 a value cannot begin with `"},
		{"clauses: [8.4.1, 8.6]]", "2:22+0 this ]" + notOpened},
		{"clauses: [8.4.1]}", "2:17+0 this }" + notOpened},
		{"clauses: [8.4.1,, 8.6]", "2:17+1 nothing is before this comma"},
		{"clauses: [, 8.6]", "2:11+1 nothing is before this comma"},
		{"clauses: [8.4.1, 8.6", "2:10+0 the bracket that opens here is not closed"},
		{"clauses: {2015: [8.4.1}", "2:17+0 the bracket that opens here is not closed"},
		{"clauses: {2015: [8.4.1]", "2:10+0 the bracket that opens here is not closed"},
		{`location: "P:\Quality"`, `2:14+2 \Q means nothing between double quotation marks`},
		{`location: "P:\x"`, `2:14+2 \x means nothing between double quotation marks`},
		{`location: "C:\Users"`, `2:14+2 \U means nothing between double quotation marks`},
		{`location: "\u12"`, `2:12+2 \u means nothing between double quotation marks`},
		{`title: "A`, "2:8+0 the quotation mark that opens here is not closed"},
		{`title: 'A`, "2:8+0 the quotation mark that opens here is not closed"},
		{`"title: A`, "2:1+0 the quotation mark that opens here is not closed"},
		{"title: A: B", "2:9+0 a second `: ` in one line"},
		{"title: ISO 9001: 2015", "2:16+0 a second `: ` in one line"},
		{"\ttitle: A", "2:1+0 a tab indents this line"},
		{"--- title", "2:1+9 this line is not `field: value`"},
		{"%YAML 1.1", "2:1+9 this line is not `field: value`"},
		{"title", "3:1+0 expected `field: value` here"},
		{": A", "2:1+0 a field has no name"},
		{"null: A", "2:1+4 a field has no name"},
		{"[a]: b", "2:1+0 the name of a field is a list or a map"},
		{"title: &a A", "2:8+2 anchor &a is not allowed here"},
		{"title: !a A", "2:8+0 tag !a is not allowed here"},
		{"...", "2:1+3 this line ends the YAML"},
		// What can be read is not reported.
		{"title: A:B", ""},
		{"title: P:\\Quality", ""},
		{`location: "P:\\Quality"`, ""},
		{`location: 'P:\Quality'`, ""},
		{"title: A - B", ""},
		{"title: 10:30", ""},
		{"link: https://example.com/a:b", ""},
		{"summary: |\n  title:A\n  - x: *y", ""},
		{"summary: A\n  and title:B", ""},
		{"clauses:\n- 8.4.1", ""},
	} {
		v, _, findings := parse("id: A-1\n" + c.line + "\nrevision: 1\nowner: B")
		got := withoutHints(findings)
		want := regexp.MustCompile(`^(\S+) `).ReplaceAllString(c.want, "$1 front-matter: ")
		if want == "" && (got != "" || v == nil) || !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s, expected %s", c.line, got, want)
		}
		for _, f := range findings {
			if want != "" && f.Hint == "" && !strings.Contains(f.Message, "list or a map") {
				t.Errorf("%q: no hint", c.line)
			}
		}
	}
}

// libraryWords are words of the YAML library that its users would have to look up.
var libraryWords = regexp.MustCompile(`(?i)yaml:|did not find|could not find|found (a|an|character|extremely|incompatible|in|un|dup)|while (parsing|scanning)|block |flow|token|simple key|` +
	`mapping|scalar|sequence|scanner|unmarshal|octet|unicode|directive|escape|indicator|stream|collection`)

// TestNoWordsOfTheLibrary puts fragments into every place of a front matter, and looks at all that is said about it.
func TestNoWordsOfTheLibrary(t *testing.T) {
	const text = "id: A-1\ntitle: \"B\"\nclauses: [8.4.1, 8.6]\nrecords:\n  - name: 'C'\n    form: D\nsummary: |\n  E\n"
	for _, fragment := range []string{
		":", ": ", "::", "-", "- ", "--", "\n---\n", "\n...\n", "?", "? ", "[", "]", "{", "}", ",", ", ,", "\"", "'", "\\", "\\q", "\\x", "\\U00110000", "\\ud800",
		"&", "&a ", "*", "*a ", "!", "!!", "!<", "!!int ", "!a!b ", "%", "%YAML 9\n", "%TAG ! x\n", "\n%YAML 1.1\n", "@", "`", "|", "|9", "|+-", "|0\n", ">", ">-\n", "#", " #",
		"\t", "\n\t", "\n ", "\n  ", "\n\n", "\r", "<<: ", "<<: *a\n", "=", "~", "null", "\u00a0", "\u0085", "\u2028", "\ufeff", "\x00", "\x01", "\x7f", "\ufffd", "\ufffe", "“", "：",
		strings.Repeat("[", 40), strings.Repeat("- ", 40), strings.Repeat("x", 1100) + ": ", "? [a]\n: ", "{a: b, a: c}",
	} {
		for at := range len(text) + 1 {
			_, _, findings := parse(text[:at] + fragment + text[at:])
			for _, f := range findings {
				if libraryWords.MatchString(f.Message + " " + f.Hint) {
					t.Errorf("%q at %d: %s (%s)", fragment, at, f.Message, f.Hint)
				}
			}
		}
	}
}
