package coverage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/standardname"
)

// TestInformation says what answers documented information. Clause 8.5.1 asks for a document and
// 7.2 for a record, 4.4.2 for both.
func TestInformation(t *testing.T) {
	const (
		scope   = "QMS scope statement, with justification of non-applicable requirements: "
		skill   = "Evidence of competence: "
		support = "Documents that support process operation: "
		ran     = "Records giving confidence that processes ran as planned: "
		record  = "records: [{name: Training log, clauses: %s}]"
	)
	with := func(status, clauses string) string { return "A " + status + " | " + fmt.Sprintf(record, clauses) }
	tests := []struct{ name, manual, clause, want string }{
		{"nothing", ``, "4.3", scope + "nothing"},
		{"a document that claims the clause", `A approved 4.3`, "4.3", scope + "A"},
		{"a section that claims it", `A approved 4.3#s`, "4.3", scope + "A"},
		{"a section that is not there", `A approved 4.3#nowhere`, "4.3", scope + "nothing"},
		{"a draft", `A draft 4.3`, "4.3", scope + "nothing"},
		{"an obsolete document", `A obsolete 4.3`, "4.3", scope + "nothing"},
		{"not yet effective", `A approved@2026-11-23 4.3`, "4.3", scope + "nothing"},
		{"a faulty document", `A approved 4.3 | no owner`, "4.3", scope + "nothing"},
		{"a record does not answer for a document", with("approved", "4.3"), "4.3", scope + "nothing"},
		{"two documents", "A approved 4.3\nB approved 4.3 4.3#s", "4.3", scope + "A+B"},

		{"no record", ``, "7.2", skill + "nothing"},
		{"a record", with("approved", "7.2"), "7.2", skill + "A"},
		{"a record with a list", with("approved", "[8.6, 7.2]"), "7.2", skill + "A"},
		{"a record for this edition", with("approved", "{2015: [7.2], 2008: [6.2.2]}"), "7.2", skill + "A"},
		{"a record for another edition", with("approved", "{2026: [7.2]}"), "7.2", skill + "nothing"},
		{"a claim does not answer for a record", `A approved 7.2`, "7.2", skill + "nothing"},
		{"a record of a draft", with("draft", "7.2"), "7.2", skill + "nothing"},
		{"a record of a document not yet effective", with("approved@2026-11-23", "7.2"), "7.2", skill + "nothing"},
		{"a record of a faulty document", with("approved", "7.2") + "; no owner", "7.2", skill + "nothing"},
		{"a record on a heading", with("approved", "7"), "7.2", skill + "nothing"},
		{"two records of one document", `A approved | records: [{name: x, clauses: 7.2}, {name: y, clauses: 7.2}]`, "7.2", skill + "A"},
		{"a record without clauses", `A approved 7.2 | records: [{name: x}]`, "7.2", skill + "nothing"},
		{"a record covers no clause", with("approved", "8.6"), "8.6",
			"Evidence of conformity with acceptance criteria: A; Traceability to the person authorizing release: A"},

		{"both are kept apart: the document", `A approved 4.4.2`, "4.4.2", support + "A; " + ran + "nothing"},
		{"both are kept apart: the record", with("approved", "4.4.2"), "4.4.2", support + "nothing; " + ran + "A"},

		{"nothing is asked for where a clause is not applicable", "not 7.2: because\n" + with("approved", "7.2"), "7.2", ""},
		{"nor under scope 9002", "manual 2015 9002", "8.3.3", ""},
		{"but again under --scope 9001", "manual 2015 9002\nnot 8.3: x\nlook scope=9001", "8.3.3", "Design and development inputs: nothing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := parseSketch(t, tt.manual).count(t)
			if diff := cmp.Diff(tt.want, showItems(x.Clause(tt.clause))); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.manual, diff)
			}
			if tt.clause == "8.6" && x.Clause("8.6").State != coverage.Gap {
				t.Error("a record has covered a clause")
			}
		})
	}
}

// TestDemanded keeps apart what the standard demands and the rest.
func TestDemanded(t *testing.T) {
	demanded := map[string]bool{"explicit": true, "implied": true, "general": true, "to-extent-necessary": true, "conditional": true}
	for _, year := range standardname.Years() {
		x := parseSketch(t, "manual "+year+" 9001").count(t)
		seen := map[string]int{}
		for _, c := range x.Clauses {
			for _, item := range c.Items {
				seen[item.Basis]++
				if item.Demanded() != demanded[item.Basis] {
					t.Errorf("%s %s: basis %q, demanded %v", year, c.ID, item.Basis, item.Demanded())
				}
				if strings.TrimSpace(item.Item) == "" {
					t.Errorf("%s %s: an item without words", year, c.ID)
				}
			}
		}
		if seen["explicit"] == 0 || seen["conditional"] == 0 || seen["to-extent-necessary"] == 0 || seen["available"] > 0 {
			t.Errorf("%s: bases %v", year, seen)
		}
	}
}

// TestKinds answers every item of an edition by a document and by a record: each answers its own
// kind alone.
func TestKinds(t *testing.T) {
	record := map[string]bool{"retain": true, "available-evidence": true, "maintain": false, "available": false}
	for _, year := range standardname.Years() {
		all := strings.Join(leaves(parseSketch(t, "manual "+year+" 9001").count(t).Manual.Standard), ", ")
		x := parseSketch(t, "manual "+year+" 9001\nDOC-1 approved | clauses: ["+all+"]\nREC-1 approved | records: [{name: x, clauses: ["+all+"]}]").count(t)
		for _, c := range x.Clauses {
			for _, item := range c.Items {
				want := "DOC-1"
				if record[item.Kind] {
					want = "REC-1"
				}
				if len(item.By) != 1 || item.By[0].Name() != want {
					t.Errorf("%s %s, %s: answered by %d documents, want %s", year, c.ID, item.Kind, len(item.By), want)
				}
			}
		}
	}
}
