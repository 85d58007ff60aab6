//go:build !race

package generator_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestFirstScreen: on a desk and on a phone the text of each document begins within the first screen, and a link to a
// heading shows the heading below the line with id, revision and status.
func TestFirstScreen(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	for _, screen := range []struct{ width, height int64 }{{1280, 800}, {390, 844}} {
		b.Resize(screen.width, screen.height)
		for _, name := range []string{"documents/qp-08-04.html", "documents/qp-08-55.html", "documents/qm-01.html", "documents/qp-07-14.html"} {
			b.Open(l.url(name))
			if begins := b.Eval(fmt.Sprintf(`document.querySelector(".body > :not(h2, h3)").getBoundingClientRect().top < %d - 40`, screen.height)); begins != "true" {
				t.Errorf("%s: on %d × %d the text begins below the first screen", name, screen.width, screen.height)
			}
			// On a phone, too, the breadcrumbs and the buttons of the tree and the outline share one row.
			if above := b.Eval(`document.querySelector("h1").getBoundingClientRect().top - document.querySelector(".frame").getBoundingClientRect().top < 100`); above != "true" {
				t.Errorf("%s: on %d × %d there are 100 px or more above the title", name, screen.width, screen.height)
			}
		}
		b.Open(l.url("documents/qp-08-04.html#evaluation"))
		b.Until(`scrollY > 0`)
		b.Until(`(line => line.top > -2 && line.top < 2 && document.getElementById("evaluation").getBoundingClientRect().top >= line.bottom)(document.querySelector(".control").getBoundingClientRect())`)
		if tall := b.Eval(`document.querySelector(".control").offsetHeight < 80`); tall != "true" {
			t.Errorf("on %d × %d the line takes more than 80 px", screen.width, screen.height)
		}
	}
	b.Quiet()
}

// TestDocumentScript: a focused link says what it leads to, Esc takes that away, a heading's link is in the tab order
// and can be copied, and the request for a change names the heading that is read.
func TestDocumentScript(t *testing.T) {
	t.Parallel()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	other := "---\nid: QP-2\ntitle: Second\nrevision: 7\nstatus: approved\nowner: O\nauthor: A\napprover: B\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n---\n\nText.\n"
	fsys := fstest.MapFS{
		"manual.yaml":      {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nedit_url: https://github.com/o/q/edit/main/{path}\n")},
		"documents/a b.md": {Data: []byte(requested + "\nSee QP-2.\n\n## Later\n\nMore.\n")},
		"documents/c.md":   {Data: []byte(other)},
	}
	r, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	l := lay(t, pages(t, r))
	b := browser.Open(t, nil)
	b.Open(l.url("documents/qp-1.html"))
	const link = `document.querySelector(".body a[href='../documents/qp-2.html']")`
	b.Eval(link + `.dispatchEvent(new FocusEvent("focusin", { bubbles: true }))`)
	b.Until(`!document.getElementById("cb:about").hidden`)
	if got := b.Eval(`document.getElementById("cb:about").innerText.replace(/\n/g, "|")`); got != "Second|Revision 7 · Approved" {
		t.Errorf("a link to a document says %q", got)
	}
	if got := b.Eval(link + `.getAttribute("aria-describedby")`); got != "cb:about" {
		t.Errorf("the link is described by %q", got)
	}
	b.Eval(`dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }))`)
	b.Until(`document.getElementById("cb:about").hidden`)
	if got := b.Eval(`[...document.querySelectorAll(".anchor")].every(a => a.tabIndex === 0 && a.ariaLabel.includes(a.parentElement.textContent) && !a.ariaHidden)`); got != "true" {
		t.Error("the links at headings cannot be reached with the keyboard")
	}
	b.Eval(`document.querySelector("#later .anchor").click()`)
	b.Until(`document.querySelector("[role=status].hush").textContent !== "" && location.hash === "#later"`)
	b.Eval(`document.getElementById("cb:change").dispatchEvent(new PointerEvent("pointerdown"))`)
	if got := b.Eval(`new URL(document.getElementById("cb:change").href).searchParams.get("body").split("\n").at(-1)`); got != "Section: Later #later" {
		t.Errorf("the request names %q", got)
	}
	b.Quiet()
}
