//go:build !race

package generator_test

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

// layWhole is the site of the example manual with everything that gives a site more kinds of pages: a history in Git with
// an audit and a revision that is coming, the next edition, and an address for the codes on printed sheets.
func layWhole(t *testing.T) *laid {
	t.Helper()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	p := examplePast(t)
	const order = "documents/purchasing/qp-08-05-purchase-orders.md"
	next := p.read(order)
	for _, change := range [][2]string{{"revision: 2.0", "revision: 3.0"}, {"approved_date: 2025-05-19", "approved_date: 2026-11-16"}, {"effective_date: 2025-06-02", "effective_date: 2027-01-04"}} {
		if !strings.Contains(next, change[0]) {
			t.Fatalf("%s has no %q", order, change[0])
		}
		next = strings.Replace(next, change[0], change[1], 1)
	}
	p.commit("2026-11-16", "P. Buyer", "Purchase orders: revision 3.0", map[string]string{
		order: next + "\nOrders above 5,000 are signed by two people.\n",
		"manual.yaml": p.read("manual.yaml") + "base_url: https://example.com/manual/\nnext_edition: 2026\ntransition_end: 2028-06-30\n" +
			"audits: [{name: Surveillance audit, date: 2026-01-20, clauses: [8.4, 9.2.2]}, {name: Internal audit, date: 2027-02-10, sections: [production]}]\n" +
			"audit_every: 12 months\n",
	})
	files := pages(t, p.check(manual.Options{}))
	// Its links lead to the host, from whatever address it stands for.
	files["404.html"] = pages(t, example(t, manual.Options{}))["404.html"]
	return lay(t, files)
}
