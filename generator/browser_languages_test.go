//go:build !race

package generator_test

import (
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/themes"
)

// exampleIn is the example manual in a language.
func exampleIn(t *testing.T, language string) map[string][]byte {
	t.Helper()
	files := exampleFiles(t)
	files["manual.yaml"] = &fstest.MapFile{Data: append(files["manual.yaml"].Data, "\nlanguage: "+language+"\n"...)}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
	if err != nil || r.Errors() > 0 {
		t.Fatal(err, r.Findings)
	}
	return pages(t, r)
}

// TestLanguagesInBrowser: in each language that we bring the header has one line on a desk, its search field shows what
// it takes, and no page scrolls sideways on a telephone.
func TestLanguagesInBrowser(t *testing.T) {
	t.Parallel()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	b := browser.Open(t, nil)
	for _, language := range themes.Languages() {
		l := lay(t, exampleIn(t, language))
		for _, name := range []string{"index.html", "coverage.html", "documents/qp-08-04.html", "records.html", "reviews.html", "scope.html"} {
			b.Resize(1280, 800)
			b.Open(l.url(name))
			if n := b.Eval(`new Set([...document.querySelectorAll(".menu li")].map(e => Math.round(e.getBoundingClientRect().top))).size + ""`); n != "1" {
				t.Errorf("%s, %s: the menu has %s lines", language, name, n)
			}
			if height := b.Eval(`(document.querySelector(".top .bar").getBoundingClientRect().height < 80) + ""`); height != "true" {
				t.Errorf("%s, %s: the header has more than one line", language, name)
			}
			if narrow := b.Eval(`(document.getElementById("cb:find").clientWidth < 110) + ""`); narrow == "true" {
				t.Errorf("%s, %s: the search field is too narrow for its example", language, name)
			}
			b.Resize(320, 800)
			b.Open(l.url(name))
			if over := b.Eval("(scrollTo(9999, 0), scrollX + '')"); over != "0" {
				t.Errorf("%s, %s: the page scrolls sideways on a telephone, by %s", language, name, over)
			}
		}
	}
	b.Quiet()
}
