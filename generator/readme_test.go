package generator_test

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/export"
	"github.com/clausebook/clausebook/generator/manual"
)

func readme(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// fenced gives the text of the first fenced block of a kind, whatever file it is named for.
func fenced(t *testing.T, kind string) string {
	t.Helper()
	m := regexp.MustCompile("(?s)```" + kind + "[^\n]*\n(.*?)```").FindStringSubmatch(readme(t))
	if m == nil {
		t.Fatalf("the README has no block of %s", kind)
	}
	return m[1]
}

const readmeFile = "documents/purchasing/qp-08-04.md"

func readmeManual(t *testing.T, change func(string) string) *generator.Result {
	t.Helper()
	r, err := generator.Check(fstest.MapFS{
		"manual.yaml": {Data: []byte(fenced(t, "yaml"))},
		readmeFile:    {Data: []byte(change(fenced(t, "markdown")))},
	}, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestReadmeDocument reads the manual that the README shows.
func TestReadmeDocument(t *testing.T) {
	r := readmeManual(t, func(s string) string { return s })
	for _, f := range r.Findings {
		if f.Rule != "gap" && f.Severity > diag.Note {
			t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
		}
	}
	for _, id := range []string{"8.4.1", "8.4.2"} {
		if s := r.Matrix.Clause(id).State; s != coverage.Covered {
			t.Errorf("%s is %s", id, s)
		}
	}
	if got := r.Manual.Entries[0].Revision.Value; got != "1.10" {
		t.Errorf("revision %s", got)
	}
}

// TestReadmeFinding prints the finding that the README shows.
func TestReadmeFinding(t *testing.T) {
	r := readmeManual(t, func(s string) string {
		return strings.Replace(s, "[8.4.1#evaluation, 8.4.2]", "[8.4.9, 8.6]", 1)
	})
	changed := strings.Replace(fenced(t, "markdown"), "[8.4.1#evaluation, 8.4.2]", "[8.4.9, 8.6]", 1)
	var out bytes.Buffer
	p := diag.Printer{Path: func(file string) string { return file }, Lines: func(string) []string { return diag.Lines([]byte(changed)) }}
	for _, f := range r.Findings {
		if f.Rule == "unknown-clause" {
			if err := p.Text(&out, []diag.Finding{f}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if want := indent(out.String()); out.Len() == 0 || !strings.Contains(readme(t), want) {
		t.Errorf("the README does not show\n%s", want)
	}
}

// TestReadmeMatrix checks that every line of the matrix in the README is printed.
func TestReadmeMatrix(t *testing.T) {
	var out bytes.Buffer
	if err := export.Text(&out, example(t, manual.Options{}).Matrix, false, false); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(readme(t), "coverage example-manual --date "+today+"\n")
	shown, _, _ := strings.Cut(rest, "\n\n**The counting rule.**")
	lines := 0
	for line := range strings.Lines(shown) {
		line = strings.TrimPrefix(strings.TrimRight(line, "\n"), "    ")
		if line == "" || line == "…" {
			continue
		}
		lines++
		if !strings.Contains(out.String(), line+"\n") {
			t.Errorf("the README shows %q, which is not printed", line)
		}
	}
	if lines < 7 {
		t.Errorf("the README shows %d lines of the matrix", lines)
	}
}

func indent(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString("    " + line)
	}
	return b.String()
}
