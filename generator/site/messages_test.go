package site

import (
	"io/fs"
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/i18n"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/themes"
)

func english(t *testing.T) messages {
	t.Helper()
	raw, err := fs.ReadFile(themes.Default(), "strings/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	file, _ := i18n.Read("strings/en.yaml", raw)
	return newMessages(i18n.New(i18n.English, file))
}

// TestPagesAndProgramsAgree holds what an English page says of a result against what package coverage
// says of it in JSON, in the terminal and in findings. Only days are worded otherwise.
func TestPagesAndProgramsAgree(t *testing.T) {
	v := english(t)
	if got := v.say("rule.counting"); got != coverage.Rule {
		t.Errorf("the page's rule is %q", got)
	}
	if got := v.say("rule.limit"); got != coverage.Limit {
		t.Errorf("the page's limit is %q", got)
	}
	for why := coverage.Counted; why <= coverage.NotYetEffective; why++ {
		c := coverage.Claim{Why: why, Section: "section", Detail: "detail"}
		if got, want := v.why(c), c.Reason(); got != want {
			t.Errorf("the page says %q, programs %q", got, want)
		}
	}
	for kind, key := range noteWords {
		n := coverage.Note{Kind: kind, Args: []any{"a", "b"}[:args(t, v, key)]}
		if got, want := v.say(key, n.Args...), n.String(); got != want {
			t.Errorf("the page says %q, programs %q", got, want)
		}
	}
}

// TestClausesAgree does so for every clause of the example manual, under several editions and scopes.
func TestClausesAgree(t *testing.T) {
	for _, o := range []manual.Options{{}, {Scope: "9001"}, {Edition: "1994", Scope: "9002"}, {Edition: "2008"}} {
		o.Date = "2026-11-22"
		fsys := os.DirFS("../../example-manual")
		settings, err := config.Open(fsys)
		if err != nil {
			t.Fatal(err)
		}
		m, err := manual.Load(fsys, settings, o, nil)
		if err != nil {
			t.Fatal(err)
		}
		x := coverage.Of(m, nil)
		b := &Builder{shared: &shared{sharedKey: sharedKey{catalog: m.Catalog, tally: x.Result}, messages: english(t)}, manual: m, report: x}
		day := regexp.MustCompile(`\d{4}-\d\d-\d\d`)
		for _, c := range x.Clauses {
			if got, want := b.whyState(c), day.ReplaceAllStringFunc(c.Reason(x.Result), b.words.Day); got != want {
				t.Errorf("%v, clause %s: the page says %q, programs %q", o, c.ID, got, want)
			}
		}
		for _, s := range m.Standard.Scopes() {
			if got := b.scopeName(s); got != s.Name {
				t.Errorf("the page calls %s %q", s.Name, got)
			}
		}
		if diff := cmp.Diff(x.Notes, b.notes()); diff != "" {
			t.Errorf("notes (-programs +page):\n%s", diff)
		}
	}
}

func args(t *testing.T, v messages, key string) int {
	n, known := v.words.Args(key)
	if !known {
		t.Errorf("there is no string %s", key)
	}
	return n
}
