package generator_test

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standardname"
)

// inLanguage is the site of the example manual in a language, looked at as an edition.
func inLanguage(t *testing.T, language, edition string) (*generator.Result, map[string][]byte) {
	t.Helper()
	files := exampleFiles(t)
	files["manual.yaml"].Data = append(files["manual.yaml"].Data, "\nlanguage: "+language+"\n"...)
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today, Edition: edition}})
	if err != nil {
		t.Fatal(err)
	}
	return r, pages(t, r)
}

// bareGeneral finds a title that is only called General: alone in an element, after a number, or
// in the search index.
var bareGeneral = regexp.MustCompile(`^(\d+(\.\d+)* )?(General|Allgemeines)$`)

// TestTitlesOnPages looks for titles on every page, in English and German, of every edition: German
// ones are shown and marked as no other language, and one that is called General has its parent's.
func TestTitlesOnPages(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "de"} {
		for _, year := range standardname.Years() {
			r, files := inLanguage(t, language, year)
			titles := r.Manual.Standard.Titles(language)
			for name, page := range files {
				if strings.HasPrefix(name, "assets/search-index") && (strings.Contains(string(page), `"General"`) || strings.Contains(string(page), `"Allgemeines"`)) {
					t.Errorf("%s %s: %s has a title that is only called General", language, year, name)
				}
				if path.Ext(name) != ".html" {
					continue
				}
				for n := range nodes(t, name, page) {
					if attribute(n, "lang") != "" && n.Data != "html" {
						t.Errorf("%s %s: %s has %q in another language", language, year, name, content(n))
					}
					if text := strings.TrimSpace(content(n)); bareGeneral.MatchString(text) && inBody(n) == "" {
						t.Errorf("%s %s: %s shows %q", language, year, name, text)
					}
				}
			}
			for _, c := range r.Manual.Standard.Clauses {
				page := "clauses/" + c.ID + ".html"
				want := c.ID + " " + titles.Full(c)
				if h := heading(t, page, files[page]); content(h) != want || attribute(h, "lang") != "" {
					t.Errorf("%s %s: %s is headed %q, lang %q, want %q", language, year, page, content(h), attribute(h, "lang"), want)
				}
				for _, list := range []string{"coverage.html", "search.html"} {
					if !strings.Contains(string(files[list]), html.EscapeString(titles.Full(c))) {
						t.Errorf("%s %s: %s does not name %s", language, year, list, want)
					}
				}
			}
		}
	}
}

// inBody says in which body an author's text a node is, "" where in none.
func inBody(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if slices.Contains(strings.Fields(attribute(n, "class")), "body") {
			return "body"
		}
	}
	return ""
}

func heading(t *testing.T, name string, page []byte) *html.Node {
	t.Helper()
	for n := range nodes(t, name, page) {
		if n.Data == "h1" {
			return n
		}
	}
	t.Fatalf("%s has no heading", name)
	return nil
}

// TestGermanElsewhere samples where a title stands besides the page of its clause.
func TestGermanElsewhere(t *testing.T) {
	_, files := inLanguage(t, "de", "")
	for name, want := range map[string][]string{
		"index.html":              {"</span> Wissen der Organisation</a>", "</span> Kontext der Organisation</a>"},
		"scope.html":              {"8.3 Entwicklung von Produkten und Dienstleistungen</a>"},
		"records.html":            {"</span> Messtechnische Rückführbarkeit</a>", "Steuerung von extern bereitgestellten Prozessen, Produkten und Dienstleistungen: Allgemeines</a>"},
		"documents/qp-08-04.html": {"8.4.1 Steuerung von extern bereitgestellten Prozessen, Produkten und Dienstleistungen: Allgemeines</a>"},
		"clauses/8.4.2.html":      {"8.4.1 Steuerung von extern bereitgestellten Prozessen, Produkten und Dienstleistungen: Allgemeines", "</span> Beurteilung von Unterauftragnehmern</span>", "</span> Beschaffungsprozess</span>"},
		"clauses/8.4.html":        {"8 Betrieb</a>"},
	} {
		for _, text := range want {
			if !strings.Contains(string(files[name]), text) {
				t.Errorf("%s does not say %s", name, text)
			}
		}
	}
	var index strings.Builder
	for name, data := range files {
		if strings.HasPrefix(name, "assets/search-index") {
			index.Write(data)
		}
	}
	if !strings.Contains(index.String(), "Steuerung nichtkonformer Ergebnisse") || strings.Contains(index.String(), "Control of nonconforming outputs") {
		t.Error("the search index does not have the German titles")
	}
	for _, name := range []string{"coverage.json", "coverage.csv"} {
		if data := string(files[name]); !strings.Contains(data, "Control of nonconforming outputs") || strings.Contains(data, "nichtkonformer") {
			t.Errorf("%s is not English", name)
		}
	}
}

// TestParaphrase speaks of the sentence above only where there is one.
func TestParaphrase(t *testing.T) {
	for _, year := range standardname.Years() {
		r, files := inLanguage(t, "en", year)
		for _, c := range r.Manual.Standard.Clauses {
			page := string(files["clauses/"+c.ID+".html"])
			if says, has := strings.Contains(page, "The sentence above"), c.Summary != ""; says != has || strings.Contains(page, `<p class="lead"`) != has {
				t.Errorf("%s %s: summary %v, and the page speaks of it: %v", year, c.ID, has, says)
			}
			if strings.Contains(page, "Changes from the previous edition") != (len(c.Changes) > 0) {
				t.Errorf("%s %s: changes %v", year, c.ID, c.Changes)
			}
		}
		provisional := strings.Contains(string(files["coverage.html"]), "provisional")
		if provisional != (year == "2026") {
			t.Errorf("%s: provisional %v", year, provisional)
		}
	}
}

// TestRecordsKeepApart holds the tables of records.html against the items of the edition.
func TestRecordsKeepApart(t *testing.T) {
	_, files := inLanguage(t, "en", "")
	page := string(files["records.html"])
	part := func(from, to string) string {
		_, rest, found := strings.Cut(page, `<h2 id="`+from+`"`)
		text, _, ended := strings.Cut(rest, to)
		if !found || !ended {
			t.Fatalf("records.html has no part %s before %s", from, to)
		}
		return text
	}
	always := part("cb:demanded", `<h2 id="cb:necessary"`)
	for _, item := range []string{"Amended documents after a requirement change", "Documented information the standard requires", "Necessary documents of external origin", "Quality policy"} {
		if !strings.Contains(always, item) {
			t.Errorf("%s is not under what is always required", item)
		}
	}
	if text := part("cb:necessary", `<h2 id="cb:conditional"`); !strings.Contains(text, "Documents that support process operation") {
		t.Error("no item is required to the extent necessary")
	}
	conditional := part("cb:conditional", `class="notes"`)
	for _, text := range []string{"4 of 4 are provided. 1 case does not arise.", "does not arise:</span> All our measuring equipment is calibrated", "Information defining product, service or activity characteristics"} {
		if !strings.Contains(conditional, text) {
			t.Errorf("under what is required where the case arises: no %s", text)
		}
	}
	if strings.Contains(page, "nothing yet") || strings.Contains(page, "insist") {
		t.Error("something is missing, or the standard does not insist on it")
	}
	if clause := string(files["clauses/7.1.5.2.html"]); !strings.Contains(clause, "does not arise:</span> All our measuring equipment") {
		t.Error("the page of 7.1.5.2 does not say that the case does not arise")
	}
}
