package generator_test

import (
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// fuzzedManual is a small manual. Its edition is the one with the fewest clauses, since each has a page.
var fuzzedManual = fstest.MapFS{
	"manual.yaml": {Data: []byte("title: Manual\ncompany: Company\nedition: 1994\nscope: 9002\nscope_statement: Parts.\n" +
		"not_applicable: {\"4.19\": As A-1 says.}\nsections: {shop: {title: Shop}}\nreview_every: 12 months\n")},
	"documents/a.md": {Data: []byte("---\nid: A-1\ntitle: First\nrevision: 1\nstatus: approved\nowner: Manager\nauthor: Author\napprover: Director\n" +
		"approved_date: 2026-01-05\neffective_date: 2026-02-01\nclauses: [4.6.2, 4.5.2#kept]\nrecords:\n  - {name: Order, retention: 3 years}\n" +
		"---\n\n# Kept\n\nSee [[B-2]], clause 4.6.2 and [the plan](plan.svg).[^1]\n\n[^1]: A note.\n")},
	"documents/shop/b.md": {Data: []byte("---\nid: B-2\ntitle: Second\nrevision: A\nstatus: draft\nowner: Manager\nrelated: [A-1]\n---\n\nText.\n")},
	"documents/plan.svg":  {Data: []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")},
}

// FuzzManual puts any text in the place of one file of a manual. Whatever it is, the manual is read and counted, each
// finding has a place and says something, and without an error among them the site has no path twice, and its files are
// made: of each text those that show it, of every eighth all, which take five times as long.
func FuzzManual(f *testing.F) {
	names := slices.Sorted(maps.Keys(fuzzedManual))
	for i, name := range names {
		f.Add(i, fuzzedManual[name].Data)
	}
	add := func(name, text string) { f.Add(slices.Index(names, name), []byte(text)) }
	add("documents/a.md", "\xab")
	add("documents/a.md", string(fuzzedManual["documents/a.md"].Data)+"\n[a](b c) [x][y] [^2]\n\n[^3]: Lost.\n")
	add("manual.yaml", "!\n&0")
	f.Fuzz(func(t *testing.T, which int, text []byte) {
		checkFuzzed(t, names[max(which, 0)%len(names)], text, crc32.ChecksumIEEE(text)%8 == 0)
	})
}

// TestThemeOfManual makes all pages with files of a theme that package theme fuzzes on their own.
func TestThemeOfManual(t *testing.T) {
	for _, tt := range [][2]string{
		{"theme/partials/head-extra.html", "<meta name=\"x\" content=\"{{.Site.Company}}\">\n"},
		{"theme/partials/head-extra.html", "<meta name=\"a\"b\">{{template \"partials/banner.html\" 1}}"},
		{"theme/strings/en.yaml", "list:\n  documents: {one: \"{1} page\", other: \"{1} pages\"}\n"},
		{"theme/strings/en.yaml", "list:\n  documents: 0{2}0\n"},
	} {
		t.Run(tt[1], func(t *testing.T) {
			t.Parallel()
			checkFuzzed(t, tt[0], []byte(tt[1]), true)
		})
	}
}

// checkFuzzed checks the manual with a text in the place of a file, and makes all files of its site or those of its documents.
func checkFuzzed(t *testing.T, name string, text []byte, all bool) {
	changed := maps.Clone(fuzzedManual)
	changed[name] = &fstest.MapFile{Data: text}
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
		if !all && !strings.HasPrefix(file.Path, "documents/") && !strings.HasPrefix(file.Path, "search-") {
			continue
		}
		if err := file.Write(io.Discard); err != nil {
			t.Errorf("%s: %v", file.Path, err)
		}
	}
}
