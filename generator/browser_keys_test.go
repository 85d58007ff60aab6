//go:build !race

package generator_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// maxTabs is how many stops of a page are walked. Beyond that a page repeats itself.
const maxTabs = 120

// stop is where the focus stands: null where it left the page.
const stop = `JSON.stringify((() => {
	const e = document.activeElement;
	if (!e || e === document.body) return null;
	const r = e.getBoundingClientRect(), s = getComputedStyle(e);
	// In view and not behind something: any of some points of what of its boxes is on the screen.
	const part = (from, to, end, share) => { const a = Math.max(from, 0), z = Math.min(to, end); return z > a ? a + (z - a) * share : -1; };
	const shares = [0.1, 0.5, 0.9];
	const free = [...e.getClientRects()].some(b => shares.some(x => shares.some(y => e.contains(document.elementFromPoint(
		part(b.left, b.right, innerWidth, x), part(b.top, b.bottom, innerHeight, y))))));
	const inText = s.display === "inline" && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.data.trim());
	window.stops ??= new Map();
	if (!window.stops.has(e)) window.stops.set(e, window.stops.size);
	return { n: window.stops.get(e), what: e.outerHTML.slice(0, 160), free, inText,
		shown: s.visibility === "visible" && s.opacity !== "0" && e.matches(":focus-visible"),
		ring: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1, width: r.width, height: r.height };
})())`

type focus struct {
	N                         int
	What                      string
	Free, Shown, Ring, InText bool
	Width, Height             float64
}

// TestTabWalk goes through a page of each kind with the Tab key. Each stop is in view, has a ring and
// is at least 24 pixels high and wide (a link in a sentence need not be), and none holds the focus.
func TestTabWalk(t *testing.T) {
	t.Parallel()
	l := layWhole(t)
	b := browser.Open(t, nil)
	for _, name := range l.kinds(t) {
		for _, width := range []int64{1280, 320} {
			b.Resize(width, 700)
			b.Open(l.url(name))
			seen := walk(t, b, fmt.Sprintf("%s at %d px", name, width))
			if seen < 8 {
				t.Errorf("%s at %d px: only %d stops", name, width, seen)
			}
		}
	}
	b.Quiet()
}

func walk(t *testing.T, b *browser.Tab, page string) int {
	t.Helper()
	last := -1
	for n := range maxTabs {
		b.Press(kb.Tab)
		var at *focus
		if err := json.Unmarshal([]byte(b.Eval(stop)), &at); err != nil {
			t.Fatal(err)
		}
		switch {
		case at == nil || at.N < last:
			return n
		case at.N == last:
			t.Errorf("%s: the focus is held by %s", page, at.What)
			return n
		}
		last = at.N
		if fault := at.fault(); fault != "" {
			t.Errorf("%s: the focus is %s: %s", page, fault, at.What)
		}
	}
	return maxTabs
}

func (f *focus) fault() string {
	switch {
	case !f.Free:
		return "out of view or behind something"
	case !f.Shown || !f.Ring:
		return "not shown"
	case !f.InText && (f.Width < 23.9 || f.Height < 23.9):
		return fmt.Sprintf("on %.0f × %.0f px", f.Width, f.Height)
	}
	return ""
}
