package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestOncePerManual: syntax of another tool is one note for each kind, at its first place and with the number of other
// files. A note that the manual accepts is one of its own.
func TestOncePerManual(t *testing.T) {
	texts := []string{"%%a%%", "%%b%% and ^[c]", "Nothing.", "%%d%%\n\n%%e%%", "^[f]"}
	for _, c := range []struct{ yaml, want string }{
		{"", "0.md comments between %% are shown as text; also in 2 other files|1.md a footnote inside a sentence is shown as text; also in another file"},
		{"accept: [{rule: foreign-syntax, at: D-1, reason: ours, until: 2027-01-01}]\n",
			"0.md comments between %% are shown as text; also in another file|1.md comments between %% are shown as text|1.md a footnote inside a sentence is shown as text|4.md a footnote inside a sentence is shown as text"},
		{"rules: {foreign-syntax: off}\n", ""},
	} {
		fsys := fstest.MapFS{config.File: {Data: []byte("title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\n" + c.yaml)}}
		for i, text := range texts {
			fsys[fmt.Sprintf("documents/%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: D-%d\ntitle: Title %[1]d\nrevision: 1\nstatus: draft\nowner: O\n---\n\n%s\n", i, text)}
		}
		result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: day}})
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, f := range result.Findings {
			switch f.Rule {
			case "foreign-syntax":
				message, _, _ := strings.Cut(f.Message, " (accepted")
				said = append(said, strings.TrimPrefix(f.File, "documents/")+" "+message)
			case "unused-acceptance":
				t.Errorf("%s: %s", c.yaml, f.Message)
			}
		}
		if got := strings.Join(said, "|"); got != c.want {
			t.Errorf("%s:\n%s\nexpected\n%s", c.yaml, got, c.want)
		}
	}
}
