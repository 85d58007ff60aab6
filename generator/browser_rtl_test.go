//go:build !race

package generator_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

// arabic is a manual that is written from right to left.
func arabic(t *testing.T) map[string][]byte {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/arabic.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range archive.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
	if err != nil || r.Errors() > 0 {
		t.Fatal(err, r.Findings)
	}
	return pages(t, r)
}

// TestRightToLeft looks at a manual in Arabic: what people wrote has its own direction, pages do not scroll sideways, and
// nothing overlaps the frame.
func TestRightToLeft(t *testing.T) {
	t.Parallel()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	axe, err := os.ReadFile(tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	l := lay(t, arabic(t))
	b := browser.Open(t, nil)
	for _, name := range []string{"index.html", "documents/qp-08-04.html", "documents/qp-08-05.html", "documents/index.html", "coverage.html", "clauses/8.4.1.html", "print.html"} {
		l.look(t, b, name, string(axe))
	}
	b.Resize(1280, 900)
	const direction = `(s => getComputedStyle(document.querySelector(s)).direction)`
	const side = `(s => { const r = document.createRange(); r.selectNodeContents(document.querySelector(s)); const t = r.getBoundingClientRect(), m = document.querySelector("main").getBoundingClientRect();
		return t.left - m.left > m.right - t.right ? "right" : "left" })`
	for _, c := range []struct{ page, code, want string }{
		{"documents/qp-08-04.html", direction + `("h1")`, "rtl"},
		{"documents/qp-08-04.html", direction + `(".body")`, "rtl"},
		{"documents/qp-08-04.html", direction + `(".body pre")`, "ltr"},
		{"documents/qp-08-04.html", side + `(".body h2 ~ p:nth-of-type(1)")`, "right"},
		{"documents/qp-08-05.html", direction + `("h1")`, "ltr"},
		{"documents/qp-08-05.html", direction + `(".body ul")`, "ltr"},
		{"documents/qp-08-05.html", side + `(".body h2")`, "left"},
		// A title in English does not move its column, and the number of a clause comes before its title.
		{"documents/index.html", `new Set([...document.querySelectorAll("table.list td:nth-child(2) bdi")].map(e => Math.round(e.getBoundingClientRect().right))).size + ""`, "1"},
		{"documents/index.html", `getComputedStyle([...document.querySelectorAll("table.list td:nth-child(2) bdi")][1]).direction`, "ltr"},
		{"coverage.html", `((a, r) => { r.setStart(a.firstChild, 0); r.setEnd(a.firstChild, 1); return r.getBoundingClientRect().left < a.getBoundingClientRect().left + a.getBoundingClientRect().width / 2 })(document.querySelector(".matrix tbody .h th a"), document.createRange()) + ""`, "true"},
		{"documents/qp-08-04.html", direction + `('.claims a[lang="en"]')`, "ltr"},
	} {
		b.Open(l.url(c.page))
		if got := b.Eval(c.code); got != c.want {
			t.Errorf("%s: %s: %s, expected %s", c.page, c.code, got, c.want)
		}
	}
	b.Quiet()
}

// TestDirections: what people wrote says on the page that it has a direction of its own, in every language.
func TestDirections(t *testing.T) {
	for name, want := range map[string][]string{
		"documents/qp-08-04.html": {`<html lang="ar" dir="rtl"`, `<h1 dir="auto">`, `<div class="body" dir="auto">`, `<p class="lead" dir="auto">`, `<dd dir="auto">مدير المشتريات</dd>`, `<bdi>قائمة الموردين</bdi>`},
		"documents/index.html":    {`<bdi>Purchase orders (English)</bdi>`, `<bdi>Purchasing Manager</bdi>`},
		"index.html":              {`<h1 dir="auto">`, `<div class="body" dir="auto">`},
		"scope.html":              {`<div class="body statement" dir="auto">`},
	} {
		page := string(arabic(t)[name])
		for _, part := range want {
			if !strings.Contains(page, part) {
				t.Errorf("%s does not have %s", name, part)
			}
		}
	}
}
