package search

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
)

// TestBrowserAgrees holds search.js against this package: it has to fold alike, and each word that it
// looks for has to be one that is in the index for the same text.
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
		return `+string(given)+`.map(t => ({ Fold: fold(t), Words: words(t).map(w => w.text) }));
	})()`, &results)
	looked := 0
	for i, r := range results {
		if want := Fold(texts[i]); r.Fold != want {
			t.Errorf("%q is folded to %q in the browser, to %q here", texts[i], r.Fold, want)
		}
		here := map[string]bool{}
		for _, w := range wordsOf(texts[i]) {
			here[w] = true
		}
		for _, w := range r.Words {
			if looked++; !here[w] && len([]rune(w)) > 1 {
				t.Errorf("%q: the browser looks for %q, which is none of %q", texts[i], w, wordsOf(texts[i]))
			}
		}
	}
	if looked < len(readers) {
		t.Errorf("only %d words were looked for", looked)
	}
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
func manual() *Index {
	var x Index
	for _, c := range []string{"4.1 Context", "4.10 Inspection", "8.4 Purchasing", "8.4.1 General"} {
		number, name, _ := strings.Cut(c, " ")
		x.Add(Page{URL: "clauses/" + number + ".html", ID: number, Title: name, Place: "Clause"})
	}
	text := func(text string) func(func(string)) { return func(note func(string)) { note(text) } }
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
		x.Add(p)
	}
	return &x
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
	{"complants", "documents/qp-09.html documents/qp-08-05.html documents/other.html"},
	{"ocmplaints", "documents/qp-09.html documents/qp-08-05.html documents/other.html"},
	{"complaiints", "documents/qp-09.html documents/qp-08-05.html documents/other.html"},
	{"xomplaints", "documents/qp-09.html documents/qp-08-05.html documents/other.html"},
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

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title><form id="cb:search" data-words='{"failed": "failed", "nothing": "none", "found": "found", "most": "most"}'><input id="cb:q" type="search"></form><p id="cb:count"></p>
<ol id="cb:results"></ol><div id="cb:index"></div>
<script src="assets/search.js"></script>`

// TestBrowserSearches looks things up in an index of one file, and in the same cut into parts.
func TestBrowserSearches(t *testing.T) {
	b := browser.Open(t, nil)
	for name, plan := range map[string]Plan{"one file": {Pages: 9, parts: 1}, "parts": {Pages: 9, parts: 7}} {
		folder := t.TempDir()
		files, err := manual().Scripts(plan)
		if err != nil {
			t.Fatal(err)
		}
		if len(files) != len(plan.Files()) {
			t.Errorf("%s: %d files, the plan names %d", name, len(files), len(plan.Files()))
		}
		if files["search.js"], err = os.ReadFile("../../themes/default/assets/search.js"); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(folder, "search.html"), []byte(page))
		for file, data := range files {
			write(t, filepath.Join(folder, "assets", file), data)
		}
		b.Open("file://" + folder + "/search.html")
		for _, s := range searches {
			b.Eval(`(document.getElementById("cb:count").textContent = "", location.hash = "` + url.Values{"q": {s.query}}.Encode() + `")`)
			b.Until(`document.getElementById("cb:count").textContent !== ""`)
			if got := b.Eval(found); got != s.found {
				t.Errorf("%s: %q\n finds %s\nexpected %s", name, s.query, got, s.found)
			}
		}
	}
	b.Quiet()
}

// found lists the addresses of the results, each with its first heading.
const found = `[...document.querySelectorAll("ol > li")].map(li => {
	const [page, heading] = [...li.querySelectorAll("a")].map(a => a.getAttribute("href"));
	return heading || page;
}).join(" ")`

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
}
