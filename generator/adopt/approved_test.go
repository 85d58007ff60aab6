package adopt_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/adopt"
)

// TestApprovedOnlyWithReasons adopts documents that say by themselves that they are approved.
func TestApprovedOnlyWithReasons(t *testing.T) {
	for _, c := range []struct{ meta, status, missing string }{
		{"status: approved", "draft", "approver, approved_date, effective_date"},
		{"status: approved\napprover: Director", "draft", "approved_date, effective_date"},
		{"status: approved\napproved_by: Director\ndate approved: 2024-04-01", "draft", "effective_date"},
		{"status: approved\napprover: TBD\napproved_date: 2024-04-01\neffective_date: 2024-05-01", "draft", "approver"},
		{"status: approved\napprover: Director\napproved_date: 2024-04-31\neffective_date: 2024-05-01", "draft", "approved_date"},
		{"status: approved\napprover: Director\napproved_date: 04/05/2024\neffective_date: 2024-05-01", "draft", "approved_date"},
		{"status: approved\napproved_by: Director\napproved-on: 1 April 2024\nvalid_from: 01.05.2024", "approved", ""},
		{"status: approved\napprover: Director\napproved_date: 2024-04-01\neffective_date: 2024-05-01", "approved", ""},
		{"status: review", "review", ""},
		{"status: obsolete", "obsolete", ""},
	} {
		files := fstest.MapFS{"documents/QP-01.md": {Data: []byte("---\n" + c.meta + "\n---\n# QP-01 Purchasing\n")}}
		p, _, err := adopt.Scan(files, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for again := range 2 {
			files[adopt.File] = &fstest.MapFile{Data: p.Bytes()}
			outcome, _, err := plan(t, string(p.Bytes())).Changes(files, nil)
			if err != nil {
				t.Fatal(err)
			}
			write(files, outcome.Changes)
			missing := ""
			for _, d := range outcome.NotYet {
				missing += strings.Join(d.Missing, ", ")
			}
			meta := string(metaOf(files["documents/QP-01.md"].Data))
			if again == 0 && missing != c.missing || again == 1 && (missing != "" || len(outcome.Changes) > 0) {
				t.Errorf("%q, run %d: missing are %q, want %q", c.meta, again+1, missing, c.missing)
			}
			if !strings.Contains("\n"+meta, "\nstatus: "+c.status+"\n") || c.missing != "" && !strings.Contains("\n"+meta, "\n# status: approved\n") {
				t.Errorf("%q becomes\n%s", c.meta, meta)
			}
		}
	}
}
