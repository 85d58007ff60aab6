package generator_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// external builds a manual with a register of external documents, on 2026-11-22.
func external(t *testing.T, settings, body string) map[string]string {
	t.Helper()
	return externalOf(t, settings, "", body)
}

// externalOf gives the document more fields.
func externalOf(t *testing.T, settings, fields, body string) map[string]string {
	t.Helper()
	files := fstest.MapFS{
		"manual.yaml":    {Data: []byte("title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\n" + settings)},
		"documents/a.md": {Data: []byte("---\nid: QP-1\ntitle: Buying\nrevision: 1\nstatus: approved\nowner: O\napprover: B\napproved_date: 2026-01-01\neffective_date: 2026-01-01\n" + fields + "---\n\n" + body + "\n")},
		"documents/b.md": {Data: []byte("---\nid: QP-2\ntitle: Draft\nrevision: 1\nstatus: draft\nowner: O\n---\n\nISO 10\n")},
	}
	r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: "2026-11-22"}})
	if err != nil {
		t.Fatal(err)
	}
	if n := r.Errors(); n > 0 {
		t.Fatalf("%v", r.Findings)
	}
	site := map[string]string{}
	for _, f := range r.Files() {
		b, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		site[f.Path] = string(b)
	}
	return site
}

// TestExternalPage looks at the register of external documents, and at what leads to it.
func TestExternalPage(t *testing.T) {
	const register = "external:\n  - {number: ISO 10, name: Ten <b>, edition: 1.10, holder: Desk, checked_on: 2025-11-21, check_every: 12 months}\n" +
		"  - {number: ISO 20, checked_on: 2026-01-01, check_every: 1 year, documents: [QP-1]}\n  - {number: ISO 30, check_every: 2 weeks}\n  - {number: ISO 40, checked_on: 2026-11-01, check_every: 2 years}\n  - {name: Law}\n"
	for language, want := range map[string][]string{
		"en": {"<b>2</b> <b class=\"late\">overdue</b>", "<b>1</b> within 90 days", "<b>1</b> later", "<b>1</b> without an interval", "never checked", "interval: 12 months", "Ten &lt;b&gt;", "<td>1.10</td>", "own rule"},
		"de": {"<b>2</b> <b class=\"late\">überfällig</b>", "<b>1</b> ohne Abstand", "nie geprüft", "Abstand: 12 Monate", "eigene Regel"},
	} {
		site := external(t, "language: "+language+"\n"+register, "By ISO 10:2009.")
		page := site["external.html"]
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s: the page does not say %s", language, w)
			}
		}
		if raw := regexp.MustCompile(`\bexternal\.[a-z_]+\b`).FindAllString(strings.ReplaceAll(page, "external.html", ""), -1); len(raw) > 0 {
			t.Errorf("%s: the page shows %q", language, raw)
		}
		if n := strings.Count(page, `href="documents/qp-1.html">QP-1</a>`); n < 2 || strings.Contains(page, "QP-2") {
			t.Errorf("%s: QP-1 is linked %d times; the draft must not be named", language, n)
		}
		for _, name := range []string{"index.html", "records.html", "documents/qp-1.html"} {
			if !strings.Contains(site[name], `external.html"`) {
				t.Errorf("%s: %s does not lead to the register", language, name)
			}
		}
	}
	if site := external(t, "", "Text."); site["external.html"] != "" || strings.Contains(site["index.html"], "external.html") {
		t.Error("a manual without external documents has a page of them")
	}
}

// TestExternalCalendar looks for the next checks among the reviews.
func TestExternalCalendar(t *testing.T) {
	calendar := external(t, "base_url: https://example.com/qm/\nexternal:\n  - {number: ISO 10, name: Ten, edition: 2015, checked_on: 2026-06-30, check_every: 6 months}\n  - {number: ISO 20, check_every: 1 year}\n  - {number: ISO 30}\n", "Text.")["reviews.ics"]
	for _, want := range []string{"DTSTART;VALUE=DATE:20261230", "SUMMARY:Check ISO 10 2015 Ten", "URL:https://example.com/qm/external.html", "organization's own rule: 6 months"} {
		if !strings.Contains(strings.ReplaceAll(calendar, "\r\n ", ""), want) {
			t.Errorf("the calendar does not say %s:\n%s", want, calendar)
		}
	}
	if n := strings.Count(calendar, "BEGIN:VEVENT"); n != 1 {
		t.Errorf("%d events, expected 1", n)
	}
}

// TestRebuildWithExternalDocuments holds a rebuild against a build while the register, its file and the texts change.
func TestRebuildWithExternalDocuments(t *testing.T) {
	e := &editor{Rand: rand.New(rand.NewPCG(1, 1)), T: t, folder: t.TempDir(), day: "2026-11-22"}
	e.options.Drafts = true
	config := func(more string) {
		e.write("manual.yaml", "title: M\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S\n"+more)
	}
	text := func(n int, body string) {
		e.write(fmt.Sprintf("documents/%d.md", n), fmt.Sprintf("---\nid: QP-%d\ntitle: T%d\nrevision: 1\nstatus: draft\nowner: O\n---\n\n%s\n", n, n, body))
	}
	config("")
	text(1, "ISO 10")
	text(2, "ISO 20")
	b := &generator.Builder{FS: os.DirFS(e.folder)}
	for n, step := range []func(){
		func() {},
		func() { config("external: [ISO 10, ISO 20]\n") },
		func() { text(2, "ISO 10") },
		func() { text(3, "ISO 20") },
		func() { config("external: documents/e.yaml\nrules: {configuration: note}\n") },
		func() { e.write("documents/e.yaml", "external: [ISO 10]\n") },
		func() { e.write("documents/e.yaml", "external: [{number: ISO 10, documents: [QP-3]}, ISO 30]\n") },
		func() { e.write("documents/e.yaml", "external:\n  - {number: ISO 10}\n") },
		func() { text(1, "ISO 1") },
		func() { e.write("documents/e.yaml", "external: [{number: ISO 10, check_every: 1 year}]\n") },
		func() { e.write("documents/e.yaml", "external: []\n") },
		func() { e.must(os.Remove(e.at("documents/1.md"))) },
		func() { e.write("documents/e.yaml", "external: [ISO 20]\n") },
		func() { e.must(os.Remove(e.at("documents/e.yaml"))) },
		func() { config("") },
		func() { text(2, "ISO 20\n\n<blink>x</blink>") }, // a finding in the spreadsheet
		func() {
			e.write("documents/2.md", "---\nid: QP-2\nmore: x\ntitle: T2\nrevision: 1\nstatus: draft\nowner: O\n---\n\nISO 20\n\n<blink>x</blink>\n")
		},
		func() { config("rules: {raw-html: note}\n") },
	} {
		step()
		if _, differs := e.compare(b, n); differs != "" {
			t.Fatalf("step %d: %s", n, differs)
		}
	}
}
