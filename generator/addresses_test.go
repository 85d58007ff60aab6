package generator_test

import (
	"fmt"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// TestOldAddressesKeepClear holds what is closed to old addresses against the sites of a small manual
// and of a large one: whatever is not a page of a document must be closed.
func TestOldAddressesKeepClear(t *testing.T) {
	for name, files := range map[string]map[string][]byte{"small": pages(t, withAddress(t)), "large": pages(t, large(t))} {
		for file := range files {
			if path.Dir(file) != "documents" && !route.Reserved(file) {
				t.Errorf("%s: an old address could stand in the place of %s", name, file)
			}
		}
	}
	for _, name := range []string{"INDEX.html", "Assets/style.css/index.html", "documents/Index.html", "coverage.csv/index.html"} {
		if !route.Reserved(name) {
			t.Errorf("an old address could stand in the place of %s where cases are not told apart", name)
		}
	}
	if one, other := route.Fold("Pr\u00fcfung.html"), route.Fold("PRU\u0308FUNG.html"); one != other {
		t.Errorf("%q and %q are one file on some systems", one, other)
	}
}

func withAddress(t *testing.T) *generator.Result {
	t.Helper()
	r, err := generator.Check(os.DirFS("../example-manual"), generator.Options{Options: manual.Options{Date: today}, BaseURL: "https://qm.example/manual"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// large is a manual of so many documents, records and reviews that its long pages are split.
func large(t *testing.T) *generator.Result {
	t.Helper()
	files := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\nreview_every: 2 years\n")}}
	for i := range 400 {
		review := ""
		if i%3 > 0 {
			review = fmt.Sprintf("review_date: 2026-%02d-15\n", 1+i%12)
		}
		files[fmt.Sprintf("documents/part %d/%d.md", i%4, i)] = &fstest.MapFile{Data: []byte(fmt.Sprintf(
			"---\nid: QP-%d\ntitle: Title %d\nrevision: 1\nstatus: approved\nowner: Role %d\nauthor: A\napprover: B\napproved_date: 2026-01-05\n"+
				"effective_date: 2026-02-01\nclauses: [8.4.1]\n%srecords: [{name: Record, retention: 2 years, clauses: [8.4.1]}]\n---\n\nText.\n", i, i, i%5, review))}
	}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestLongPagesAreSplit looks at the pages that would grow with the number of documents. Each record
// and each review stands on one of them, and every link between them leads somewhere.
func TestLongPagesAreSplit(t *testing.T) {
	files := pages(t, large(t))
	s := parseSite(t, files)
	rows := map[string]int{}
	for name, data := range files {
		top := strings.TrimSuffix(strings.SplitN(name, "/", 2)[0], ".html")
		if top != "records" && top != "reviews" || path.Ext(name) != ".html" {
			continue
		}
		if len(data) > 60_000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
		for n := range nodes(t, name, data) {
			if n.Data == "a" {
				s.follow(t, name, n, attribute(n, "href"))
			}
			if n.Data == "th" && attribute(n, "scope") == "row" && strings.Contains(name, "/") {
				rows[top]++
			}
		}
	}
	if rows["records"] != 400 || rows["reviews"] != 400 {
		t.Errorf("%d records and %d reviews on the pages, expected 400 of each", rows["records"], rows["reviews"])
	}
}
