//go:build !race

package generator_test

import (
	"net/url"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// TestBrowserFinds types each query on the search page.
func TestBrowserFinds(t *testing.T) {
	t.Parallel()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	b := browser.Open(t, nil)
	for _, language := range []string{"en", "de"} {
		l := lay(t, workshop(t, language))
		b.Open(l.url("search.html"))
		for _, f := range finds {
			b.Eval(`(document.getElementById("cb:count").textContent = "", location.hash = "` + url.Values{"q": {f.query}}.Encode() + `")`)
			b.Until(counted + ` !== ""`)
			if got, want := b.Eval(result+`[0]?.getAttribute("href") || ""`), addressOf(f.first); got != want {
				t.Errorf("%s: %q finds %q first, expected %q: %s", language, f.query, got, want, b.Eval(`[...`+result+`].map(a => a.textContent).join(" | ")`))
			}
		}
	}
	b.Quiet()
}
