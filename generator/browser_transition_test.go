//go:build !race

package generator_test

import (
	"os"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestTransitionInBrowser looks at the pages of a manual that is of an old edition and in German.
func TestTransitionInBrowser(t *testing.T) {
	t.Parallel()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	axe, err := os.ReadFile(tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := browser.Open(t, nil)
	l := lay(t, moving(t, "edition: 1994\nscope: 9002\nlanguage: de\nnext_edition: 2015\n", manual.Options{}))
	for _, name := range []string{"transition.html", "scope.html", "documents/qp-1.html"} {
		l.look(t, b, name, string(axe))
	}
	b.Quiet()
}
