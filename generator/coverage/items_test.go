package coverage_test

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/coverage"
)

// TestItemStates says how things are with each item of a clause, those of clauses that do not apply among them.
func TestItemStates(t *testing.T) {
	const log = " | records: [{name: Log, clauses: 7.2}]"
	for _, tt := range []struct{ name, manual, clause, want string }{
		{"nothing", ``, "7.2", "missing"},
		{"a record", "A approved" + log, "7.2", "provided"},
		{"a record of a draft", "A draft" + log, "7.2", "in-preparation A"},
		{"a record in review", "A review" + log, "7.2", "in-preparation A"},
		{"a record not yet effective", "A approved@2026-11-23" + log, "7.2", "in-preparation A"},
		{"a record of an obsolete document", "A obsolete" + log, "7.2", "missing"},
		{"a record of a faulty draft", "A draft" + log + "; no owner", "7.2", "missing"},
		{"a record and one of a draft", "A approved" + log + "\nB draft" + log, "7.2", "provided"},
		{"a draft for another edition", "A draft | records: [{name: Log, clauses: {2026: [7.2]}}]", "7.2", "missing"},
		{"a document in review", `A review 4.3`, "4.3", "in-preparation A"},
		{"a draft and a record of it", "A draft 4.4.2 | records: [{name: x, clauses: 4.4.2}]", "4.4.2", "in-preparation A; in-preparation A"},
		{"a draft of a document only", "A draft 4.4.2", "4.4.2", "in-preparation A; missing"},
		{"a case that does not arise", `arises 8.5.3: We hold none.`, "8.5.3", "not-arising"},
		{"such a case with a draft", "arises 8.5.3: We hold none.\nA draft | records: [{name: x, clauses: 8.5.3}]", "8.5.3", "not-arising"},
		{"such a case with a record", "arises 8.5.3: We hold none.\nA approved | records: [{name: x, clauses: 8.5.3}]", "8.5.3", "provided"},
		{"what planning decides", ``, "8.3.2", "open"},
		{"a clause that is not applicable", "not 7.2: because\nA approved" + log, "7.2", "not-arising"},
		{"a clause outside the scope", "manual 2015 9002", "8.3.3", "not-arising"},
		{"the same under scope 9001", "manual 2015 9002\nnot 8.3: x\nlook scope=9001", "8.3.3", "missing"},
		{"a clause without items", ``, "7.3", ""},
	} {
		x := parseSketch(t, tt.manual).count(t)
		var got []string
		for _, i := range x.Clause(tt.clause).AllItems() {
			state := string(i.State())
			for _, e := range i.Coming {
				state += " " + e.Name()
			}
			got = append(got, state)
			if i.Missing() != (i.State() == coverage.ItemMissing || i.State() == coverage.InPreparation && i.Demanded()) && !i.Excluded {
				t.Errorf("%s: missing %v, but %s", tt.name, i.Missing(), i.State())
			}
		}
		if said := strings.Join(got, "; "); said != tt.want {
			t.Errorf("%s: %s has %q, want %q", tt.name, tt.clause, said, tt.want)
		}
		if n := x.Information(); n.Demanded != n.Provided+n.InPreparation+n.Missing+n.NotArising {
			t.Errorf("%s: %+v does not add up", tt.name, n)
		}
	}
}
