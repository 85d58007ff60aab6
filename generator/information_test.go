package generator_test

import (
	"strings"
	"testing"
)

// TestInformationOnClausePages: what provides an item is named with its records, what is missing is said, and what does
// not arise has the organization's reason, on the page of the clause as on records.html.
func TestInformationOnClausePages(t *testing.T) {
	site := external(t, "not_arising: {'8.5.3': We hold nothing of others.}\n", "Text.")
	for page, wants := range map[string][]string{
		"clauses/8.5.3.html": {"We hold nothing of others."},
		"clauses/7.2.html":   {"nothing yet"},
		"records.html":       {"We hold nothing of others.", "nothing yet"},
	} {
		for _, want := range wants {
			if !strings.Contains(site[page], want) {
				t.Errorf("%s does not say %q", page, want)
			}
		}
	}
	site = external(t, "not_applicable: {'8.3': The customer designs., '7.2': Nobody works here.}\n", "Text.")
	for page, want := range map[string]string{"clauses/7.2.html": "declared not applicable", "clauses/8.3.3.html": "declared not applicable", "records.html": "declared not applicable"} {
		if !strings.Contains(site[page], "does not arise:</span> "+want) {
			t.Errorf("%s does not say why nothing is required", page)
		}
	}
	site = externalOf(t, "", "records: [{name: Certificates of training, clauses: ['7.2']}, {name: Other}]\n", "Text.")
	for _, page := range []string{"clauses/7.2.html", "records.html"} {
		if !strings.Contains(site[page], "QP-1</a> Certificates of training</td>") {
			t.Errorf("%s does not name the record", page)
		}
	}
}
