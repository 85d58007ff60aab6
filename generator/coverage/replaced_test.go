package coverage_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/coverage"
)

// TestReplaced says when a document counts beside another one that replaces it: the state of clause
// 8.6, and why.
func TestReplaced(t *testing.T) {
	const (
		a       = "A approved 8.6"
		covered = "covered: A"
		lost    = "gap: claimed only by documents that do not count: A (replaced by B)"
	)
	tests := []struct{ name, manual, want string }{
		{"nothing replaces it", a + "\nB approved", covered},
		{"the successor says so", a + "\nB approved | supersedes: A", lost},
		{"the document says so itself", a + " | superseded_by: B\nB approved", lost},
		{"both say so", a + " | superseded_by: B\nB approved | supersedes: A", lost},
		{"in a list", a + "\nC obsolete\nB approved | supersedes: [C, A]", lost},
		{"in a list of its own", "C draft\n" + a + " | superseded_by: [C, B]\nB approved", lost},
		{"one successor of two is in force", a + " | superseded_by: [B, C]\nB approved\nC draft", lost},
		{"the successor claims the clause", a + "\nB approved 8.6 | supersedes: A", "covered: B, A (replaced by B)"},
		{"another document claims the clause", a + "\nB approved | supersedes: A\nC approved 8.6", "covered: C, A (replaced by B)"},
		{"one in preparation claims the clause", a + "\nB approved | supersedes: A\nC draft 8.6", "pending: in preparation: C (draft)"},
		{"effective on the day itself", a + "\nB approved@2026-11-22 | supersedes: A", lost},

		{"a draft takes nothing away", a + "\nB draft | supersedes: A", covered},
		{"nor when it is named", a + " | superseded_by: B\nB draft", covered},
		{"one in review takes nothing away", a + "\nB review | supersedes: A", covered},
		{"one not yet effective takes nothing away", a + "\nB approved@2026-11-23 | supersedes: A", covered},
		{"one not yet approved takes nothing away", a + "\nB approved | supersedes: A; approved_date: 2026-11-23", covered},
		{"a faulty one takes nothing away", a + "\nB approved | supersedes: A; no owner", covered},
		{"one without an approver takes nothing away", a + "\nB approved | supersedes: A; no approver", covered},
		{"one that names another document too that is not there", a + "\nB approved | supersedes: [A, ZZ-9]", covered},
		{"an obsolete one without a successor takes nothing away", a + "\nB obsolete | supersedes: A", covered},
		{"a draft that claims the clause", a + "\nB draft 8.6 | supersedes: A", "covered: A, B (draft)"},

		{"in a chain only the last counts", a + "\nB approved 8.6 | supersedes: A\nC approved 8.6 | supersedes: B",
			"covered: C, A (replaced by B), B (replaced by C)"},
		{"a replaced successor still replaces", a + " | superseded_by: B\nB approved | superseded_by: C\nC approved", lost},
		{"by way of an obsolete one", a + " | superseded_by: B\nB obsolete | superseded_by: C\nC approved",
			"gap: claimed only by documents that do not count: A (replaced by C)"},
		{"by way of an obsolete one, from the other side", a + "\nB obsolete | supersedes: A\nC approved | supersedes: B",
			"gap: claimed only by documents that do not count: A (replaced by C)"},
		{"by way of two", a + " | superseded_by: B\nB obsolete | superseded_by: C\nC obsolete\nD approved | supersedes: C",
			"gap: claimed only by documents that do not count: A (replaced by D)"},
		{"by way of an obsolete one to a draft", a + " | superseded_by: B\nB obsolete | superseded_by: C\nC draft", covered},
		{"not by way of a draft", a + " | superseded_by: B\nB draft | superseded_by: C\nC approved", covered},
		{"not by way of one in review", a + " | superseded_by: B\nB review | superseded_by: C\nC approved", covered},
		{"not by way of one not yet effective", a + " | superseded_by: B\nB approved@2026-11-23 | superseded_by: C\nC approved", covered},

		{"two supersede each other", a + " | supersedes: B\nB approved 8.6 | supersedes: A",
			"gap: claimed only by documents that do not count: A (replaced by B); B (replaced by A)"},
		{"each is superseded by the other", a + " | superseded_by: B\nB approved | superseded_by: A", lost},
		{"one says both", a + " | superseded_by: B; supersedes: B\nB approved", lost},
		{"three in a circle", a + " | supersedes: B\nB approved | supersedes: C\nC approved 8.6 | supersedes: A",
			"gap: claimed only by documents that do not count: A (replaced by C); C (replaced by B)"},
		{"a circle through an obsolete one that it names", a + " | superseded_by: B\nB obsolete | superseded_by: A", lost},
		{"taken up again after an obsolete one", a + " | supersedes: B\nB obsolete | supersedes: A", covered},
		{"taken up again, said from one side", a + "\nB obsolete | supersedes: A; superseded_by: A", covered},
		{"a circle with a draft", a + " | supersedes: B\nB draft 8.6 | supersedes: A", "covered: A, B (replaced by A)"},
		{"it supersedes itself", a + " | supersedes: A", "gap: claimed only by documents that do not count: A (error in the front matter: A supersedes itself (line 12))"},
		{"it is superseded by itself", a + " | superseded_by: [A]", "gap: claimed only by documents that do not count: A (error in the front matter: A is superseded by itself (line 12))"},
		{"the successor supersedes itself too", a + "\nB approved | supersedes: [A, B]", covered},

		{"an id of several documents is none of them", a + "\nB approved 8.6 | supersedes: A; id: B\nB2 approved | id: B",
			"covered: A, B (error in the front matter: id B is also the id of documents/b2.md, line 10 (line 12))"},
		{"an id that is written otherwise is another one", a + "\nB approved 8.6 | supersedes: a",
			"covered: A, B (error in the front matter: supersedes names a, and no document has this id (line 12))"},
		{"a replaced draft is not in preparation", "A draft 8.6\nB approved | supersedes: A", lost},
		{"nor one not yet effective", "A approved@2026-11-23 8.6 | superseded_by: B\nB approved", lost},
		{"an obsolete one stays obsolete", "A obsolete 8.6\nB approved | supersedes: A", "gap: claimed only by documents that do not count: A (obsolete)"},
		{"a fault goes before", "A approved 8.6 | no owner\nB approved | supersedes: A",
			"gap: claimed only by documents that do not count: A (error in the front matter: the document has no owner (line 1))"},
		{"related says nothing", a + " | related: B\nB approved | related: A", covered},
		{"under another edition", "look edition=2026\nA approved | clauses: {2015: [8.6], 2026: [8.6]}\nB approved | supersedes: A", lost},

		{"approved later", "A approved 8.6 | approved_date: 2026-11-23", "pending: in preparation: A (approval dated 2026-11-23)"},
		{"approved on the day itself", "A approved 8.6 | approved_date: 2026-11-22", covered},
		{"approved later, effective on that day", "A approved@2026-12-01 8.6 | approved_date: 2026-12-01", "pending: in preparation: A (effective from 2026-12-01)"},
		{"approved later, effective later still", "A approved@2026-12-24 8.6 | approved_date: 2026-12-01", "pending: in preparation: A (effective from 2026-12-24)"},
		{"approved after it is to take effect", "A approved@2026-12-01 8.6 | approved_date: 2026-12-24", "pending: in preparation: A (approval dated 2026-12-24)"},
		{"looked at on that day", "look date=2026-12-24\nA approved 8.6 | approved_date: 2026-12-24", covered},
		{"a draft with a day for its approval", "A draft 8.6 | approved_date: 2026-12-24", "pending: in preparation: A (draft)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := parseSketch(t, tt.manual).count(t)
			if diff := cmp.Diff("8.6 "+tt.want+"\n", show(x, "8.6")); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.manual, diff)
			}
			for _, e := range x.Manual.Entries {
				if x.Replaced(e) != nil && x.Effective(e) {
					t.Errorf("%s is replaced and effective", e.Name())
				}
			}
		})
	}
}

// TestLongChains counts chains and circles of many documents, which must not take the square of their
// length.
func TestLongChains(t *testing.T) {
	const n = 3000
	id := func(i int) string { return "QP-" + strings.Repeat("0", 4-len(strconv.Itoa(i))) + strconv.Itoa(i) }
	for name, status := range map[string]string{"all approved": "approved", "obsolete between": "obsolete"} {
		for _, circle := range []bool{false, true} {
			s := parseSketch(t, "")
			for i := range n {
				p := paper{file: "documents/" + id(i) + ".md", id: id(i), status: status, effective: "2026-01-01", extra: []string{"superseded_by: " + id((i+1)%n)}}
				if i == 0 || i == n-1 {
					p.status, p.claims = "approved", []string{"8.6"}
				}
				if i == n-1 && !circle {
					p.extra = nil
				}
				s.papers = append(s.papers, p)
			}
			want := coverage.Covered
			if circle {
				want = coverage.Gap
			}
			if got := s.count(t).Clause("8.6"); got.State != want {
				t.Errorf("%s, circle %v: %s", name, circle, got.State)
			}
		}
	}
}

// TestRecordsCount says which records answer: 7.2 asks for evidence of competence.
func TestRecordsCount(t *testing.T) {
	const record = " | records: [{name: Training log, clauses: %}]"
	tests := []struct{ name, manual, want string }{
		{"a clause", "A approved" + record, "A"},
		{"a section that is there", "A approved" + strings.Replace(record, "%", "7.2#s", 1), "A"},
		{"a section that is not there", "A approved" + strings.Replace(record, "%", "7.2#nowhere", 1), "nothing"},
		{"one of two sections is there", "A approved" + strings.Replace(record, "%", "[7.2#nowhere, 7.2#s]", 1), "A"},
		{"the heading above", "A approved" + strings.Replace(record, "%", "7", 1), "nothing"},
		{"an unknown clause is a fault of the document", "A approved" + strings.Replace(record, "%", "[7.2, 7.29]", 1), "nothing"},
		{"of a draft", "A draft" + record, "nothing"},
		{"of an obsolete document", "A obsolete" + record, "nothing"},
		{"of a replaced document", "A approved" + record + "\nB approved | supersedes: A", "nothing"},
		{"of a document that calls itself replaced", "A approved" + record + "; superseded_by: B\nB approved", "nothing"},
		{"of a document that a draft is to replace", "A approved" + record + "\nB draft | supersedes: A", "A"},
		{"of a document approved later", "A approved" + record + "; approved_date: 2026-12-24", "nothing"},
		{"of a document effective later", "A approved@2026-12-24" + record, "nothing"},
		{"of one in a circle", "A approved" + record + "; supersedes: B\nB approved | supersedes: A", "nothing"},
		{"of one that supersedes itself", "A approved" + record + "; supersedes: A", "nothing"},
		{"of the successor", "A approved\nB approved" + record + "; supersedes: A", "B"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := parseSketch(t, strings.Replace(tt.manual, "%", "7.2", 1)).count(t)
			if diff := cmp.Diff("Evidence of competence: "+tt.want, showItems(x.Clause("7.2"))); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.manual, diff)
			}
		})
	}
	x := parseSketch(t, "not 7.2: because\nA approved"+strings.Replace(record, "%", "7.2", 1)).count(t)
	if e := x.Manual.Entries[0]; len(x.RecordsFor(e, "7.2")) > 0 {
		t.Error("a record answers at a clause that is not applicable")
	}
}
