package generator_test

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// cutManual has a section whose list and whose print page are cut in two, one below it and one
// beside it. Every document refers to the next, to a heading in one of another page, and to the first.
func cutManual(t *testing.T, n int) *generator.Result {
	t.Helper()
	files := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n")}}
	for i := range n {
		folder := "a"
		if i >= 520 {
			folder = "a/below~2"
		}
		if i >= 580 {
			folder = "c"
		}
		files[fmt.Sprintf("documents/%s/%03d.md", folder, i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: QP-%03d\ntitle: Title\nrevision: R%d\nstatus: approved\n"+
			"owner: O\nauthor: A\napprover: B\napproved_date: 2026-01-05\neffective_date: 2026-02-01\nclauses: [8.4.1#purpose]\n---\n\n## Purpose\n\n"+
			"See [[QP-%03d]] and [[QP-%03d#purpose]], as QP-000 says.\n", i, i, (i+1)%n, (i+100)%n)}
	}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestListsAreCut holds the pages of lists that are too long for one. Every link of the site answers,
// every document stands on one page of its list and on one print page, and no page has too many.
func TestListsAreCut(t *testing.T) {
	files := pages(t, cutManual(t, 620))
	s := parseSite(t, files)
	listed, printed := map[string]int{}, map[string]int{}
	for name, data := range files {
		if path.Ext(name) != ".html" || name == "404.html" {
			continue
		}
		rows, sheets := 0, 0
		for n := range nodes(t, name, data) {
			if n.Data == "a" || n.Data == "link" {
				s.follow(t, name, n, attribute(n, "href"))
			}
			switch {
			case strings.HasPrefix(name, "sections/") && n.Data == "th" && attribute(n, "scope") == "row":
				rows++
				listed[content(n)]++
			case n.Data == "article" && attribute(n, "class") == "sheet":
				sheets++
				printed[attribute(n, "id")]++
				checkSheet(t, name, n)
			}
		}
		if rows > 500 || sheets > 300 {
			t.Errorf("%s has %d rows and %d documents to print", name, rows, sheets)
		}
	}
	for i := range 620 {
		id := fmt.Sprintf("QP-%03d", i)
		if listed[id] != 1 || printed[strings.ToLower(id)] != 1 {
			t.Errorf("%s is listed %d times and printed %d times", id, listed[id], printed[strings.ToLower(id)])
		}
	}
	checkParts(t, files)
}

// TestRecordsAreCut holds the pages of the records of a section: every record stands on one of them, and none has more
// than a thousand, unless they are of one document.
func TestRecordsAreCut(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n")}}
	counts := []int{600, 400, 1, 0, 1200, 3}
	for i, n := range counts {
		records := strings.Repeat("  - {name: R, retention: 1 year}\n", n)
		if n > 0 {
			records = "records:\n" + records
		}
		files[fmt.Sprintf("documents/a/%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: QP-%d\ntitle: Title\nrevision: A\nstatus: approved\n"+
			"owner: O\nauthor: A\napprover: B\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n%s---\n\nText.\n", i, records)}
	}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]int{"records/a.html": {600, 400, 0, 0, 0, 0}, "records/a~2.html": {0, 0, 1, 0, 0, 0},
		"records/a~3.html": {0, 0, 0, 0, 1200, 0}, "records/a~4.html": {0, 0, 0, 0, 0, 3}}
	for name, data := range pages(t, r) {
		if !strings.HasPrefix(name, "records/") {
			continue
		}
		got := make([]int, len(counts))
		for i := range counts {
			got[i] = strings.Count(string(data), fmt.Sprintf("documents/qp-%d.html#cb:records", i))
		}
		if !slices.Equal(got, want[name]) {
			t.Errorf("%s has the records %v, want %v", name, got, want[name])
		}
		for part := range want {
			if !strings.Contains(string(data), `href="../`+part+`"`) {
				t.Errorf("%s does not link to %s", name, part)
			}
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("there are no pages %v", want)
	}
}

// TestContentsNameDocuments: past one print page for all, and while the master list still names every
// document, so do the contents.
func TestContentsNameDocuments(t *testing.T) {
	files := pages(t, cutManual(t, 310))
	s := parseSite(t, files)
	for n := range nodes(t, "print.html", files["print.html"]) {
		if n.Data == "a" {
			s.follow(t, "print.html", n, attribute(n, "href"))
		}
	}
	for _, want := range []string{`<h3><a href="print/a.html">A</a></h3>`, `<a href="print/a.html#qp-000"><span class="id">QP-000</span> Title</a>`,
		`<a href="print/a~2.html#qp-309">`} {
		if !strings.Contains(string(files["print.html"]), want) {
			t.Errorf("print.html has no %s", want)
		}
	}
}

// checkParts looks for the pages by their names: the first keeps the name of the section.
func checkParts(t *testing.T, files map[string][]byte) {
	t.Helper()
	for name, want := range map[string]string{
		"sections/a.html": "A, part 1 of 2", "sections/a~2.html": "A, part 2 of 2", "print/a.html": "A, part 1 of 2",
		"print/a~2.html": "A, part 2 of 2", "print/c.html": "C", "print/a/below-2.html": "Below~2",
	} {
		if !strings.Contains(string(files[name]), "<h1 dir=\"auto\">"+want+"</h1>") {
			t.Errorf("%s is not %q", name, want)
		}
	}
	contents := string(files["print.html"])
	for _, want := range []string{`<a href="print/a.html">A</a> <span>520 documents</span>`, `<a href="print/a.html">QP-000 – QP-299</a>`,
		`<a href="print/a~2.html">QP-300 – QP-519</a>`, `<a href="print/c.html">C</a> <span>40 documents</span>`} {
		if !strings.Contains(contents, want) {
			t.Errorf("print.html has no %s", want)
		}
	}
	if strings.Contains(contents, "print/c~2") || len(contents) > 12_000 {
		t.Errorf("print.html has %d bytes", len(contents))
	}
	// A document on the same page is a step on the page, any other a page of the site.
	for _, want := range []string{`href="#qp-301"`, `href="#qp-519"`, `href="../documents/qp-520.html"`, `href="../documents/qp-520.html#purpose"`,
		`href="../documents/qp-000.html"`} {
		if !strings.Contains(string(files["print/a~2.html"]), want) {
			t.Errorf("print/a~2.html has no %s", want)
		}
	}
}

// checkSheet reads the line that heads each printed page of a document.
func checkSheet(t *testing.T, page string, sheet *html.Node) {
	t.Helper()
	id := strings.ToUpper(attribute(sheet, "id"))
	number, err := strconv.Atoi(strings.TrimPrefix(id, "QP-"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range sheet.Descendants() {
		if attribute(n, "class") == "running" {
			if want := fmt.Sprintf("Document %d · %s · Revision R%d · Approved · effective 1 Feb 2026 · approval stated only · C · Uncontrolled when printed", number+1, id, number); content(n) != want {
				t.Errorf("%s: %q, expected %q", page, content(n), want)
			}
			return
		}
	}
	t.Errorf("%s: %s has no line for paper", page, id)
}

// content is the text below a node.
func content(n *html.Node) string {
	var text strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			text.WriteString(c.Data)
		}
	}
	return strings.TrimSpace(text.String())
}
