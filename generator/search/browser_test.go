package search

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// TestBrowserAgrees holds search.js against this package: it has to fold alike, and to part texts into
// the very same words.
func TestBrowserAgrees(t *testing.T) {
	b := browser.Open(t, nil)
	var texts []string
	for _, r := range readers {
		texts = append(texts, r.text)
	}
	given, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	var results []struct {
		Fold  string
		Words []string
	}
	b.Await(`(() => {`+section(t, "words, as generator/search folds and parts them")+`
		return `+string(given)+`.map(t => ({ Fold: fold(t), Words: words(t).flatMap(flat) }));
	})()`, &results)
	for i, r := range results {
		if want := Fold(texts[i]); r.Fold != want {
			t.Errorf("%q is folded to %q in the browser, to %q here", texts[i], r.Fold, want)
		}
		if got, want := strings.Join(r.Words, " "), strings.Join(Words(texts[i]), " "); got != want {
			t.Errorf("%q\n  the browser has %s\nthe index package %s", texts[i], got, want)
		}
	}
	b.Quiet()
}

// section is the part of search.js under a heading.
func section(t *testing.T, heading string) string {
	t.Helper()
	script, err := os.ReadFile("../../themes/default/assets/search.js")
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(script), "// ---- "+heading+" ----\n")
	text, _, ends := strings.Cut(text, "// ---- ")
	if !found || !ends {
		t.Fatalf("search.js has no section %q", heading)
	}
	return text
}

// manual is a site in which every way to find something can be tried.
func manual() []Page {
	var pages []Page
	for _, c := range []string{"4.1 Context", "4.10 Inspection", "8.4 Purchasing", "8.4.1 General"} {
		number, name, _ := strings.Cut(c, " ")
		pages = append(pages, Page{URL: "clauses/" + number + ".html", ID: number, Title: name, Place: "Clause"})
	}
	text := func(text string) func(func(Block)) { return func(note func(Block)) { note(Block{Text: []byte(text)}) } }
	for _, p := range []Page{
		{ID: "QP-08-04", Title: "Evaluation of suppliers", Claims: []string{"8.4.1"}, Text: text("The buyer scores each supplier.")},
		{ID: "QP-08-05", Title: "Orders", Headings: []Heading{{"complaint", "Complaints of suppliers"}, {"x", "Beta & <b>"}}, Text: text("As clause 4.10 says.")},
		{ID: "QP 09", Title: "Complaints", Text: text("Prüfung der Größe, Erstmusterprüfung. 品質マニュアル")},
		{ID: "WI-1", Title: "<img src=x onerror=alert(1)>", URL: "documents/other.html", Text: text("Complaints, calibrated. QP-08-04")},
		{ID: "010", Title: "Tausend", URL: "documents/010.html", Text: text("𠮷野家 𐐨𐐩 ｚebra กขค")},
	} {
		if p.Place = "Documents"; p.URL == "" {
			p.URL = "documents/" + strings.ToLower(strings.ReplaceAll(p.ID, " ", "-")) + ".html"
		}
		pages = append(pages, p)
	}
	return pages
}

// searches are queries and what they find, in order.
var searches = []struct{ query, found string }{
	{"8.4.1", "clauses/8.4.1.html documents/qp-08-04.html"},
	{"4.1", "clauses/4.1.html"},
	{"4.10", "clauses/4.10.html documents/qp-08-05.html"},
	{"8.4", "clauses/8.4.html clauses/8.4.1.html documents/qp-08-04.html"},
	{"qp-08", "documents/qp-08-04.html documents/qp-08-05.html documents/other.html"},
	{"QP-08-04", "documents/qp-08-04.html documents/other.html"},
	{"qp0805", "documents/qp-08-05.html"},
	{"qp 09", "documents/qp-09.html"},
	{"010", "documents/010.html"},
	{"complaints", "documents/qp-09.html documents/qp-08-05.html#complaint documents/other.html"},
	{"compl", "documents/qp-09.html documents/qp-08-05.html#complaint documents/other.html"},
	{"complants", "documents/qp-09.html documents/qp-08-05.html#complaint documents/other.html"},
	{"ocmplaints", "documents/qp-09.html documents/qp-08-05.html#complaint documents/other.html"},
	{"complaiints", "documents/qp-09.html documents/qp-08-05.html#complaint documents/other.html"},
	{"xomplaints", "documents/qp-09.html documents/qp-08-05.html#complaint documents/other.html"},
	{"complaints suppliers", "documents/qp-08-05.html#complaint"},
	{"beta", "documents/qp-08-05.html#x"},
	{"PRÜFUNG", "documents/qp-09.html"},
	{"prufung", "documents/qp-09.html"},
	{"pruefung", "documents/qp-09.html"},
	{"musterpr", "documents/qp-09.html"},
	{"groesse", "documents/qp-09.html"},
	{"マニュ", "documents/qp-09.html"},
	{"ル", "documents/qp-09.html"},
	{"品", "documents/qp-09.html"},
	{"野家", "documents/010.html"},
	{"𠮷", "documents/010.html"},
	{"𐐨𐐩", "documents/010.html"},
	{"zebra", "documents/010.html"},
	{"ขค", "documents/010.html"},
	{"img", "documents/other.html"},
	{"zzzz", ""},
	{"__proto__", ""},
	{"constructor", ""},
	{"…", ""},
}

const page = `<!doctype html><html lang="LANGUAGE"><meta charset="utf-8"><title>Search</title><form id="cb:search" data-words='{}'><input id="cb:q" type="search"></form><p id="cb:count"></p>
<ol id="cb:results"></ol><div id="cb:index"></div>
<script src="assets/search.js"></script>`

// lay writes a search page and its index to a folder.
func lay(t *testing.T, pages []Page, plan Plan, language string) (folder string) {
	t.Helper()
	x := Index{Language: language, Strings: map[string]string{"failed": "failed", "nothing": "none", "found": "found", "most": "most"}}
	for _, p := range pages {
		x.Add(p)
	}
	files, err := x.Scripts(plan)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(plan.Files()) {
		t.Errorf("%d files, the plan names %d", len(files), len(plan.Files()))
	}
	for i, name := range plan.TextFiles() {
		var script bytes.Buffer
		made := NewTexts(&script, i)
		first, last := plan.Texts(i)
		for _, p := range pages[first:last] {
			if made.Page(); p.Text != nil {
				p.Text(func(b Block) { made.Block(b.Text) })
			}
		}
		made.End()
		files[name] = script.Bytes()
	}
	if files["search.js"], err = os.ReadFile("../../themes/default/assets/search.js"); err != nil {
		t.Fatal(err)
	}
	folder = t.TempDir()
	save(t, filepath.Join(folder, "search.html"), []byte(strings.ReplaceAll(page, "LANGUAGE", language)))
	for file, data := range files {
		save(t, filepath.Join(folder, "assets", file), data)
	}
	return folder
}

// TestBrowserSearches looks things up in an index of one file, and in the same cut into parts.
func TestBrowserSearches(t *testing.T) {
	b := browser.Open(t, nil)
	for name, plan := range map[string]Plan{"one file": {Pages: 9, parts: 1}, "parts": {Pages: 9, parts: 7}} {
		plan.texts = []int{0, 5}
		folder := lay(t, manual(), plan, "en")
		b.Open("file://" + folder + "/search.html")
		for _, s := range searches {
			ask(b, s.query)
			if got := b.Eval(found); got != s.found {
				t.Errorf("%s: %q\n finds %s\nexpected %s", name, s.query, got, s.found)
			}
		}
	}
	b.Quiet()
}

// ask types a query, and waits for the answer.
func ask(b *browser.Tab, query string) {
	b.Eval(`(document.getElementById("cb:count").textContent = "", location.hash = "` + url.Values{"q": {query}}.Encode() + `")`)
	b.Until(`document.getElementById("cb:count").textContent !== ""`)
}

// found lists the addresses of the results, each with its first heading.
const found = `[...document.querySelectorAll("ol > li")].map(li => {
	const [page, heading] = [...li.querySelectorAll("a")].map(a => a.getAttribute("href"));
	return heading || page;
}).join(" ")`

func save(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
}
