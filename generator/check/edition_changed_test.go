package check_test

import (
	"strings"
	"testing"
)

// TestEditionChanged holds the rules on changes against a document that serves two editions, while the manual moves from
// one to the other. The manual has edition 2015 first. In a state, the fields of the document stand after the edition.
func TestEditionChanged(t *testing.T) {
	t.Parallel()
	const moved = "clauses: {2015: [10.3], 2026: [10.1]}"
	for _, c := range []struct {
		name   string
		states []string
		want   string
	}{
		{"claims for the edition to come, and then the manual moves", []string{"2015 clauses: [10.3]", "2015 " + moved, "2026 " + moved}, ""},
		{"both in one commit", []string{"2015 clauses: [10.3]", "2026 " + moved}, ""},
		{"the old claims go with the move", []string{"2015 clauses: [10.3]", "2015 " + moved, "2026 clauses: {2026: [10.1]}"}, ""},
		{"a list again after the move", []string{"2015 clauses: [10.3]", "2015 " + moved, "2026 " + moved, "2026 clauses: [10.1]"}, ""},
		{"a map first", []string{"2015 clauses: {2015: [10.3]}", "2015 " + moved, "2026 " + moved}, ""},
		{"the old claims change after the move", []string{"2015 " + moved, "2026 " + moved, "2026 clauses: {2015: [10.2.1], 2026: [10.1]}"}, ""},
		{"a claim comes after the move", []string{"2015 " + moved, "2026 " + moved, "2026 clauses: {2015: [10.3], 2026: [10.1, 9.1.1]}"}, "revision-not-raised"},
		{"a claim comes with the move", []string{"2015 " + moved, "2026 clauses: {2015: [10.3], 2026: [10.1, 9.1.1]}"}, "revision-not-raised"},
		{"the list itself is another", []string{"2015 clauses: [10.3]", "2026 clauses: [10.1]"}, "revision-not-raised"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			archive := ""
			for i, state := range c.states {
				edition, fields, _ := strings.Cut(state, " ")
				archive += "-- commit 2026-0" + string(rune('3'+i)) + "-16 State --\n-- manual.yaml --\n" + strings.Replace(load(t).config, "edition: 2015", "edition: "+edition, 1) +
					ofPair(fields+"\n---\nText.")
			}
			x := &example{archive: archive}
			result, _, err := x.run(t, load(t).config)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range result.Findings {
				if f.Rule == "revision-not-raised" || f.Rule == "changed-after-approval" {
					got = append(got, f.Rule)
				}
			}
			if said := strings.Join(got, " "); said != c.want {
				t.Errorf("%q, want %q", said, c.want)
			}
		})
	}
}
