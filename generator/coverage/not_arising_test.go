package coverage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNotArising says what a statement on a case answers: conditional items of the clause in the
// manual's own edition, with a reason, and nothing else. It covers no clause.
func TestNotArising(t *testing.T) {
	const (
		loss   = "Report on lost, damaged or unsuitable customer or provider property: "
		basis  = "Basis used for calibration or verification where no measurement standard exists: "
		later  = "Assessment of earlier results where equipment proved unfit: "
		sheets = "Results of calibration and verification: nothing; "
	)
	for _, tt := range []struct{ name, manual, clause, want string }{
		{"nothing is said", ``, "8.5.3", loss + "nothing"},
		{"a reason", `arises 8.5.3: We hold none.`, "8.5.3", loss + "does not arise, We hold none."},
		{"no reason", `arises 8.5.3:`, "8.5.3", loss + "nothing"},
		{"a blank reason", `arises 8.5.3: "  "`, "8.5.3", loss + "nothing"},
		{"another clause", `arises 8.5.2: No need.`, "8.5.3", loss + "nothing"},
		{"the heading above", `arises 8.5: No need.`, "8.5.3", loss + "nothing"},
		{"a clause whose number begins alike", `arises 8.5.30: No need.`, "8.5.3", loss + "nothing"},
		{"a key that there is not", `arises 8.5.3#loss: No need.`, "8.5.3", loss + "nothing"},
		{"a record as well", "arises 8.5.3: We hold none.\nA approved | records: [{name: Report, clauses: 8.5.3}]", "8.5.3", loss + "A"},
		{"what is always required", `arises 7.2: All are experienced.`, "7.2", "Evidence of competence: nothing"},
		{"what is required by implication", `arises 8.2.4: Nothing changes.`, "8.2.4", "Amended documents after a requirement change: nothing"},
		{"to the extent necessary", `arises 8.1: None needed.`, "8.1",
			"Operational documents needed for control of the processes: nothing; Evidence that processes ran as planned and output meets the criteria: nothing"},
		{"what planning decides", ``, "8.3.2", "Evidence needed to show that design requirements were met (as planned): nothing"},
		{"availability of information", `arises 8.5.1: No.`, "8.5.1", "Information defining product, service or activity characteristics and the results to achieve: does not arise, No."},
		{"where the clause is not applicable", "not 8.5.3: none\narises 8.5.3: We hold none.", "8.5.3", ""},
		{"under another edition", "arises 8.5.3: We hold none.\nlook edition=2026", "8.5.3", loss + "nothing"},
		{"under the own edition by name", "arises 8.5.3: We hold none.\nlook edition=2015", "8.5.3", loss + "does not arise, We hold none."},
		{"under another scope", "manual 2015 9002\narises 8.5.3: We hold none.\nlook scope=9001", "8.5.3", loss + "does not arise, We hold none."},

		{"one of two cases", "manual 2008 9001\narises 7.6#basis: No.", "7.6", sheets + basis + "does not arise, No.; " + later + "nothing"},
		{"both cases", "manual 2000 9001\narises 7.6#basis: No.\narises 7.6#earlier-results: None failed.", "7.6",
			sheets + basis + "does not arise, No.; " + later + "does not arise, None failed."},
		{"a clause with two cases", "manual 2008 9001\narises 7.6: No.", "7.6", sheets + basis + "nothing; " + later + "nothing"},
		{"a conditional clause", "manual 1994 9002\narises 4.7: Customers supply nothing.", "4.7",
			"a documented procedure: does not arise, Customers supply nothing.; quality records: does not arise, Customers supply nothing."},
		{"a conditional record", "manual 1994 9002\narises 4.9: No process has to be qualified.", "4.9",
			"a documented procedure: nothing; quality records: does not arise, No process has to be qualified."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := parseSketch(t, tt.manual).count(t)
			if diff := cmp.Diff(tt.want, showItems(x.Clause(tt.clause))); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tt.manual, diff)
			}
			if x.Summary.Covered > 0 {
				t.Error("a statement on a case has covered a clause")
			}
		})
	}
}
