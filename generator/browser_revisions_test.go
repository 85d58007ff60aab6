//go:build !race

package generator_test

import (
	"os"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestRevisionsInBrowser looks at pages that only a manual in Git has, as TestPagesInBrowser does at all others.
func TestRevisionsInBrowser(t *testing.T) {
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	axe, err := os.ReadFile(tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	l := lay(t, pages(t, examplePast(t).check(manual.Options{})))
	b := browser.Open(t, nil)
	for _, name := range []string{"revisions/qp-08-04.html", "revisions/qp-08-11.html", "documents/qp-08-04.html"} {
		l.look(t, b, name, string(axe))
	}
	b.Quiet()
}
