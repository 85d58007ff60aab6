package generator_test

import (
	"io"
	"io/fs"
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// FuzzManual puts any text in the place of one file of a manual. Whatever it is, the manual is read and
// counted, each finding has a place and says something, and without an error among them every file of
// the site is made, each under a path of its own. The edition is the one with the fewest clauses, since each has a page.
func FuzzManual(f *testing.F) {
	const document = "---\nid: A-1\ntitle: First\nrevision: 1\nstatus: approved\nowner: Manager\nauthor: Author\napprover: Director\n" +
		"approved_date: 2026-01-05\neffective_date: 2026-02-01\nclauses: [4.6.2, 4.5.2#kept]\nrecords:\n  - {name: Order, retention: 3 years}\n" +
		"---\n\n# Kept\n\nSee [[B-2]], clause 4.6.2 and [the plan](plan.svg).[^1]\n\n[^1]: A note.\n"
	files := fstest.MapFS{}
	names := []string{"manual.yaml", "documents/a.md", "documents/shop/b.md", "documents/plan.svg", "theme/partials/head-extra.html",
		"theme/strings/en.yaml"}
	add := func(name, text string) { f.Add(slices.Index(names, name), []byte(text)) }
	for name, text := range map[string]string{
		"manual.yaml": "title: Manual\ncompany: Company\nedition: 1994\nscope: 9002\nscope_statement: Parts.\n" +
			"not_applicable: {\"4.19\": As A-1 says.}\nsections: {shop: {title: Shop}}\nreview_every: 12 months\n",
		"documents/a.md":                 document,
		"documents/shop/b.md":            "---\nid: B-2\ntitle: Second\nrevision: A\nstatus: draft\nowner: Manager\nrelated: [A-1]\n---\n\nText.\n",
		"documents/plan.svg":             "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
		"theme/partials/head-extra.html": "<meta name=\"x\" content=\"{{.Site.Company}}\">\n",
		"theme/strings/en.yaml":          "list:\n  documents: {one: \"{1} page\", other: \"{1} pages\"}\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
		add(name, text)
	}
	add("documents/a.md", "\xab")
	add("documents/a.md", document+"\n[a](b c) [x][y] [^2]\n\n[^3]: Lost.\n")
	add("manual.yaml", "!\n&0")
	add("theme/strings/en.yaml", "list:\n  documents: 0{2}0\n")
	add("theme/partials/head-extra.html", "<meta name=\"a\"b\">{{template \"partials/banner.html\" 1}}")
	f.Fuzz(func(t *testing.T, which int, text []byte) {
		changed := maps.Clone(files)
		changed[names[max(which, 0)%len(names)]] = &fstest.MapFile{Data: text}
		r, err := generator.Check(changed, generator.Options{Options: manual.Options{Date: today, Drafts: true}})
		if err != nil {
			t.Fatal(err)
		}
		for _, finding := range r.Findings {
			if finding.Line < 1 || finding.Column < 1 || finding.Message == "" || finding.Rule == "" {
				t.Errorf("a finding without a place or a word: %+v", finding)
			}
		}
		if r.Matrix == nil || r.Errors() > 0 {
			return
		}
		made := map[string]bool{}
		for _, file := range r.Files() {
			if made[file.Path] || !fs.ValidPath(file.Path) {
				t.Errorf("the site has the path %q twice, or it leads elsewhere", file.Path)
			}
			made[file.Path] = true
			if err := file.Write(io.Discard); err != nil {
				t.Errorf("%s: %v", file.Path, err)
			}
		}
	})
}
