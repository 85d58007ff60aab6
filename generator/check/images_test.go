package check_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestImageHints: what is said about a picture that is not there speaks of pictures, and what is said about a link
// does not.
func TestImageHints(t *testing.T) {
	for text, want := range map[string]string{
		"![x](plan.png)":             "write the path from the folder of this file, such as ../pictures/valve.svg",
		"![x](valves.svg)":           "did you mean pictures/valve.svg?",
		"![x](pictures/Valve.svg)":   "did you mean pictures/valve.svg?",
		"![x](/documents/valve.svg)": "did you mean pictures/valve.svg?",
		// A document and a form are not pictures.
		"![x](qp-02.svg)":                        "write the path from the folder of this file, such as ../pictures/valve.svg",
		"![x](form.svg)":                         "write the path from the folder of this file, such as ../pictures/valve.svg",
		"![x](pictures)":                         "write the name of a picture in it, such as valve.svg",
		"![x](../outside.png)":                   "put the picture next to the documents",
		"![x](old/a.png)":                        "choose a picture that is not left out, or delete the pattern",
		"![x]()":                                 "write ![what it shows](file.png)",
		"[x](none-at-all.md)":                    "write the path from the folder of this file, such as ../purchasing/qp-08-04.md",
		"[x](qp-03.md)":                          "did you mean qp-02.md?",
		"[x](pictures)":                          "link to a document in it",
		"[x](old/a.md)":                          "link to a document, or delete the pattern",
		"![x](pictures/valve.svg) [x](form.pdf)": "",
	} {
		head := func(id string) string {
			return "---\nid: " + id + "\ntitle: " + id + "\nrevision: 1\nstatus: draft\nowner: Manager\n---\n\n"
		}
		fsys := fstest.MapFS{
			"manual.yaml":        {Data: []byte("title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: All.\nexclude: [old]\n")},
			"documents/qp-01.md": {Data: []byte(head("QP-01") + text + "\n")}, "documents/qp-02.md": {Data: []byte(head("QP-02") + "Text.\n")},
			"documents/pictures/valve.svg": {Data: []byte("<svg/>")}, "documents/form.pdf": {Data: []byte("%PDF")},
			"documents/old/a.png": {Data: []byte("x")}, "documents/old/a.md": {Data: []byte("x")},
		}
		result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: "2026-11-22", Drafts: true}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range result.Findings {
			if f.Rule == "broken-image" || f.Rule == "broken-link" {
				got = append(got, fmt.Sprint(f.Hint))
			}
		}
		if hints := strings.Join(got, "; "); hints != want {
			t.Errorf("%s: %q, expected %q", text, hints, want)
		}
	}
}
