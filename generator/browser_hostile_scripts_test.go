//go:build !race

package generator_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// typed puts a text into a field, as a reader does.
const typed = `((id, text) => { const field = document.getElementById(id); if (!field) return "no field"; field.focus(); field.dispatchEvent(new Event("focus")); field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); return field.id; })`

// inherited are names that an object of JavaScript has without being given them.
var inherited = []string{"__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"}

// TestHostileScripts uses what the scripts of the pages make of texts: results of a search, lists that are narrowed, the box
// about a linked document, filters of the matrix. Vectors stay text there too, without the policy that would stop them.
func TestHostileScripts(t *testing.T) {
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	files := maps.Clone(hostileSites(t, false)[0])
	for name, page := range files {
		if strings.HasSuffix(name, ".html") {
			files[name] = policy.ReplaceAll(page, nil)
		}
	}
	l, b := lay(t, files), browser.Open(t, nil)
	unharmed := func(doing string) {
		t.Helper()
		if got := b.Eval(tripped + "(window)"); got != "undefined" {
			t.Errorf("%s: %s", doing, got)
		}
	}
	use := func(page, id string, texts []string) {
		t.Helper()
		b.Open(l.url(page))
		for _, text := range texts {
			quoted, err := json.Marshal(text)
			if err != nil {
				t.Fatal(err)
			}
			if got := b.Eval(fmt.Sprintf("%s(%q, %s)", typed, id, quoted)); got != id {
				t.Fatalf("%s: %s", page, got)
			}
			unharmed(page + " with " + text)
		}
	}
	texts := slices.Concat(vectors, inherited)
	use("search.html", "cb:q", texts)
	b.Eval(typed + `("cb:q", "script")`)
	b.Until(`document.querySelectorAll("#cb\\:results li").length > 3`)
	unharmed("results of a search")
	use("documents/index.html", "cb:narrow-text", texts)
	use("documents/a-1.html", "cb:find", texts)
	b.Eval(typed + `("cb:find", "script")`)
	b.Until(`document.querySelectorAll("#cb\\:options li").length > 3`)
	unharmed("options below the field")

	// The box about a document that is linked has its title as text. It shows for every link of a document with links.
	shown := 0
	for name, page := range files {
		if !strings.HasPrefix(name, "documents/a-") || !strings.Contains(string(page), "data-about") {
			continue
		}
		b.Open(l.url(name))
		var boxes, elements int
		if _, err := fmt.Sscan(b.Eval(`(() => { let boxes = 0, elements = 0; for (const link of document.querySelectorAll("article a[href]")) {
			link.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
			const box = document.getElementById("cb:about");
			boxes += !box.hidden;
			elements += box.querySelectorAll(":not(b, span)").length;
		} return boxes + " " + elements; })()`), &boxes, &elements); err != nil || elements > 0 {
			t.Errorf("%s: %d elements in %d boxes about a document, %v", name, elements, boxes, err)
		}
		shown += boxes
		unharmed(name)
	}
	if shown == 0 {
		t.Error("no document shows a box about another")
	}

	// Notes of an audit that somebody sent.
	b.Open(l.url("audit.html"))
	manual := b.Eval(`document.getElementById("cb:audit").dataset.manual`)
	for _, notes := range hostileNotes() {
		file, err := json.Marshal(map[string]any{"clausebook": "clausebook audit notes 1", "manual": manual, "audit": notes[0], "notes": json.RawMessage(notes[1])})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(string(file))
		if err != nil {
			t.Fatal(err)
		}
		b.Eval(`(document.getElementById("cb:audit-status").textContent = "")`)
		b.Eval(importing + "(" + string(text) + ")")
		b.Until(told + ` !== ""`)
		unharmed(string(file))
		if got := b.Eval(`[{}.evidence, {}.finding, document.querySelector("main :is(b, i)[onclick]"), Object.keys(Object.prototype).length].join()`); got != ",,,0" {
			t.Errorf("%s: %s", file, got)
		}
	}
	b.Quiet()
}

// hostileNotes are names of audits with notes in JSON.
func hostileNotes() [][2]string {
	list := [][2]string{{"A", `[]`}, {"A", `[null, {"evidence": "x"}]`}, {"A", `{"4.1": null, "4.2": [], "4.3": "x", "4.4": 1}`}, {"A", `{"4.1": {"evidence": {}, "finding": []}}`},
		{"A", `{"4.1": {"evidence": "x", "finding": "toString"}, "4.2": {"finding": "__proto__"}}`}, {"A", `{"4.1": {"finding": "minor"}}`}, {"A", `{"4.1": {"finding": "<b onclick=ran=1>"}}`},
		{"A", `{"4.1": {"evidence": "` + strings.Repeat("x", 100_000) + `"}}`}, {"", `{}`}, {"   ", `{"4.1": {"evidence": "x"}}`}}
	for _, name := range slices.Concat(inherited, []string{"<img src=x onerror=ran=1>", `"><script>ran=1</script>`, "a\nb", "\u202ea"}) {
		quoted, _ := json.Marshal(name) // a string is never an error
		list = append(list, [2]string{name, fmt.Sprintf(`{%s: {"evidence": %[1]s, "finding": %[1]s}, "4.1": {"evidence": %[1]s, "finding": %[1]s}}`, quoted)})
	}
	return list
}
