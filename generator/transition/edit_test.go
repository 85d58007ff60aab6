package transition_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/transition"
)

const front = "id: QP-01\ntitle: Title\nrevision: 1\nstatus: approved\nowner: Manager\napprover: Director\napproved_date: 2020-01-01\neffective_date: 2020-01-01\n"

const text = "\n# First\n\nText of the first part.\n\n## Evaluation\n\nText.\n\n## Größe und Maß\n\nText.\n"

// planOf plans the transition of a manual with these documents.
func planOf(t *testing.T, settings, to string, documents map[string]string) *transition.Plan {
	t.Helper()
	fsys := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nscope_statement: S.\n" + settings)}}
	for file, text := range documents {
		fsys["documents/"+file] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := config.Open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	m, err := manual.Load(fsys, c, manual.Options{Date: "2026-11-22"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, faults := check.Read(m)
	p := transition.Of(coverage.Of(m, faults), standard.Load(to))
	if p == nil {
		t.Fatal("no plan")
	}
	return p
}

// TestEdit holds each spelling of claims against what is inserted. « and » enclose insertions.
func TestEdit(t *testing.T) {
	for name, c := range map[string]struct{ settings, to, claims string }{
		"flow list":                {claims: "clauses: «{2015: »[8.4.2, 7.4]«, 2026: [8.4.2, 7.4]}»\n"},
		"scalar":                   {claims: "clauses: «{2015: [»8.4.2«], 2026: [8.4.2]}»\n"},
		"quoted scalar, comment":   {claims: "clauses: «{2015: [»'8.4.2#evaluation'«], 2026: [8.4.2#evaluation]}»   # a comment, with ] and \"\n"},
		"sections":                 {claims: "clauses: «{2015: »[8.4.2#evaluation, \"8.4.1#evaluation\"]«, 2026: [8.4.2#evaluation]}»\n«proposed: {2026: [8.4.1#evaluation]}\n»"},
		"umlauts":                  {claims: "clauses: «{2015: »[8.4.2#größe-und-maß]«, 2026: [8.4.2#größe-und-maß]}» # ä\n"},
		"split":                    {claims: "clauses: «{2015: »[6.1.2]«, 2026: []}»\n«proposed: {2026: [6.1.2, 6.1.3]}\n»"},
		"moved":                    {claims: "clauses: «{2015: »[10.3#evaluation]«, 2026: []}»\n«proposed: {2026: [10.1#evaluation]}\n»"},
		"merged, once":             {claims: "clauses: «{2015: »[10.1, 10.3, 10.3]«, 2026: []}»\n«proposed: {2026: [10.1]}\n»"},
		"several lines":            {claims: "clauses: «{2015: »[\n  8.4.2, # it's ] here\n  7.4\n  ]«, 2026: [8.4.2, 7.4]}» # end\n"},
		"block list":               {claims: "clauses:\n«  2015:\n»  - 8.4.2\n\n  # between\n  - 7.4 # why\n«  2026:\n  - 8.4.2\n  - 7.4\n»"},
		"block list, wide":         {claims: "clauses: # why\n«      2015:\n»      -   8.4.2\n      -   \"7.4\"\n«      2026:\n      - 8.4.2\n      - 7.4\n»"},
		"block list, not indented": {claims: "clauses:\n«  2015:\n»«  »- 8.4.2\n# between\n«  »- 4.1\n«  2026:\n  - 8.4.2\nproposed: {2026: [4.1]}\n»"},
		"block list, all proposed": {claims: "clauses:\n«  2015:\n»  - 4.1\n«  2026: []\nproposed: {2026: [4.1]}\n»"},
		"map":                      {claims: "clauses: {2015: [8.4.2, 4.1]«, 2026: [8.4.2]»}\n«proposed: {2026: [4.1]}\n»"},
		"map, older one":           {claims: "clauses: {2015: 8.4.2«, 2026: [8.4.2]», 2008: [7.4.1],}\n"},
		"map, trailing comma":      {claims: "clauses: {\"ISO 9001:2015\": [8.4.2]«, 2026: [8.4.2]»,}\n"},
		"block map":                {claims: "clauses:\n  2015:\n    - 8.4.2\n    - 4.1\n«  2026:\n    - 8.4.2\n»  2008: [7.4.1]\n«proposed: {2026: [4.1]}\n»"},
		"block map, flow list":     {claims: "clauses:\n  2015: [8.4.2, 4.1] # c\n«  2026: [8.4.2]\nproposed: {2026: [4.1]}\n»"},
		"block map, scalar":        {claims: "clauses:\n  2015: 8.4.2\n«  2026: [8.4.2]\n»"},
		"own name of the edition":  {claims: "clauses:\n  ISO 9001: [8.4.2]\n«  2026: [8.4.2]\n»"},
		"already there":            {claims: "clauses: {2015: [8.4.2], 2026: []}\n"},
		"already proposed":         {claims: "clauses: [8.4.2]\nproposed: {2026: [8.4.2]}\n"},
		"proposed for another":     {claims: "clauses: {2015: [8.4.2, 4.1]«, 2026: [8.4.2]»}\nproposed: {2015: [7.4]«, 2026: [4.1]»}\n"},
		"proposed, block":          {claims: "proposed:\n  2015:\n  - 7.4\n«  2026:\n  - 4.1\n»clauses: «{2015: »[4.1]«, 2026: []}»\n"},
		"only for another edition": {claims: "clauses: {2008: [7.4.1]}\n"},
		"design is left out":       {settings: "edition: 2015\nscope: 9002\nnot_applicable: {\"8.3\": Not ours.}\n", claims: "clauses: «{2015: »[8.3.1, 8.4.2]«, 2026: [8.4.2]}»\n"},
		"a heading":                {claims: "clauses: «{2015: »[8.4, 8.4.2]«, 2026: [8.4.2]}»\n"},
		"a record, flow":           {claims: "records:\n  - {name: R, clauses: «{2015: »[8.4.2, 4.1]«, 2026: [8.4.2]}, proposed: {2026: [4.1]}», owner: M}\n"},
		"a record, flow scalar":    {claims: "records: [{name: R, clauses: «{2015: [»8.4.2«], 2026: [8.4.2]}»}]\n"},
		"records, block":           {claims: "records:\n- name: R\n  clauses:\n«    2015:\n»  «  »- 4.1\n«    2026: []\n  proposed: {2026: [4.1]}\n»  owner: M\n- clauses: «{2015: [»7.4«], 2026: [7.4]}»\n  name: S\n"},
		"record, clauses first":    {claims: "records:\n  - clauses: «{2015: »[4.1]«, 2026: []}»\n«    proposed: {2026: [4.1]}\n»    name: R\n"},
		"both":                     {claims: "clauses: «{2015: »[8.4.2]«, 2026: [8.4.2]}»\nrecords:\n  - name: R\n    clauses: «{2015: »[8.4.2]«, 2026: [8.4.2]}»\n"},
		"from 1994":                {settings: "edition: 1994\nscope: 9001\n", to: "2015", claims: "clauses: «{1994: »[4.10.1, 4.1.2.1]«, 2015: []}»\n«proposed: {2015: [8.1, 9.1.1, 5.3]}\n»"},
		"from 1994 to 2026":        {settings: "edition: 1994\nscope: 9001\n", claims: "clauses: «{1994: [»4.14.3«], 2026: []}»\n«proposed: {2026: [6.1.1, 6.1.2, 6.1.3]}\n»"},
		"from 2000":                {settings: "edition: 2000\nscope: 9001\n", to: "2015", claims: "clauses: «{2000: »[7.3.7]«, 2015: []}»\n«proposed: {2015: [8.3.6, 8.5.6]}\n»"},
		"from 2008, no design":     {settings: "edition: 2008\nscope: 9002\nnot_applicable: {\"7.3\": Not ours.}\n", to: "2015", claims: "clauses: «{2008: »[7.3.7, 5.3]«, 2015: []}»\n«proposed: {2015: [5.2.1, 5.2.2]}\n»"},
		"from 2000 to 2008":        {settings: "edition: 2000\nscope: 9001\n", to: "2008", claims: "clauses: «{2000: »[7.3.7]«, 2008: []}»\n«proposed: {2008: [7.3.7]}\n»"},
	} {
		if c.settings == "" {
			c.settings = "edition: 2015\nscope: 9001\n"
		}
		if c.to == "" {
			c.to = "2026"
		}
		want := strings.NewReplacer("«", "", "»", "").Replace(c.claims)
		was := cutInsertions(c.claims)
		for form, change := range map[string]func(string) string{
			"":     func(s string) string { return s },
			"crlf": func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
			"bom":  func(s string) string { return "\ufeff" + s },
			"last": func(s string) string { return s + "last: field\n" },
		} {
			file := func(claims string) string {
				if form == "last" {
					return "---\n" + front + claims + "distribution: All\n---\n" + text
				}
				return change("---\n" + front + claims + "---\n" + text)
			}
			p := planOf(t, c.settings, c.to, map[string]string{"a.md": file(was)})
			got := file(was)
			for _, d := range p.Documents {
				edited, err := p.Edit(d, []byte(got))
				if err != nil {
					t.Errorf("%s %s: %v", name, form, err)
					continue
				}
				got = string(edited)
			}
			if diff := cmp.Diff(file(want), got); diff != "" {
				t.Errorf("%s %s (-want +got)\n%s", name, form, diff)
			}
			p = planOf(t, c.settings, c.to, map[string]string{"a.md": got})
			for _, d := range p.Documents {
				if again, err := p.Edit(d, []byte(got)); err != nil || string(again) != got {
					t.Errorf("%s %s: a second edit changes something, or fails: %v", name, form, err)
				}
			}
		}
	}
}

// cutInsertions removes what « and » enclose.
func cutInsertions(s string) string {
	for {
		before, rest, found := strings.Cut(s, "«")
		if !found {
			return s
		}
		_, after, _ := strings.Cut(rest, "»")
		s = before + after
	}
}

// TestCannotEdit holds forms that cannot be edited by insertions: they are refused, with a place.
func TestCannotEdit(t *testing.T) {
	for _, claims := range []string{
		"clauses: >\n  8.4.2\n",
		"clauses: |\n  8.4.2\n",
		"clauses:\n  -\n    8.4.2\n",
		"clauses: \"8.4.\\\n  2\"\n",
		"clauses: [8.4.2]\nproposed: {}\n",
		"clauses: [4.1]\nproposed:\n",
	} {
		raw := "---\n" + front + claims + "---\n" + text
		p := planOf(t, "edition: 2015\nscope: 9001\n", "2026", map[string]string{"a.md": raw})
		for _, d := range p.Documents {
			edited, err := p.Edit(d, []byte(raw))
			var refused *transition.CannotEdit
			if err == nil && string(edited) != raw && p.Documents != nil {
				continue // it could be edited after all, and Edit verified it
			}
			if !errors.As(err, &refused) || refused.Pos.Line == 0 || edited != nil {
				t.Errorf("%q: %v, want CannotEdit", claims, err)
			}
		}
	}
}
