package generator_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

var (
	revisionHeading = regexp.MustCompile(`(?s)<h2 id="cb:revision-\d+">(.*?)</h2>`)
	redlineText     = regexp.MustCompile(`(?s)<details class="redline".*?</details>`)
	anyTag          = regexp.MustCompile(`<[^>]*>`)
)

// TestRevisionsInForce holds the page that compares revisions against what teams do while a revision is in force and
// the next one is coming. Steps are those of TestInForce. What is wanted are the revisions on the page, the latest
// first, with their standing, and after that what is inserted and deleted in the redlines.
func TestRevisionsInForce(t *testing.T) {
	for _, c := range []struct{ name, steps, want, drafts string }{
		{"one revision", "02-01|r1 s1 a02-01 tA", "", ""},
		{"two", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-01 tB", "2 In force, 1: +B -A", "2 In force, 1: +B -A"},
		{"the next one is coming", "02-01|r1 s1 a02-01 tA; 11-20|r2 a11-20 e12-24 tB", "2 Effective from 24 December 2026, 1 In force: +B -A",
			"2 Effective from 24 December 2026, 1 In force: +B -A"},
		{"the next one is a draft", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB", "", "2 Draft, 1 In force: +B -A"},
		{"two before the draft", "02-01|r1 s1 a02-01 tA; 04-01|r2 a04-01 tB; 05-01|r3 sd tC", "2 In force, 1: +B -A", "3 Draft, 2 In force, 1: +C -B +B -A"},
		{"a draft that is not committed", "02-01|r1 s1 a02-01 tA; tree|r2 sd tB", "", "2 Draft not committed yet, 1 In force: +B -A"},
		{"a draft of the text alone", "02-01|r1 s1 a02-01 tA; 05-01|sd tB", "", "1 Draft, 1 In force: +B -A"},
		{"two are coming", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-01 e12-01 tB; 06-01|r3 a06-01 e12-24 tC",
			"3 Effective from 24 December 2026, 2, 1 In force: +C -B +B -A", "3 Effective from 24 December 2026, 2, 1 In force: +C -B +B -A"},
		{"moved, and a draft", "02-01|r1 s1 a02-01 tA; 04-01|r2 a04-01 tB; 05-01|r3 sd fother.md tC", "2 In force, 1: +B -A", "3 Draft, 2 In force, 1: +C -B +B -A"},
		{"moved, and a draft, not committed", "02-01|r1 s1 a02-01 tA; 04-01|r2 a04-01 tB; tree|r3 sd fsales/other.md tC", "2 In force, 1: +B -A",
			"3 Draft not committed yet, 2 In force, 1: +C -B +B -A"},
		{"never effective", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-01 e12-24 tB; 06-01|r3 sd tC", "", "3 Draft, 2, 1 In force: +C -B +B -A"},
		{"obsolete", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-01 tB; 06-01|so", "2 Obsolete, 1: +B -A", "2 Obsolete, 1: +B -A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t, c.steps)
			for _, drafts := range []bool{false, true} {
				o := generator.Options{Options: manual.Options{Date: "2026-11-22", Drafts: drafts}, Past: func(string) *history.Log { return s.log }}
				r, err := generator.Check(s.folder, o)
				if err != nil {
					t.Fatal(err)
				}
				files := pages(t, r)
				want := c.want
				if drafts {
					want = c.drafts
				}
				if got := comparedRevisions(string(files["revisions/qp-1.html"])); got != want {
					t.Errorf("drafts %v: %s\n got %q\nwant %q", drafts, c.steps, got, want)
				}
				if linked := strings.Contains(string(files["documents/qp-1.html"]), "revisions/qp-1.html"); linked != (want != "") {
					t.Errorf("drafts %v: the page of the document links to its revisions: %v", drafts, linked)
				}
				if next := files["documents/qp-1.next.html"]; next != nil && strings.Contains(string(next), "revisions/qp-1.html") != (want != "") {
					t.Errorf("drafts %v: the page of the next revision does not link to the revisions", drafts)
				}
			}
		})
	}
}

// comparedRevisions sums up a page that compares revisions.
func comparedRevisions(page string) string {
	plain := func(s string) string {
		return strings.Join(strings.Fields(strings.TrimPrefix(strings.TrimSpace(anyTag.ReplaceAllString(s, " ")), "Revision ")), " ")
	}
	var rows, words []string
	for _, h := range revisionHeading.FindAllStringSubmatch(page, -1) {
		rows = append(rows, plain(h[1]))
	}
	for _, text := range redlineText.FindAllString(page, -1) {
		for _, mark := range [...]struct{ sign, tag string }{{"+", "ins"}, {"-", "del"}} {
			for _, m := range regexp.MustCompile(`(?s)<`+mark.tag+`[ >].*?</`+mark.tag+`>`).FindAllString(text, -1) {
				word := regexp.MustCompile(`\[\w+: | \]$`).ReplaceAllString(plain(m), "")
				words = append(words, mark.sign+word)
			}
		}
	}
	if len(words) == 0 {
		return strings.Join(rows, ", ")
	}
	return strings.Join(rows, ", ") + ": " + strings.Join(words, " ")
}
