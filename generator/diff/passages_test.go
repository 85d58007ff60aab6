package diff_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/diff"
)

// compared compares a manual of documents with these texts with itself at another time.
func compared(t *testing.T, before, after []string) *diff.Comparison {
	t.Helper()
	folder := func(texts []string) fstest.MapFS {
		fsys := fstest.MapFS{"manual.yaml": {Data: []byte("title: Manual\ncompany: Kranich Ltd\nedition: 2015\nscope: 9001\n")}}
		for i, text := range texts {
			page := fmt.Sprintf("---\nid: QP-%03d\ntitle: T\nrevision: 1\nstatus: draft\nowner: Clerk\n---\n\n%s\n", i, text)
			fsys[fmt.Sprintf("documents/%03d.md", i)] = &fstest.MapFile{Data: []byte(page)}
		}
		return fsys
	}
	return diff.Of(diff.Base{Name: "main"}, look(t, folder(before)), look(t, folder(after)))
}

func TestPassages(t *testing.T) {
	const long = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
	for _, c := range []struct{ before, after, want string }{
		{"The old text.", "The new text.", "The [-old-] {+new+} text."},
		{"# Eins\n\nDie Prüfung.", "# Eins\n\nDie Prüfung ist Pflicht.", "Die Prüfung {+ist Pflicht+}."},
		{long + " old.", long + " new.", "…  eleven twelve thirteen fourteen fifteen sixteen [-old-] {+new+}."},
		{"old " + long + ".", "new " + long + ".", "[-old-]{+new+} One two three four five …"},
		{"| A | B |\n|---|---|\n| 1 | 2 |", "| A | B |\n|---|---|\n| 1 | 3 |", "[-2-]{+3+}"},
		{"`a`", "`b`", "[-a-]{+b+}"},
		{"See [QP-001](001.md).", "See [the other](001.md).", "See [-QP-001-] {+the other+}."},
		{"A\nline", "A line", ""},
	} {
		out := output(t, compared(t, []string{c.before, "x"}, []string{c.after, "x"}), "text")
		if !strings.Contains(strings.Join(strings.Fields(out), " "), strings.Join(strings.Fields(c.want), " ")) || c.want == "" && strings.Contains(out, "{+") {
			t.Errorf("%q to %q:\n%s\nwant %s", c.before, c.after, out, c.want)
		}
	}
}

// TestPassagesActs: neither a terminal nor a host does what a text says.
func TestPassagesActs(t *testing.T) {
	const hostile = "a &#27;[31m @admin #12 <b> `c` | \u202e ::error::x https://x.example [l](x.md) ~~d~~ ![i](i.png)"
	c := compared(t, []string{"Some words."}, []string{"Some words. " + hostile})
	var b bytes.Buffer
	if err := c.Text(&b, diag.Printer{Path: func(s string) string { return s }, Colour: true}); err != nil {
		t.Fatal(err)
	}
	if rest := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(b.String(), ""); strings.ContainsAny(rest, "\x1b\u202e") || !strings.Contains(b.String(), "\x1b[4;32m") {
		t.Errorf("%q", b.String())
	}
	out := output(t, c, "markdown")
	if strings.ContainsAny(out, "\u202e\x1b") || strings.Contains(out, "<b>") || strings.Contains(out, "@admin") || strings.Contains(out, "https://x") {
		t.Error(out)
	}
}

// TestPassagesSize: what has no room in a comment is counted.
func TestPassagesSize(t *testing.T) {
	var before, after []string
	for n := range 120 {
		text := strings.Repeat(fmt.Sprintf("Some %d words of a paragraph.\n\n", n), 30)
		before, after = append(before, text), append(after, strings.ReplaceAll(text, "words", "sentences"))
	}
	out := output(t, compared(t, before, after), "markdown")
	if len(out) > 65_536 || !regexp.MustCompile(`(?m)^\d+ more changes left out: a comment has no room for more`).MatchString(out) {
		t.Errorf("%d bytes: %s", len(out), out[max(0, len(out)-300):])
	}
}
