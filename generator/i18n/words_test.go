package i18n_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/i18n"
)

const english = `
months: [January, February, March, April, May, June, July, August, September, October, November, December]
dates: {long: "{1} {2} {3}", short: "{2} {1}, {3}"}
numbers: {decimal: "."}
list:
  documents: {one: "{1} document", other: "{1} documents"}
  of: "{2} of {1}"
  plain: "nothing {to} do {0}"
  gaps: {one: gap, other: gaps}
`

func language(t *testing.T, name string, texts ...string) *i18n.Language {
	t.Helper()
	var files []*i18n.File
	for _, text := range append(texts, english) {
		f, findings := i18n.Read("strings/x.yaml", []byte(text))
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		files = append(files, f)
	}
	return i18n.New(name, files...)
}

func TestSay(t *testing.T) {
	polish := "list:\n  documents: {one: \"{1} dokument\", few: \"{1} dokumenty\", many: \"{1} dokumentów\", other: \"{1} dokumentu\"}\n"
	for _, c := range []struct {
		language *i18n.Language
		key      string
		args     []any
		want     string
	}{
		{language(t, "en"), "list.documents", []any{1}, "1 document"},
		{language(t, "en"), "list.documents", []any{0}, "0 documents"},
		{language(t, "en"), "list.documents", []any{"no"}, "no documents"},
		{language(t, "en"), "list.of", []any{2, "b"}, "b of 2"},
		{language(t, "en"), "list.plain", nil, "nothing {to} do {0}"},
		{language(t, "en"), "list.gaps", []any{1}, "gap"},
		{language(t, "en"), "list.nothing", nil, "list.nothing"},
		{language(t, "en"), "list.of", []any{1}, "list.of"}, // an argument is missing
		{language(t, "pl", polish), "list.documents", []any{1}, "1 dokument"},
		{language(t, "pl", polish), "list.documents", []any{22}, "22 dokumenty"},
		{language(t, "pl", polish), "list.documents", []any{12}, "12 dokumentów"},
		{language(t, "pl", polish), "list.documents", []any{10_000_003}, "10000003 dokumenty"},
		{language(t, "pl", polish), "list.of", []any{2, "b"}, "b of 2"}, // said in English
		{language(t, "ja", "list: {documents: \"{1}件\"}"), "list.documents", []any{1}, "1件"},
		// The first file of several has the say, and may leave an argument out.
		{language(t, "de", "list: {of: \"{2}\"}", "list: {of: \"{2} von {1}\", plain: nichts}"), "list.of", []any{2, "b"}, "b"},
		{language(t, "de", "list: {of: \"{2}\"}", "list: {of: \"{2} von {1}\", plain: nichts}"), "list.plain", nil, "nichts"},
	} {
		if got := c.language.Say(c.key, c.args...); got != c.want {
			t.Errorf("%s, %s %v: %q, expected %q", c.language.Name, c.key, c.args, got, c.want)
		}
	}
}

func TestDays(t *testing.T) {
	en := language(t, "en")
	for date, want := range map[string]string{"2026-11-22": "22 November 2026", "2026-02-30": "2026-02-30", "": "", "<b>": "<b>"} {
		if got := en.Day(date); got != want {
			t.Errorf("%q is worded %q", date, got)
		}
	}
	if got := en.Decimal(93.25); got != "93.2" {
		t.Error(got)
	}
	if got := language(t, "de", "numbers: {decimal: \",\"}").Decimal(100); got != "100,0" {
		t.Error(got)
	}
	// A language without months of its own has the English ones, in its own order.
	if got := language(t, "x-a", "dates: {long: \"{3}, {2} {1}\"}").Day("2026-11-22"); got != "2026, November 22" {
		t.Error(got)
	}
}

func TestForms(t *testing.T) {
	want := map[string]any{"documents": map[string]string{"one": "{1} document", "other": "{1} documents"},
		"of": "{2} of {1}", "plain": "nothing {to} do {0}", "gaps": map[string]string{"one": "gap", "other": "gaps"}}
	if diff := cmp.Diff(want, language(t, "en").Forms("list")); diff != "" {
		t.Error(diff)
	}
}

// TestFaults reads faulty files. Each finding stands at its place and says what to do.
func TestFaults(t *testing.T) {
	all, _ := i18n.Read("strings/en.yaml", []byte(english))
	for text, want := range map[string]string{
		"direction: up":                         `1:12 "up" is not a direction [expected ltr or rtl]`,
		"months: [a, b]":                        "1:1 months names 2 months, expected 12 [write them as [January, February, …]]",
		"list: all":                             "1:1 list is not a group of strings [write `group:`, and below it, indented, `name: \"text\"`]",
		"list:\n  of: [a]":                      "2:7 string list.of has no text [delete its line to have what the built-in language says]",
		"list:\n  of:":                          "2:6 string list.of has no text [delete its line to have what the built-in language says]",
		"list:\n  documents: {one: a}":          "2:14 string list.documents has no form `other` [every number without a form of its own takes it]",
		"list:\n  documents: {on: a, other: b}": "2:15 on is not a form of a number [expected zero, one, two, few, many or other]",
		"list:\n  fo: a":                        "2:3 no string is called list.fo [did you mean list.of?]",
		"list:\n  something: a":                 "2:3 no string is called list.something [list has documents, gaps, of, plain]",
		"nowhere:\n  x: a":                      "2:3 no string is called nowhere.x [strings/en.yaml of the built-in theme lists all strings]",
		"list:\n  plain: \"{1}\"":               "2:3 string list.plain has {1}, but is given 0 arguments [in English it is: nothing {to} do {0}]",
		"list:\n  plain: a\n  plain: b":         "3:3 field plain appears twice; the first is on line 2 [delete one of the two]",
		"\tx: 1":                                "1:1 a tab indents this line; YAML takes blanks only [replace the tab by two blanks]",
		"":                                      "",
	} {
		f, findings := i18n.Read("strings/x.yaml", []byte(text))
		var got []string
		for _, f := range append(findings, f.Against(all)...) {
			got = append(got, shown(f))
		}
		if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
}

func shown(f diag.Finding) string {
	return fmt.Sprintf("%d:%d %s [%s]", f.Line, f.Column, f.Message, f.Hint)
}

func TestNames(t *testing.T) {
	for name, want := range map[string]bool{"de": true, "pt-BR": true, "sr-Latn": true, "": false, "../de": false, "german language": false, "_": false} {
		if got := i18n.Names(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

// TestTooManyArguments: a string that nobody can say is left to the next file, and breaks no page.
func TestTooManyArguments(t *testing.T) {
	own, _ := i18n.Read("strings/de.yaml", []byte("list:\n  documents: {one: \"{1}\", other: \"{2} von {1}\"}\n  gaps: Lücken\n"))
	all, _ := i18n.Read("strings/en.yaml", []byte(english))
	l := i18n.New("de", own, all)
	if got := l.Say("list.documents", 2) + ", " + l.Say("list.gaps", 2); got != "2 documents, Lücken" {
		t.Errorf("said %q", got)
	}
	if pieces, _ := l.Fixed("list.documents"); len(pieces) != 2 {
		t.Errorf("the string has the pieces %v", pieces)
	}
}

// FuzzRead reads anything.
func FuzzRead(f *testing.F) {
	f.Add(english)
	f.Add("list: {a: {one: {two: 3}}}")
	f.Add("list: {documents: 0{2}0}")
	all, _ := i18n.Read("strings/en.yaml", []byte(english))
	f.Fuzz(func(t *testing.T, text string) {
		file, _ := i18n.Read("strings/x.yaml", []byte(text))
		file.Against(all)
		l := i18n.New("en", file, all)
		for _, key := range l.Keys() {
			n, _ := l.Args(key)
			l.Say(key, make([]any, n)...)
		}
		l.Day("2026-11-22")
	})
}
