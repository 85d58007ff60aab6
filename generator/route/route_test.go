package route_test

import (
	"testing"

	"github.com/clausebook/clausebook/generator/route"
)

// TestAddresses: addresses are public, and none may change.
func TestAddresses(t *testing.T) {
	for want, got := range map[string]string{
		"clauses/4.10.html":                route.Clause("4.10"),
		"documents/qp-08-04.html":          route.Document("QP-08-04"),
		"documents/qp-8.4_a.html":          route.Document("QP 8.4_A"),
		"qp-08-04":                         route.DocumentName("documents/qp-08-04.html"),
		"sections/index.html":              route.Section(""),
		"sections/index-.html":             route.Section("Index"),
		"sections/a/index.html":            route.Section("a/index"),
		"sections/08-einkauf-prüfung.html": route.Section("08 Einkauf&Prüfung"),
		"print/a/b.html":                   route.SectionPrint(route.Section("a/b")),
		"print/index.html":                 route.SectionPrint(route.Section("")),
		"records/a/b.html":                 route.SectionRecords(route.Section("a/b")),
		"reviews/2026-12.html":             route.Month("2026-12"),
		"az/1.html":                        route.Alphabet(1),
		"sections/a.html":                  route.Part("sections/a.html", 1),
		"sections/a~2.html":                route.Part("sections/a.html", 2),
		"files/forms/a.pdf":                route.File("forms/a.pdf"),
		"assets/search.js":                 route.Asset("search.js"),
	} {
		if got != want {
			t.Errorf("the address is %q, expected %q", got, want)
		}
	}
}

func TestReserved(t *testing.T) {
	for address, want := range map[string]bool{
		"index.html": true, "INDEX.html": true, "index.html/index.html": true, "assets/a.html": true, "Assets/index.html": true,
		"clauses/4.1.html": true, "az/9.html": true, "print/x.html": true, "records/x.html": true, "reviews/2030-01.html": true,
		"sections/x.html": true, "files/x.html": true, "search/index.html": true, "changes/index.html": true, ".nojekyll": true,
		"coverage.csv/index.html": true, "documents/index.html": true, "documents/Index.html": true, "404.html": true,
		"documents/old.html": false, "documents/index.html/index.html": true, "old.html": false, "handbook/index.html": false,
		"indexes.html": false, "document/index.html": false, "clause/4.1.html": false,
	} {
		if got := route.Reserved(address); got != want {
			t.Errorf("%s: reserved is %v, expected %v", address, got, want)
		}
	}
	if one, other := route.Fold("Pr\u00fcfung.html"), route.Fold("PRU\u0308FUNG.html"); one != other {
		t.Errorf("%q and %q are one file on some systems", one, other)
	}
}

// TestRevisionNames: every revision has a name that all systems can hold, and the plain ones keep theirs.
func TestRevisionNames(t *testing.T) {
	for revision, want := range map[string]string{
		"1": "1", "1.10": "1.10", "010": "010", "C": "c", "2026-01": "2026-01", "A/B": "a-b", "../../x": "-.-..-x", "..": "-.", `..\x`: "-.-x", "a:b": "a-b", "%2e": "-2e",
		"con": "-con", "NUL": "-nul", "Com1": "-com1", "aux.2": "-aux.2", "LPT9": "-lpt9", "console": "console", "com": "com", "com10": "com10", "<b>": "-b-", "é": "-",
		"a b": "a-b", "\n": "-",
	} {
		if got := route.RevisionName(revision); got != want {
			t.Errorf("%q has the name %q, want %q", revision, got, want)
		}
	}
}
