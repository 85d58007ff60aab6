//go:build !race

package generator_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// asList tells whether the matrix is shown as a list: its head is not there, and a mark shows its document.
const asList = `(getComputedStyle(document.querySelector("#cb\\:table thead")).display === "none" && document.querySelector("#cb\\:table tbody td a").offsetWidth > 40)`

// TestMatrixViews switches between grid and list. A phone begins with the list, and the address keeps the
// view that was chosen.
func TestMatrixViews(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	b.Resize(1280, 800)
	b.Open(l.url("coverage.html"))
	b.Until(counted + ` !== ""`)
	b.Until(`!` + asList + ` && document.querySelector(".matrix").getBoundingClientRect().top < 500`)
	b.Run(chromedp.Click("#cb\\:list", chromedp.ByQuery))
	b.Until(asList + ` && location.hash === "#view=list"`)
	b.Eval(`location.reload()`)
	b.Until(asList + ` && document.getElementById("cb:list").checked`)
	// What is open says why; a mark says section and revision.
	for _, want := range []string{"no document claims it", "QP-08-04, Evaluation, rev. 4"} {
		b.Until(`document.getElementById("cb:table").innerText.includes("` + want + `")`)
	}
	b.Resize(390, 800)
	b.Open(l.url("coverage.html?phone"))
	b.Until(counted + ` !== "" && ` + asList)
	b.Run(chromedp.Click("#cb\\:grid", chromedp.ByQuery))
	b.Until(`!` + asList + ` && location.hash === "#view=grid"`)
	b.Quiet()
}

// TestMatrixViewsWithoutScript: the switch is part of the page and works by the style sheet.
func TestMatrixViewsWithoutScript(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	b.Run(emulation.SetScriptExecutionDisabled(true))
	b.Resize(1280, 800)
	b.Open(l.url("coverage.html"))
	b.Until(`!` + asList + ` && document.getElementById("cb:filter").hidden`)
	b.Run(chromedp.Click("#cb\\:list", chromedp.ByQuery))
	b.Until(asList)
}

// TestMatrixFilterText finds clauses by ids and titles of documents, and says when none fits.
func TestMatrixFilterText(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	b.Open(l.url("coverage.html"))
	const shown = `[...document.querySelectorAll("#cb\\:table tbody tr[data-state]:not([hidden])")].map(r => r.cells[0].innerText.split(" ")[0]).join(" ")`
	for query, want := range map[string]string{"evaluation%20and%20control%20of%20suppliers": "8.4.1 8.4.2", "qp-08-04": "8.4.1 8.4.2"} {
		b.Eval(`location.hash = "text=` + query + `"`)
		b.Until(shown + ` === "` + want + `"`)
	}
	b.Eval(`location.hash = "text=nothing+has+this"`)
	b.Until(shown + ` === "" && ` + counted + `.startsWith("No clause fits")`)
	// Each piece of the strip leads to as many clauses as it says.
	b.Eval(`document.querySelector('.strip a[href*="chapter=8&state=covered"]').click()`)
	b.Until(counted + `.startsWith(document.querySelector('.strip a[href*="chapter=8&state=covered"] [aria-hidden]').textContent.split(" ")[0] + " of ")`)
	b.Quiet()
}

// TestMatrixOnPaper prints the list, whatever is on the screen.
func TestMatrixOnPaper(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	pdftotext := program(t, "pdftotext")
	b := browser.Open(t, nil)
	b.Resize(1280, 800)
	b.Open(l.url("coverage.html"))
	b.Until(counted + ` !== ""`)
	paper := strings.Join(strings.Fields(strings.Join(read(t, pdftotext, b.Print()), " ")), " ")
	expect(t, "the paper", paper, "QP-08-04, Evaluation, rev. 4", "no document claims it")
}

// TestLook chooses the colours of pages, and another page has them from the beginning.
func TestLook(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	b.Prefer("light")
	const paper = `getComputedStyle(document.documentElement).backgroundColor`
	b.Open(l.url("index.html"))
	light := b.Eval(paper)
	for _, want := range []string{"Colours: light", "Colours: dark"} {
		b.Run(chromedp.Click("#cb\\:look", chromedp.ByQuery))
		b.Until(`document.getElementById("cb:look").ariaLabel === "` + want + `"`)
	}
	b.Until(paper + ` !== "` + light + `"`)
	for _, page := range []string{"coverage.html", "search.html", "documents/qp-08-04.html"} {
		b.Open(l.url(page))
		b.Until(paper + ` !== "` + light + `" && document.getElementById("cb:look").ariaLabel === "Colours: dark"`)
	}
	b.Run(chromedp.Click("#cb\\:look", chromedp.ByQuery))
	b.Until(paper + ` === "` + light + `" && document.getElementById("cb:look").ariaLabel === "Colours: same as the system"`)
	b.Quiet()
}
