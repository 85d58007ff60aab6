//go:build !race

package generator_test

import (
	"fmt"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

const (
	counted  = `document.getElementById("cb:count").textContent`
	field    = `document.getElementById("cb:q")`
	result   = `document.querySelectorAll("#cb\\:results > li > a")`
	answered = result + `.length > 0`
)

// maxFirst is the time in milliseconds from the first key to the first result; machines are noisy,
// so four times as much fails.
const maxFirst = 100

// TestSearchFromFile looks for something as a reader does, in a folder on disk.
func TestSearchFromFile(t *testing.T) {
	l := layExample(t)
	b := browser.Open(t, nil)

	// From any page: / or Ctrl+K, the words, Enter.
	b.Open(l.url("documents/qp-08-04.html"))
	b.Press("/")
	b.Until(`document.activeElement.id === "cb:find" && document.activeElement.value === ""`)
	b.Press("inspection" + kb.Enter)
	b.Until(`location.pathname.endsWith("/search.html") && ` + answered)
	b.Until(`document.activeElement === ` + field + ` && ` + field + `.value === "inspection"`)

	// Typed keys: results, announced, in the address.
	b.Open(l.url("search.html"))
	b.Eval(`(window.began = 0, window.first = 0,
		` + field + `.addEventListener("input", () => { window.began ||= performance.now() }, { capture: true }),
		new MutationObserver(() => { window.first ||= performance.now() }).observe(document.getElementById("cb:results"), { childList: true }))`)
	b.Run(chromedp.Focus("#cb\\:q", chromedp.ByQuery))
	b.Press("8.4.1")
	b.Until(answered)
	first, _ := strconv.ParseFloat(b.Eval("window.first - window.began"), 64)
	t.Logf("first result after %.1f ms, index of %d bytes, packed %d", first, len(l.files["assets/search-index.js"]), packed(l.files["assets/search-index.js"]))
	if first > 4*maxFirst {
		t.Errorf("the first result came after %.0f ms, the bar is %d", first, maxFirst)
	}
	b.Until(result + `[0].getAttribute("href") === "clauses/8.4.1.html" && ` + result + `[1].getAttribute("href") === "documents/qp-08-04.html"`)
	b.Until(counted + `.startsWith("2 pages for") && document.getElementById("cb:count").getAttribute("role") === "status"`)
	b.Until(`location.hash === "#q=8.4.1"`)

	// Arrow keys, Escape, Enter.
	b.Press(kb.ArrowDown)
	b.Until(`document.activeElement === ` + result + `[0]`)
	b.Press(kb.ArrowDown + kb.ArrowUp + kb.ArrowUp)
	b.Until(`document.activeElement === ` + field)
	b.Press(kb.ArrowDown + kb.Escape)
	b.Until(`document.activeElement === ` + field)
	b.Press(kb.Escape)
	b.Until(field + `.value === "" && location.hash === "" && !document.getElementById("cb:index").hidden`)
	b.Press("qp-08-04" + kb.Enter)
	b.Until(`document.activeElement === ` + result + `[0]`)
	b.Press(kb.Enter)
	b.Until(`location.pathname.endsWith("/documents/qp-08-04.html")`)

	// Back, and a link to a search; what is typed is shown as text.
	b.Eval("history.back()")
	b.Until(`location.hash === "#q=qp-08-04" && ` + answered)
	for _, address := range []string{"search.html?q=calibration", "search.html#q=calibration"} {
		b.Open("about:blank")
		b.Open(l.url(address))
		b.Until(answered + ` && ` + field + `.value === "calibration"`)
	}
	b.Open(l.url("search.html#q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E"))
	b.Until(counted + `.includes("<img src=x onerror=alert(1)>") && !document.querySelector("main img")`)
	b.Quiet()
}

// TestShortcut turns the single key off, which who dictates has to be able to.
func TestShortcut(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	press := func(page, field string) {
		t.Helper()
		b.Open(l.url(page))
		b.Press("/")
		b.Until(`(document.activeElement.id || "none") === "` + field + `"`)
	}
	press("index.html", "cb:find")
	press("coverage.html", "cb:find")
	press("search.html", "cb:q")
	b.Run(chromedp.Click("#cb\\:slash", chromedp.ByQuery))
	for _, page := range []string{"index.html", "coverage.html", "search.html"} {
		press(page, "none")
		b.Strike('k', input.ModifierCtrl)
		b.Until(`document.activeElement.type === "search"`)
	}
	b.Open(l.url("search.html"))
	b.Until(`!document.getElementById("cb:slash").checked`)
	b.Quiet()
}

// TestFiltersFromFile filters the matrix, and finds the same view again by its address.
func TestFiltersFromFile(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	const rows = `[...document.querySelectorAll("#cb\\:table tbody tr[data-state]:not([hidden])")].map(r => r.cells[0].innerText.split(" ")[0]).join(" ")`
	const heads = `[...document.querySelectorAll("#cb\\:table thead tr:last-child th:not([hidden])")].slice(2).map(h => h.textContent).join(" ")`
	// widths are the numbers of columns that the rows shown come to.
	const widths = `[...new Set([...document.querySelectorAll("#cb\\:table tr:not([hidden])")].map(r =>
		[...r.cells].reduce((n, c) => n + (c.hidden ? 0 : c.colSpan), 0)))].join(" ")`
	b.Open(l.url("coverage.html"))
	b.Until(`!document.getElementById("cb:filter").hidden && ` + counted + `.startsWith("All ")`)
	b.Run(chromedp.SetValue("#cb\\:state", "gap", chromedp.ByQuery))
	b.Eval(`document.getElementById("cb:state").dispatchEvent(new Event("input", { bubbles: true }))`)
	b.Until(rows + ` === "7.1.6 8.5.5" && location.hash === "#state=gap" && ` + counted + `.startsWith("2 of ")`)
	b.Run(chromedp.Focus("#cb\\:text", chromedp.ByQuery))
	b.Press("knowledge")
	b.Until(rows + ` === "7.1.6" && location.hash === "#state=gap&text=knowledge"`)
	b.Eval(`location.reload()`)
	b.Until(rows + ` === "7.1.6" && document.getElementById("cb:text").value === "knowledge"`)
	b.Eval(`location.hash = "chapter=10"`)
	b.Until(rows + ` === "10.1 10.2.1 10.2.2 10.3"`)
	b.Until(heads + ` === "QP-10-01 QP-10-02 QP-10-03" && ` + widths + ` === "5"`)
	b.Eval(`document.querySelector("#cb\\:filter button").click()`)
	b.Until(counted + `.startsWith("All ") && ` + heads + `.split(" ").length > 40 && ` + widths + ` === String(2 + ` + heads + `.split(" ").length)`)
	b.Quiet()
}

// TestBeam points at places of the matrix, those too that have no cell of their own, and moves the
// focus to a mark: the column is lit.
func TestBeam(t *testing.T) {
	l := layExample(t)
	b := browser.Open(t, nil)
	b.Resize(1280, 900)
	b.Open(l.url("coverage.html"))
	b.Until(counted + ` !== ""`)
	// lit are the columns whose beam is drawn, by where it stands.
	const lit = `[...document.querySelectorAll("#cb\\:table :is(th, td)")].filter(d => ["::before", "::after"].some(p =>
		getComputedStyle(d, p).content === '""' && getComputedStyle(d, p).position === "absolute")).map(d => Math.round(d.getBoundingClientRect().left)).join(" ")`
	b.Eval(`document.querySelector(".matrix").scrollIntoView()`)
	for _, head := range []string{"QP-10-02", "WI-07-01", "QM-03"} {
		var at struct{ X, Y, Left float64 }
		b.Await(`(() => { const h = [...document.querySelectorAll("thead th")].find(h => h.textContent === "`+head+`").getBoundingClientRect();
			return { X: h.left + 5, Y: h.bottom + 60, Left: Math.round(h.left) }; })()`, &at)
		b.Run(input.DispatchMouseEvent(input.MouseMoved, at.X, at.Y))
		b.Until(lit + fmt.Sprintf(` === "%.0f"`, at.Left))
	}
	b.Run(input.DispatchMouseEvent(input.MouseMoved, 5, 5))
	b.Until(lit + ` === ""`)
	b.Run(chromedp.Focus(`#cb\:table tbody a[href="documents/qp-08-04.html#evaluation"]`, chromedp.ByQuery))
	b.Until(lit + ` === String(Math.round(document.activeElement.parentElement.getBoundingClientRect().left))`)
	b.Quiet()
}

// TestScripts holds what each page loads before search is opened under its bar.
func TestScripts(t *testing.T) {
	l := layExample(t)
	scripts := 0
	for name, data := range l.files {
		if !strings.HasSuffix(name, ".html") || name == "search.html" || strings.HasPrefix(name, "az/") {
			continue
		}
		total := 0
		for n := range nodes(t, name, data) {
			if src := attribute(n, "src"); n.Data == "script" && src != "" {
				total += len(l.files["assets/"+path.Base(src)])
			}
		}
		if scripts += total; total > 20_000 {
			t.Errorf("%s loads %d bytes of script", name, total)
		}
	}
	if keys := len(l.files["assets/keys.js"]); scripts == 0 || keys > 2500 {
		t.Errorf("%d bytes of script, %d on most pages", scripts, keys)
	}
}
