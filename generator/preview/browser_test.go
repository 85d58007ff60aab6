package preview

import (
	"net"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

const (
	// shadow is the panel's own tree.
	shadow    = `document.querySelector("clausebook-preview")?.shadowRoot`
	panelText = `(` + shadow + `?.textContent ?? "no panel")`
	// ready is true once the page has been greeted.
	ready = `document.querySelector("clausebook-preview")?.dataset.state === "good"`
	open  = shadow + `.querySelector(".panel").hidden === false`
	shut  = shadow + `.querySelector(".panel").hidden === true`
)

func holds(text string) string { return "document.body.innerText.includes(" + quote(text) + ")" }

func panelHas(text string) string { return panelText + ".includes(" + quote(text) + ")" }

func quote(text string) string { return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"` }

// chromium opens a browser in which it is not a fault that the server is away for a while.
func chromium(t *testing.T) *browser.Tab {
	b := browser.Open(t, func(text, url string) bool {
		return strings.Contains(text, "net::ERR_") && strings.Contains(url, ownFolder+"events")
	})
	b.Explain = panelText
	return b
}

// TestBrowser is an author's hour at the desk.
func TestBrowser(t *testing.T) {
	r := start(t, writeArchive(t, small))
	b := chromium(t)
	r.edit("documents/qp-01.md", "The first text", strings.Repeat("A line of text.\n\n", 200)+"The first text")
	r.shows("documents/qp-01.html", "A line of text.")
	b.Open(r.url + "documents/qp-01.html")
	b.Until(ready)

	// A save shows, and the page stays where it was scrolled to.
	b.Eval("scrollTo(0, 900)")
	b.Eval("window.mark = 1")
	r.edit("documents/qp-01.md", "The first text", "The second try")
	b.Until(holds("The second try") + " && window.mark === undefined")
	b.Until(ready + " && Math.abs(scrollY - 900) < 2")

	// A save that this page does not show leaves it alone.
	b.Eval("window.mark = 1")
	r.edit("documents/shop/wi-02.md", "A draft", "Another draft")
	r.shows("documents/wi-02.html", "Another draft")

	// A style sheet is exchanged without loading the page again.
	r.write("theme/assets/custom.css", "body { outline: 7px solid rgb(1, 2, 3) }")
	b.Until(`getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)"`)
	r.write("theme/assets/custom.css", "body { outline: 7px solid rgb(4, 5, 6) }")
	b.Until(`getComputedStyle(document.body).outlineColor === "rgb(4, 5, 6)" && window.mark === 1`)
	b.Until(`document.querySelectorAll('link[rel="stylesheet"][href*="custom.css"]').length === 1`)

	// An error: the old page stays, and the panel says what is wrong and where.
	good := r.read("documents/qp-01.md")
	r.write("documents/qp-01.md", strings.Replace(good, "status: approved", "status: <img src=x>", 1))
	b.Until(panelHas("documents/qp-01.md:5:9: error: <img src=x> is not a valid status") + " && " + panelHas("In this document") + " && " + open)
	b.Until(holds("The second try") + " && window.mark === 1")
	b.Until(`document.querySelector("clausebook-preview").dataset.state === "stale"`)
	b.Until(`document.querySelector("clausebook-preview").shadowRoot.querySelector("img") === null`)

	// Loading the page by hand shows the same.
	b.Open(r.url + "documents/qp-01.html")
	b.Until(panelHas("documents/qp-01.md:5:9: error: <img src=x> is not a valid status") + " && " + holds("The second try"))

	// Fixed: the panel goes by itself.
	r.write("documents/qp-01.md", strings.Replace(good, "second try", "third try", 1))
	b.Until(holds("The third try") + " && " + ready + " && " + shut)

	// A warning: the badge says what this save changed, not how much there is in all.
	badge := shadow + `.querySelector(".badge").textContent`
	r.edit("documents/shop/wi-01.md", "title: Second", "title: Second\ncolour: red")
	b.Until(badge + `.startsWith("1 new elsewhere: unknown field colour")`)
	r.edit("documents/qp-01.md", "title: First", "title: First\ncolour: red")
	b.Until(badge + `.startsWith("1 new here: unknown field colour") && ` + shut)
	b.Until(panelHas("New after the last save") + " && " + panelHas("2 warnings"))
	r.edit("documents/qp-01.md", "title: First\ncolour: red", "title: First")
	b.Until(badge + ` === "1 fixed" && ` + panelHas("Fixed by the last save") + " && " + shut)
	r.edit("documents/qp-01.md", "third try", "third text")
	b.Until(badge + ` === "Preview"`)
	r.edit("documents/shop/wi-01.md", "title: Second\ncolour: red", "title: Second")
	r.edit("documents/qp-01.md", "third text", "third try")
	b.Until(holds("third try"))

	// The panel shows the change of coverage, and opens and closes by keyboard.
	r.edit("documents/qp-01.md", "clauses: [4.1.1]", "clauses: [4.1.1, 4.5.1]")
	b.Until(ready + " && " + panelHas("4.5.1: gap → covered") + " && " + shut)
	b.Eval(shadow + `.querySelector(".badge").focus()`)
	b.Press(kb.Enter)
	b.Until(open + ` && ` + shadow + `.querySelector(".badge").getAttribute("aria-expanded") === "true"`)
	b.Press(kb.Escape)
	b.Until(shut + ` && ` + shadow + `.activeElement === ` + shadow + `.querySelector(".badge")`)

	// The document gets another address, and the page goes there.
	r.edit("documents/qp-01.md", "id: QP-01", "id: QP-77")
	b.Until(`location.pathname === "/documents/qp-77.html" && ` + ready)

	// It is deleted: the page stays and says so, until it comes back.
	text := r.read("documents/qp-01.md")
	r.must(os.Remove(r.at("documents/qp-01.md")))
	b.Until(panelHas("This page is no longer in the site.") + " && " + holds("The third try"))
	r.write("documents/qp-01.md", strings.Replace(text, "third try", "fourth try", 1))
	b.Until(holds("The fourth try"))
	b.Quiet()
}

// TestBrowserStart begins with a manual of which no site can be made.
func TestBrowserStart(t *testing.T) {
	r := start(t, writeArchive(t, strings.Replace(small, "title: First", "titel: First", 1)))
	b := chromium(t)
	b.Open(r.url + "documents/qp-01.html")
	b.Until(holds("There is no site yet") + " && " + holds("documents/qp-01.md:"))
	r.edit("documents/qp-01.md", "titel: First", "title: First")
	b.Until(holds("The first text") + " && " + ready)
	for _, text := range b.Troubles() {
		if !strings.Contains(text, "503") {
			t.Errorf("the console shows: %s", text)
		}
	}
}

// TestBrowserReconnects: the server ends and starts again. A page that is still right is left alone,
// one that is not is loaded again.
func TestBrowserReconnects(t *testing.T) {
	folder := writeArchive(t, small)
	r := start(t, folder)
	b := chromium(t)
	b.Open(r.url + "documents/qp-01.html")
	b.Until(ready)
	b.Eval("window.mark = 1")
	r.stop()
	again := startAt(t, folder, r.port)
	again.eventually(func() string {
		if len(again.hub.open()) == 0 {
			return "the browser did not come back"
		}
		return ""
	})
	b.Until("window.mark === 1 && " + ready)
	again.stop()
	r.edit("documents/qp-01.md", "first text", "text of the time between")
	startAt(t, folder, r.port)
	b.Until(holds("text of the time between") + " && window.mark === undefined")
	b.Quiet()
}

// startAt serves at a port that was ours before.
func startAt(t *testing.T, folder, port string) *running {
	t.Helper()
	l, err := Listen(net.JoinHostPort("127.0.0.1", port), true)
	if err != nil {
		t.Fatal(err)
	}
	return startOn(t, l, folder)
}
