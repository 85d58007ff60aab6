package generator_test

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// foldered is a manual with documents in folders, one each if they are given once.
func foldered(t *testing.T, folders ...string) map[string][]byte {
	t.Helper()
	files := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n")}}
	for i, folder := range folders {
		files[path.Join("documents", folder, fmt.Sprint(i)+".md")] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: QP-%d\ntitle: Title of %d\nrevision: 1\nstatus: approved\n"+
			"owner: O\nauthor: A\napprover: B\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n---\n\nText.\n", i, i)}
	}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	return pages(t, r)
}

var (
	sidebar  = regexp.MustCompile(`(?s)<nav class="side".*?</nav>`)
	treeLink = regexp.MustCompile(`href="([^"]*)"`)
)

// inTree lists where the links of the tree of a page lead.
func inTree(t *testing.T, page []byte) (tree string, links []string) {
	t.Helper()
	tree = string(sidebar.Find(page))
	if tree == "" {
		t.Fatal("the page has no tree")
	}
	for _, m := range treeLink.FindAllStringSubmatch(tree, -1) {
		links = append(links, m[1])
	}
	return tree, links
}

// TestTreeIsWhole: every page shows all sections of a manual that has few, open where the page is.
func TestTreeIsWhole(t *testing.T) {
	files := foldered(t, "a/x", "a/y", "b", "c/d/e", ".")
	for name, want := range map[string]string{
		"index.html":          "sections/a.html sections/a/x.html sections/a/y.html sections/b.html sections/c.html sections/c/d.html sections/c/d/e.html",
		"coverage.html":       "sections/a.html sections/a/x.html sections/a/y.html sections/b.html sections/c.html sections/c/d.html sections/c/d/e.html",
		"sections/b.html":     "../sections/a.html ../sections/a/x.html ../sections/a/y.html ../sections/b.html ../documents/qp-2.html ../sections/c.html ../sections/c/d.html ../sections/c/d/e.html",
		"documents/qp-0.html": "../sections/a.html ../sections/a/x.html qp-0.html ../sections/a/y.html ../sections/b.html ../sections/c.html ../sections/c/d.html ../sections/c/d/e.html",
		"documents/qp-4.html": "../sections/a.html ../sections/a/x.html ../sections/a/y.html ../sections/b.html ../sections/c.html ../sections/c/d.html ../sections/c/d/e.html qp-4.html",
	} {
		if _, got := inTree(t, files[name]); strings.Join(got, " ") != want {
			t.Errorf("%s: the tree leads to\n%s, expected\n%s", name, strings.Join(got, " "), want)
		}
	}
	tree, _ := inTree(t, files["documents/qp-0.html"])
	if n := strings.Count(tree, "<details open"); n != 2 {
		t.Errorf("%d branches are open, expected a and x:\n%s", n, tree)
	}
	if n := strings.Count(tree, "aria-current"); n != 1 {
		t.Errorf("%d links are to the current page", n)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasSuffix(name, ".html") && !strings.Contains(string(files[name]), `<nav class="side"`) {
			t.Errorf("%s has no tree", name)
		}
	}
}

// TestTreeIsBounded: in a manual of many sections the tree shows some around the page, and says how many more
// there are.
func TestTreeIsBounded(t *testing.T) {
	var folders []string
	for i := range 120 {
		folders = append(folders, fmt.Sprintf("s%03d/t%02d/u", i/2, i%2))
	}
	for i := range 90 {
		folders = append(folders, fmt.Sprintf("s030/v%02d", i))
	}
	files := foldered(t, folders...)
	for name, through := range map[string][]string{
		"index.html":               nil,
		"documents/qp-0.html":      {"../sections/s000.html", "../sections/s000/t00.html", "../sections/s000/t00/u.html", "qp-0.html"},
		"documents/qp-119.html":    {"../sections/s059.html", "../sections/s059/t01.html", "../sections/s059/t01/u.html", "qp-119.html"},
		"sections/s030/v50.html":   {"../../sections/s030.html", "../../sections/s030/v50.html"},
		"sections/s030/t00/u.html": {"../../../sections/s030/t00/u.html"},
		"documents/index.html":     {"../sections/s000.html"},
	} {
		tree, got := inTree(t, files[name])
		if len(got) > 45 || !strings.Contains(tree, " more section") {
			t.Errorf("%s: the tree has %d links:\n%s", name, len(got), tree)
		}
		for _, link := range through {
			if !slices.Contains(got, link) {
				t.Errorf("%s: the tree does not lead to %s", name, link)
			}
		}
	}
}

// TestClauseTree: the page of a clause shows all clauses, open down to it.
func TestClauseTree(t *testing.T) {
	r := example(t, manual.Options{})
	tree, links := inTree(t, pages(t, r)["clauses/8.4.1.html"])
	if len(links) != len(r.Matrix.Clauses) {
		t.Errorf("%d links for %d clauses", len(links), len(r.Matrix.Clauses))
	}
	if n := strings.Count(tree, "<details open"); n != 2 {
		t.Errorf("%d branches are open, expected 8 and 8.4", n)
	}
}

// TestDocumentPageDoesNotGrow holds the page of a document in a large manual to 1.2 times one of a small.
func TestDocumentPageDoesNotGrow(t *testing.T) {
	size := func(n int) int {
		var folders []string
		for i := range n {
			folders = append(folders, fmt.Sprintf("section-%03d/part-%d", i*10/n*max(1, n/1000)+i%max(1, n/500), i%2))
		}
		total := 0
		files := foldered(t, folders...)
		for i := range n {
			total += len(files[fmt.Sprintf("documents/qp-%d.html", i)])
		}
		return total / n
	}
	small, large := size(100), size(2000)
	t.Logf("%d and %d bytes", small, large)
	// The text of a document here is one word; the pages of real ones are three times as large.
	const text = 10_000
	if large+text > (small+text)*12/10 {
		t.Errorf("the page of a document has %d bytes among 100, %d among 2,000", small, large)
	}
}

// TestNeighboursSayWhere: previous and next name the section that they lead to where it is another one.
func TestNeighboursSayWhere(t *testing.T) {
	files := foldered(t, "a", "a", "b")
	for name, want := range map[string]string{
		"documents/qp-0.html": `<span>Next</span> QP-1`,
		"documents/qp-1.html": `<span>Next · B</span> QP-2`,
		"documents/qp-2.html": `<span>Previous · A</span> QP-1`,
	} {
		if !strings.Contains(string(files[name]), want) {
			t.Errorf("%s does not say %s", name, want)
		}
	}
}
