package document_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

// gfmDeviations are the examples whose text reads otherwise here, by file and number, with the reason.
var gfmDeviations = map[string]string{
	"tasklist_1": ticked, "tasklist_2": ticked, "tasklist_4": ticked,
}

const ticked = "a box is a character, since a form control that cannot be used helps nobody"

// TestGFM holds the laws on goldmark's examples of tables, strikethrough, task lists, autolinks, footnotes and definition
// lists, which include those of GitHub's specification, and the text that readers see against theirs.
func TestGFM(t *testing.T) {
	folder := filepath.Join(goldmark(t), "extension", "_test")
	numbered := regexp.MustCompile(`(?s)^(\d+)[^\n]*\n(?:[^\n]*\n)*?//- - - - - - - - -//\n(.*?)//- - - - - - - - -//\n(.*)$`)
	for _, file := range []string{"table", "strikethrough", "tasklist", "linkify", "footnote", "definition_list"} {
		raw, err := os.ReadFile(filepath.Join(folder, file+".txt"))
		if err != nil {
			t.Skip("goldmark's tests are not in the module: ", err)
		}
		examples := 0
		for part := range strings.SplitSeq(string(raw), "//= = = = = = = = = = = = = = = = = = = = = = = =//") {
			m := numbered.FindStringSubmatch(strings.TrimLeft(part, "\n"))
			if m == nil {
				continue
			}
			examples++
			name := file + "_" + m[1]
			t.Run(name, func(t *testing.T) {
				text := []byte(head + strings.ReplaceAll(m[2], `\t`, "\t"))
				lawsOf(t, text)
				want, got := readable(m[3]), readable(page(document.Parse("documents/a.md", text), ""))
				switch reason := gfmDeviations[name]; {
				case want != got && reason == "":
					t.Errorf("%q reads %q, want %q", m[2], got, want)
				case want == got && reason != "":
					t.Errorf("reads as it should, and is listed as a deviation: %s", reason)
				}
			})
		}
		if examples == 0 {
			t.Errorf("%s has no examples", file)
		}
	}
}
