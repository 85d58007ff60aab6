package generator_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// moving is a small manual on its way from one edition to another.
func moving(t *testing.T, settings string, o manual.Options) map[string][]byte {
	t.Helper()
	const front = "revision: 1\nstatus: approved\nowner: Quality Manager\napprover: Director\napproved_date: 2020-01-05\neffective_date: 2020-02-01\n"
	fsys := fstest.MapFS{
		"manual.yaml": {Data: []byte("title: T\ncompany: C\nscope_statement: Design and production of valves.\n" + settings + "rules: {missing-justification: note}\n")},
		"documents/qp-1.md": {Data: []byte("---\nid: QP-1\ntitle: Risks\n" + front + "clauses: {2015: [6.1.1, 6.1.2#part], 2008: [8.5.3], 1994: [4.14.3, 4.5.1], 2026: [6.1.1]}\n" +
			"proposed: {2026: [6.1.2#part, 6.1.3#part]}\n---\nRisks are looked at twice a year; see clause 8.3.\n\n## Part\n\nWe develop new valves and make a prototype.\n")},
		"documents/qp-2.md": {Data: []byte("---\nid: QP-2\ntitle: Orders\n" + front + "clauses: {2015: [8.2.3.1, 10.3], 2008: [7.2.2], 1994: [4.3.2]}\n---\nOrders are read before they are taken.\n")},
		"documents/qp-3.md": {Data: []byte("---\nid: QP-3\ntitle: Knowledge\n" + front + "clauses: {2015: [7.4], 2026: [7.4]}\n---\nWho says what to whom.\n")},
	}
	o.Date = today
	result, err := generator.Check(fsys, generator.Options{Options: o})
	if err != nil {
		t.Fatal(err)
	}
	return pages(t, result)
}

// rawKey is a key of a string that a page shows in place of the string.
var rawKey = regexp.MustCompile(`\b(transition|move|myth|certainty|forecast|scope|change|document)\.[a-z0-9_]+\b`)

func rawKeys(page []byte) (found []string) {
	for _, key := range rawKey.FindAllString(string(page), -1) {
		if !strings.HasSuffix(key, ".html") {
			found = append(found, key)
		}
	}
	return found
}

func TestTransitionPage(t *testing.T) {
	for _, c := range []struct {
		settings, edition string
		want              []string // in transition.html; none means that there is no such page
	}{
		{"edition: 2015\nscope: 9001\n", "", nil},
		{"edition: 2015\nscope: 9001\nnext_edition: 2026\n", "2026", nil},
		{"edition: 2015\nscope: 9001\nnext_edition: 2026\n", "",
			[]string{"<b>1</b> of 3 documents done", "Transition to ISO 9001:2026", "splits into: 6.1.2, 6.1.3", "moves to: 10.1", "nothing to be found here is a date"}},
		{"edition: 2015\nscope: 9001\nnext_edition: 2026\ntransition_end: 2028-06-30\n", "", []string{"Our own last day for the transition is <time"}},
		{"edition: 2015\nscope: 9002\nlanguage: de\nnext_edition: 2026\n", "", []string{"<b>1</b> von 3 Dokumenten erledigt", "wird geteilt in: 6.1.2, 6.1.3"}},
		{"edition: 2008\nscope: 9001\nnext_edition: 2015\n", "", []string{"Preventive action: ISO 9001:2008 has a clause of this title", "has to be read again"}},
		{"edition: 2000\nscope: 9002\nnext_edition: 2015\n", "", []string{"Transition to ISO 9001:2015"}},
		{"edition: 1994\nscope: 9002\nnext_edition: 2026\n", "", []string{"ISO 9002:1994", "Management representative"}},
	} {
		files := moving(t, c.settings, manual.Options{Edition: c.edition})
		page, linked := files["transition.html"], strings.Contains(string(files["index.html"]), "transition.html")
		if linked != (page != nil) || (page != nil) != (c.want != nil) {
			t.Errorf("%q: page %v, linked from the start page %v", c.settings, page != nil, linked)
			continue
		}
		for _, want := range c.want {
			if strings.HasPrefix(want, "nothing") {
				if strings.Contains(string(page), "last day") {
					t.Errorf("%q: the page names a day that nobody gave", c.settings)
				}
			} else if !strings.Contains(string(page), want) {
				t.Errorf("%q: the page does not say %q", c.settings, want)
			}
		}
		if raw := rawKeys(page); len(raw) > 0 {
			t.Errorf("%q: the page shows %q", c.settings, raw)
		}
	}
}

// TestScopePage looks at the scope page under each edition, scope and language.
func TestScopePage(t *testing.T) {
	t.Parallel()
	for _, year := range []string{"1994", "2000", "2008", "2015", "2026"} {
		for _, scope := range []string{"9001", "9002"} {
			for _, language := range []string{"en", "de"} {
				name := fmt.Sprintf("edition: %s\nscope: %s\nlanguage: %s\n", year, scope, language)
				page := string(moving(t, name, manual.Options{})["scope.html"])
				if raw := rawKeys([]byte(page)); len(raw) > 0 {
					t.Errorf("%q: the page shows %q", name, raw)
				}
				questions, _, _ := strings.Cut(page[strings.Index(page, `class="asked-list"`):], "</ol>")
				if n := strings.Count(questions, "<li><p>"); n != 10 {
					t.Errorf("%q: %d questions, want 10", name, n)
				}
				for what, want := range map[string]bool{`id="cb:differing"`: true, `class="plain words"`: scope == "9002",
					"<b>compliant": false} {
					if strings.Contains(page, what) != want {
						t.Errorf("%q: %s: %v", name, what, !want)
					}
				}
				if scope == "9002" && (!strings.Contains(page, "“prototype”") || !strings.Contains(page, "“Design”")) {
					t.Errorf("%q: words about design are missing", name)
				}
			}
		}
	}
}
