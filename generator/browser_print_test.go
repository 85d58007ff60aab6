//go:build !race

package generator_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"path"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// TestPaper prints pages and reads the PDF: each page of a document says which it is of how many,
// the document's id, revision and status, and that paper is uncontrolled.
func TestPaper(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	pdftotext := program(t, "pdftotext")
	b := browser.Open(t, nil)
	for name, want := range map[string]string{
		"documents/qp-08-04.html": "QP-08-04 · Revision 4 · Approved",
		"documents/qp-08-55.html": "QP-08-55 · Revision",
		"documents/rr-01.html":    "RR-01 · Revision",
	} {
		b.Open(l.url(name))
		paper := read(t, pdftotext, b.Print())
		for n, text := range paper {
			expect(t, fmt.Sprintf("%s, page %d", name, n+1), text, want, "Uncontrolled when printed", fmt.Sprintf("Page %d of %d", n+1, len(paper)))
		}
		t.Logf("%s: %d pages", name, len(paper))
	}
	for _, name := range []string{"index.html", "coverage.html", "clauses/8.4.1.html", "documents/index.html", "scope.html"} {
		b.Open(l.url(name))
		for n, text := range read(t, pdftotext, b.Print()) {
			expect(t, fmt.Sprintf("%s, page %d", name, n+1), text, "Uncontrolled when printed", fmt.Sprintf("Page %d of ", n+1))
		}
	}
}

// TestPaperOfAll prints the whole manual: each page names the document that stands on it.
func TestPaperOfAll(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	pdftotext := program(t, "pdftotext")
	b := browser.Open(t, nil)
	b.Open(l.url("print.html"))
	paper := read(t, pdftotext, b.Print())
	heads := 0
	for n, text := range paper {
		expect(t, fmt.Sprintf("page %d", n+1), text, "Uncontrolled when printed", fmt.Sprintf("Page %d of %d", n+1, len(paper)))
		if strings.Contains(text, "· Revision ") {
			heads++
		}
	}
	documents := strings.Count(string(l.files["print.html"]), `<article class="sheet"`)
	if documents < 50 || heads < documents || len(paper)-heads > 4 {
		t.Errorf("%d documents on %d pages, %d of which name one", documents, len(paper), heads)
	}
	t.Logf("%d documents on %d pages", documents, len(paper))
}

// TestPaperOfPart prints one of the pages of a section that is cut. Its pages are counted by themselves.
func TestPaperOfPart(t *testing.T) {
	t.Parallel()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	l := lay(t, many(t, largeManual))
	pdftotext := program(t, "pdftotext")
	b := browser.Open(t, nil)
	b.Open(l.url("print/s0~2.html"))
	paper := read(t, pdftotext, b.Print())
	documents := strings.Count(string(l.files["print/s0~2.html"]), `<article class="sheet"`)
	if documents < 200 || len(paper) < documents {
		t.Errorf("%d documents on %d pages", documents, len(paper))
	}
	for n, text := range paper {
		expect(t, fmt.Sprintf("page %d", n+1), text, "Uncontrolled when printed", fmt.Sprintf("Page %d of %d", n+1, len(paper)))
		if n >= len(paper)-documents {
			expect(t, fmt.Sprintf("page %d", n+1), text, "QP-", "Revision 1")
		}
	}
	if contents := len(paper) - documents; contents > 7 {
		t.Errorf("%d pages of contents", contents)
	}
	expect(t, "the first page", paper[0], "S0, part 2 of 2", "Contents", "Uncontrolled when printed")
}

// TestPaperOfLongTable repeats the head of a table on each page, and opens what is folded.
func TestPaperOfLongTable(t *testing.T) {
	t.Parallel()
	pdftotext := program(t, "pdftotext")
	l := layExample(t)
	table := `<div class="table" role="region" tabindex="0" aria-label="Long"><table><thead><tr><th scope="col">Gauge number</th></tr></thead><tbody>` +
		strings.Repeat("<tr><td>A row</td></tr>", 150) + `</tbody></table></div><details><summary>Folded</summary><p>What was folded.</p></details></article>`
	page := bytes.Replace(l.files["documents/qp-08-04.html"], []byte("</article>"), []byte(table), 1)
	long := lay(t, map[string][]byte{"documents/long.html": page, "assets/style.css": l.files["assets/style.css"],
		"assets/custom.css": nil, "assets/document.js": l.files["assets/document.js"]})
	b := browser.Open(t, nil)
	b.Open(long.url(path.Join("documents", "long.html")))
	rows, folded := 0, false
	for n, text := range read(t, pdftotext, b.Print()) {
		if strings.Contains(text, "A row") {
			rows++
			expect(t, fmt.Sprintf("page %d", n+1), text, "Gauge number", "QP-08-04 · Revision")
		}
		folded = folded || strings.Contains(text, "What was folded.")
	}
	if rows < 3 || !folded {
		t.Errorf("rows on %d pages, what was folded is shown: %v", rows, folded)
	}
}

func expect(t *testing.T, where, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%s does not say %q:\n%s", where, part, text)
		}
	}
}

// read gives the text of each page of a PDF.
func read(t *testing.T, pdftotext string, pdf []byte) []string {
	t.Helper()
	convert := exec.Command(pdftotext, "-layout", "-", "-")
	convert.Stdin = bytes.NewReader(pdf)
	text, err := convert.Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	if len(pages) == 0 || strings.TrimSpace(pages[0]) == "" {
		t.Fatal("the PDF has no text")
	}
	return pages
}
