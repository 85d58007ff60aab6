//go:build !race

package generator_test

import (
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// TestListsInBrowser sorts and narrows the lists. In force only is what they begin with.
func TestListsInBrowser(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	const shown = `[...document.querySelectorAll(".cards tbody tr:not([hidden], .group)")]`
	is := func(what, expression, want string) {
		t.Helper()
		if got := b.Eval(expression); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	for _, name := range []string{"documents/index.html", "records.html", "reviews.html", "changes.html", "sections/purchasing.html"} {
		b.Open(l.url(name))
		b.Until(`document.querySelector(".narrow input") !== null`)
		is(name+", heads without a button", `document.querySelectorAll(".cards thead th:not(:has(> button.sort))").length`, "0")
		b.Eval(`document.querySelector(".cards thead th:nth-child(2) button").click()`)
		is(name+", sorted", `document.querySelector(".cards th:nth-child(2)").ariaSort`, `ascending`)
		if l.rows(name) {
			is(name+", order", shown+`.map(r => r.cells[1].querySelector("time")?.dateTime ?? r.cells[1].textContent.trim()).filter(Boolean).every((x, i, all) => !i || new Intl.Collator("en", { numeric: true }).compare(all[i - 1], x) <= 0)`, "true")
		}
		for range 2 {
			b.Eval(`document.querySelector(".cards thead th:nth-child(2) button").click()`)
		}
		is(name+", as before", `String(document.querySelector(".cards th:nth-child(2)").ariaSort)`, "null")
	}
	b.Open(l.url("documents/index.html"))
	b.Until(`document.querySelector(".narrow input") !== null`)
	is("in force only", shown+`.some(r => r.dataset.status !== "approved")`, "false")
	b.Eval(`document.getElementById("cb:narrow-in-force").click()`)
	is("all", shown+`.some(r => r.dataset.status === "obsolete")`, "true")
	b.Open(l.url("documents/index.html#owner=Purchasing+Manager&text=suppl"))
	b.Until(`document.querySelector(".narrow input")?.value === "suppl"`)
	is("owner and text", shown+`.length > 0 && `+shown+`.every(r => r.textContent.includes("Purchasing Manager") && /suppl/i.test(r.textContent))`, "true")
	b.Quiet()
}

// rows reports whether a page has one table of rows, so that all of them are in one order.
func (l *laid) rows(name string) bool { return name != "changes.html" }
