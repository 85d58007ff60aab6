package adopt_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/adopt"
)

const soundPlan = `manual:
  title: Quality manual
  company: A Ltd
  edition: 2015
  scope: 9001
  documents: docs
questions:
  owner:
    docs: Quality Manager
  status:
    Live: approved
  revision: 0
  dates: day/month/year
claims:
  clauses: proposed
documents:
  docs/a.md: {id: QP-01, title: A, revision: 1, status: Live, clauses: [8.4.1]}
  docs/b.md: {id: QP-02, title: B}
`

// planFaults are edits of soundPlan, with the place and the beginning of what is reported.
var planFaults = []struct{ old, new, want string }{
	{"", "", ""},
	{"  title", "\ttitle", "2:1 a tab indents"},
	{"8.4.1]}", "8.4.1]", "17:14 the bracket that opens here"},
	{"8.4.1]}", "8.4.1}", "17:72 the bracket that opens here"},
	{"title: A,", `title: "A,`, "17:33 the quotation mark"},
	{"title: A,", "title: A: B,", "17:14 this line cannot be read"},
	{"title: A,", "title: [Draft] A,", "17:14 this line cannot be read"},
	{"title: A,", "title: A, B,", "17:36 a document has no key called B"},
	{"title: A,", "titel: A,", "17:26 a document has no key called titel"},
	{"questions:", "question:", "7:1 adopt.yaml has no key called question"},
	{"claims:", "claims: {}\nclaims:", "15:1 field claims appears twice"},
	{"docs/b.md:", "docs/a.md:", "18:3 field docs/a.md appears twice"},
	{"QP-02", "QP-01", "18:19 docs/b.md has the id QP-01, and so has docs/a.md"},
	{"QP-02", "qp-01", "18:19 docs/b.md has the id qp-01, and so has docs/a.md"},
	{"QP-02", "QP/02", `18:19 "QP/02" is not a valid id`},
	{"QP-02", "index", `18:19 "index" is not a valid id`},
	{"id: QP-02", "id: {txt: QP-02, file name: QP-03}", "18:20 id has no key called txt"},
	{"title: B", "title: TBD", `18:33 "TBD" is a placeholder`},
	{"title: B", "approved_date: 2018-02-30", `18:41 "2018-02-30" is not a date`},
	{"title: B", "approved_date: 30/02/2018", `18:41 "30/02/2018" is not a date`},
	{"title: B", "approved_date: next week", `18:41 "next week" is not a date`},
	{"title: B", "status: aproved", `18:34 status under questions does not say what "aproved" means`},
	{"Live: approved", "Lvie: approved", `17:57 status under questions does not say what "Live" means`},
	{"Live: approved", "Live: ok", `11:11 "ok" is not valid here`},
	{"title: B", "claims: [8.4.9]", "18:35 ISO 9001:2015 has no clause 8.4.9"},
	{"title: B", "claims: [8.4]", "18:35 clause 8.4 is a heading"},
	{"title: B", "claims: [8.4.1-8.4.3]", "18:35 ISO 9001:2015 has no clause 8.4.1-8.4.3"},
	{"title: B", "claims: {8.4.1: yes}", "18:34 expected a list of clauses"},
	{"title: B", "headings: [8.4]", "18:36 headings is a list"},
	{"clauses: proposed", "clauses: yes", `15:12 "yes" is not valid here`},
	{"docs: Quality", "dosc: Quality", "9:5 no document is in the folder dosc"},
	{"docs: Quality Manager", "docs: [Buyer]", "9:11 docs is a list"},
	{"docs: Quality", "@docs: Quality", "9:5 a value cannot begin with @"},
	{"day/month/year", "dd/mm/yyyy", `13:10 "dd/mm/yyyy" is not valid here`},
	{"revision: 0", "revision: [0]", "12:13 revision is a list"},
	{"docs/b.md", "docs/c.md", "18:3 docs/c.md: it cannot be read"},
	{"docs/b.md", "../b.md", `18:3 "../b.md" is not a path`},
	{"docs/b.md", "docs/b.txt", `18:3 "docs/b.txt" is not a Markdown or Word file`},
	{"docs/b.md", "other.md", "18:3 other.md is not in the folder of the documents"},
	{"{id: QP-02, title: B}", "[QP-02]", "18:14 the line of a document is a list"},
	{"edition: 2015", "edition: 2016", `4:12 "2016" is not valid here`},
	{"scope: 9001", "scope: 14001", `5:10 "14001" is not valid here`},
	{"scope: 9001", "language: german", `5:13 "german" is not valid here`},
	{"documents: docs", "documents: ../docs", `6:14 "../docs" is not a path`},
	{"documents: docs", "documents: dosc", "6:14 there is no folder dosc"},
	{"documents: docs", "exclude: ['[a']", `6:13 "[a" is not a pattern`},
	{"claims:", "<<<<<<< HEAD\nclaims:", "15:1 expected `field: value` here"},
	{soundPlan, "", "1:1 no document is listed here"},
	{soundPlan, "- a\n", "1:1 expected `field: value` lines"},
}

// TestPlanFaults edits adopt.yaml wrongly. Each fault is reported in its place.
func TestPlanFaults(t *testing.T) {
	for _, c := range planFaults {
		files := fstest.MapFS{"docs/a.md": {Data: []byte("# A\n")}, "docs/b.md": {Data: []byte("# B\n")}, "other.md": {Data: []byte("# C\n")}}
		p, findings := adopt.Read([]byte(strings.Replace(soundPlan, c.old, c.new, 1)))
		if len(findings) == 0 {
			_, more, err := p.Changes(files, nil)
			if err != nil {
				t.Fatal(err)
			}
			findings = more
		}
		got := ""
		for _, f := range findings {
			if line := fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Message); got == "" || c.want != "" && strings.HasPrefix(line, c.want) {
				got = line
			}
		}
		if c.want == "" && got != "" || !strings.HasPrefix(got, c.want) {
			t.Errorf("%q instead of %q: %q, want %q", c.new, c.old, got, c.want)
		}
	}
}
