//go:build !race

package generator_test

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

const (
	options = `document.querySelectorAll("#cb\\:options > [role=option]")`
	finding = `document.getElementById("cb:find")`
	shown   = finding + `.getAttribute("aria-expanded") === "true" && ` + options + `.length > 0`
)

// TestResultsWhileTyping walks through the results below the field of the header, from a folder on disk.
func TestResultsWhileTyping(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	b.Resize(1280, 800)
	const page = "documents/qp-08-04.html"

	b.Open(l.url(page))
	for _, request := range b.Requests() {
		if strings.Contains(request, "search") {
			t.Errorf("%s is loaded before the field is used", request)
		}
	}
	b.Until(finding + `.getAttribute("role") === "combobox" && ` + finding + `.getAttribute("aria-expanded") === "false"`)
	b.Press("/")
	b.Press("calibrating")
	b.Until(shown + ` && ` + options + `.length <= 8`)
	b.Until(`document.querySelector("#cb\\:options mark") && ` + finding + `.getAttribute("aria-controls") === document.querySelector("[role=listbox]").id`)
	b.Until(`document.querySelector(".top [role=status]").textContent.includes("for “calibrating”")`)

	// Arrows go round, through the field.
	const active = `(` + finding + `.getAttribute("aria-activedescendant") || "none") + ":" + [...` + options + `].findIndex(o => o.ariaSelected === "true")`
	b.Press(kb.ArrowDown)
	b.Until(active + ` === "cb:option-0:0"`)
	b.Press(kb.ArrowDown + kb.ArrowUp + kb.ArrowUp)
	b.Until(active + ` === "none:-1"`)
	b.Press(kb.ArrowUp)
	b.Until(`+` + finding + `.getAttribute("aria-activedescendant").split("-")[1] === ` + options + `.length - 1`)
	b.Press(kb.Escape)
	b.Until(finding + `.getAttribute("aria-expanded") === "false" && ` + finding + `.value === "calibrating" && document.activeElement === ` + finding)
	b.Press(kb.ArrowDown)
	b.Until(shown)
	b.Eval(finding + `.blur()`)
	b.Until(`document.getElementById("cb:options").hidden`)

	// Enter goes to the result that is chosen, to an id or clause, or to the search page.
	for _, enter := range []struct{ keys, to string }{
		{"supplier evaluation" + kb.ArrowDown, "/documents/qf-01.html"},
		{"qp 07 15" + kb.Enter, "/documents/qp-07-15.html"},
		{"QP-07-15" + kb.Enter, "/documents/qp-07-15.html"},
		{"8.4.1" + kb.Enter, "/clauses/8.4.1.html"},
		{"clause 8.4.1" + kb.Enter, "/clauses/8.4.1.html"},
		{"supplier" + kb.Enter, "/search.html"},
	} {
		for _, from := range []string{page, "coverage.html"} {
			b.Open(l.url(from))
			b.Strike('k', input.ModifierCtrl)
			if keys, down := strings.CutSuffix(enter.keys, kb.ArrowDown); down {
				b.Press(keys)
				b.Until(shown)
				b.Press(kb.ArrowDown + kb.Enter)
			} else {
				b.Press(enter.keys)
			}
			b.Until(`location.pathname.endsWith("` + enter.to + `")`)
		}
	}

	// A click does so, too, and neither key scrolls.
	b.Open(l.url(page))
	b.Eval(`scrollTo(0, 1000)`)
	b.Press("/")
	b.Press("machine")
	b.Until(shown + ` && scrollY === 1000 && ` + finding + `.getBoundingClientRect().top >= 0`)
	b.Run(chromedp.Click(`#cb\:option-0`, chromedp.ByQuery))
	b.Until(`!location.pathname.endsWith("` + page + `")`)
	b.Quiet()
}

// TestSearchShiftsNothing opens the search page with a query: what is there stays where it is.
func TestSearchShiftsNothing(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	for _, width := range []int64{1280, 390} {
		b.Resize(width, 844)
		b.Open(l.url("search.html"))
		for _, address := range []string{"search.html#q=supplier+evaluation", "search.html?q=calibration", "search.html?q=zzzz"} {
			b.Open("about:blank")
			b.Open(l.url(address))
			b.Until(counted + ` !== ""`)
			var shift float64
			b.Await(`new Promise(done => { let sum = 0; window.moved = []; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) { sum += e.value; moved.push(...e.sources.map(s => s.node?.className || s.node?.nodeName)); } })
				.observe({ type: "layout-shift", buffered: true }); setTimeout(() => done(sum), 400); })`, &shift)
			if shift > 0.05 {
				t.Errorf("%s, %d px: the page shifts by %.3f: %s", address, width, shift, b.Eval(`moved.join(" ")`))
			}
			t.Logf("%s, %d px: %.4f", address, width, shift)
		}
	}
	b.Quiet()
}

// TestResultsInAxe looks at results, in the header and on the search page.
func TestResultsInAxe(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	axe, err := os.ReadFile(tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := browser.Open(t, nil)
	for _, width := range []int64{1280, 320} {
		b.Resize(width, 900)
		for _, scheme := range []string{"light", "dark"} {
			b.Prefer(scheme)
			for _, name := range []string{"documents/qp-08-04.html", "search.html#q=supplier"} {
				b.Open("about:blank")
				b.Open(l.url(name))
				if strings.HasPrefix(name, "documents") {
					b.Press("/")
					b.Press("machine")
					b.Until(shown)
					b.Press(kb.ArrowDown)
					// What lies to the left of a page cannot even be scrolled to.
					b.Until(`(({left, right}) => left >= 0 && right <= document.documentElement.clientWidth)(document.getElementById("cb:options").getBoundingClientRect())`)
				} else {
					b.Until(answered + ` && !!document.querySelector(".excerpt mark")`)
				}
				b.Await(string(axe)+"; 0", new(int))
				var violations []struct {
					ID, Help string
					Nodes    []struct{ HTML, FailureSummary string }
				}
				b.Await("axe.run("+wcag+").then(r => r.violations)", &violations)
				for _, v := range violations {
					t.Errorf("%s, %s, %d px: %s: %s\n%s\n%s", name, scheme, width, v.ID, v.Help, v.Nodes[0].HTML, v.Nodes[0].FailureSummary)
				}
				if over := b.Eval("(scrollTo(9999, 0), scrollX)"); over != "0" {
					t.Errorf("%s: the page scrolls sideways on a screen of %d px, by %s", name, width, over)
				}
			}
		}
	}
	b.Quiet()
}
