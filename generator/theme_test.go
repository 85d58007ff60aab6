package generator_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestThemeInKeys changes one file of a theme at a time. A style sheet alters no page; templates and
// strings may alter each.
func TestThemeInKeys(t *testing.T) {
	files := exampleFiles(t)
	b := &generator.Builder{FS: files}
	look := func() (map[string]uint64, uint64) {
		r, err := b.Check(generator.Options{Options: manual.Options{Date: today}}, time.Unix(0, 0))
		if err != nil {
			t.Fatal(err)
		}
		p := b.Pages(r)
		return maps.Collect(p.Documents()), p.Whole()
	}
	for _, c := range []struct {
		file, text string
		pages      bool // whether the pages of documents change
	}{
		{"theme/assets/custom.css", ":root { --accent: #7a1f4b; }", false},
		{"theme/partials/body-end.html", "<p>End</p>", true},
		{"theme/strings/en.yaml", "frame: {start: Home}", true},
		{"theme/strings/fr.yaml", "frame: {start: Accueil}", false}, // nobody speaks it here
	} {
		documents, whole := look()
		files[c.file] = &fstest.MapFile{Data: []byte(c.text)}
		after, wholeAfter := look()
		if changed := !maps.Equal(documents, after); changed != c.pages {
			t.Errorf("%s: pages of documents change: %v", c.file, changed)
		}
		if changed := whole != wholeAfter; changed != (c.file != "theme/strings/fr.yaml") {
			t.Errorf("%s: other files change: %v", c.file, changed)
		}
	}
}

// TestBrokenTemplates: whatever a template of the manual does wrong is a finding in one of its own
// files, also where a built-in template fails by it, or where it cannot be said in which line.
func TestBrokenTemplates(t *testing.T) {
	t.Parallel()
	const page = "{{template \"layout.html\" .}}\n{{define \"main\"}}%s{{end}}\n"
	clause := func(main string) map[string]string {
		return map[string]string{"pages/clause.html": fmt.Sprintf(page, main)}
	}
	for name, c := range map[string]struct {
		theme map[string]string
		want  string
	}{
		"a field that is not there": {clause("<p>{{.Nix}}</p>"), "pages/clause.html:2:23: there is no field Nix here"},
		"a quotation mark too many": {clause(`<p class="wi"de">{{.ID}}</p>`),
			`pages/clause.html:2:31: "\"" in attribute name: " de\">"`},
		"a mark too many elsewhere": {map[string]string{"partials/footer.html": "<footer>\n</footer>", "partials/head-extra.html": "\n<meta name=\"a\"b\">"},
			`partials/head-extra.html:2:15: "\"" in attribute name: " b\">"`},
		"an attribute without end": {clause(`<a href="x>{{.ID}}`), "pages/clause.html:1:3: a tag, an attribute or a script has no end"},
		"a branch with another end": {clause(`<a href="x{{if .ID}}"{{end}}>`),
			"pages/clause.html:2:33: {{if}} branches end in different contexts"},
		"a template in itself":  {clause(`{{template "main" .}}`), "pages/clause.html:2:29: executing"},
		"one that is not there": {clause(`{{template "nix" .}}`), `pages/clause.html:2:29: no such template "nix"`},
		"another's view": {clause("\n{{with 3.5}}{{template \"partials/banner.html\" .}}{{end}}"),
			"pages/clause.html:3:25: there is no field Status here"},
		"a name that hides the place": {map[string]string{"partials/a:1.html": "{{.Nix"}, "partials/a:1.html:1:1:"},
	} {
		files := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\n")},
			"documents/a.md": {Data: []byte("---\nid: A\ntitle: A\nrevision: 1\nstatus: draft\nowner: O\n---\n")}}
		for file, text := range c.theme {
			files["theme/"+file] = &fstest.MapFile{Data: []byte(text)}
		}
		r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, f := range r.Findings {
			if f.Rule == "theme" {
				got = append(got, fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message))
			}
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], "theme/"+c.want) {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
	}
}
