package adopt_test

import (
	"html"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/adopt"
	"github.com/clausebook/clausebook/generator/manual"
)

var (
	tags  = regexp.MustCompile(`<[^>]*>`)
	fence = regexp.MustCompile(`^\|?[\s:|-]+\|?$`)
)

// letters leaves the letters and digits of a text.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// TestTextOnSite finds every line of the adopted documents on the pages of the site.
func TestTextOnSite(t *testing.T) {
	for _, file := range fixtures(t) {
		f := readFixture(t, file)
		p, _, err := adopt.Scan(f.files, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		text := f.answered(t, string(p.Bytes()))
		text = strings.Replace(text, "  revision: #", "  revision: 0 #", 1)
		outcome, _, err := plan(t, text).Changes(f.files, nil)
		if err != nil {
			t.Fatal(err)
		}
		write(f.files, outcome.Changes)
		result, err := generator.Check(f.files, generator.Options{Options: manual.Options{Date: "2026-11-28", Drafts: true}})
		if err != nil {
			t.Fatal(err)
		}
		var site strings.Builder
		for _, page := range result.Files() {
			if path.Dir(page.Path) != "documents" || path.Ext(page.Path) != ".html" {
				continue
			}
			raw, err := page.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			site.WriteString(letters(html.UnescapeString(tags.ReplaceAllString(string(raw), " "))))
		}
		shown := site.String()
		for _, c := range outcome.Changes {
			if path.Ext(c.File) != ".md" {
				continue
			}
			title := true
			for line := range strings.Lines(string(bodyOf(c.Data))) {
				if line = strings.TrimSpace(line); title && line != "" { // the title of the page
					title = false
					continue
				}
				if fence.MatchString(line) {
					continue
				}
				for _, cell := range strings.Split(tags.ReplaceAllString(line, "|"), "|") { // also the cells of tables in HTML
					if want := letters(cell); !strings.Contains(shown, want) {
						t.Errorf("%s: %s: %q is not on the site", filepath.Base(file), c.File, cell)
					}
				}
			}
		}
	}
}
