package document_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/document"
)

// TestOtherNames: a field under another name is understood where its value can mean one thing only.
func TestOtherNames(t *testing.T) {
	for _, tt := range []struct{ yaml, want string }{
		{"doc_id: QP-1", "id QP-1"}, {"document-id: QP-1", "id QP-1"}, {"Document ID: QP-1", "id QP-1"}, {"documentId: QP-1", "id QP-1"}, {"acronym: QP", "id QP"},
		{"ID: QP-1", "id QP-1"}, {"version: 1.10", "revision 1.10"}, {"rev: C", "revision C"}, {"name: Buying", "title Buying"},
		{"responsible: Buyer", "owner Buyer"}, {"process_owner: Buyer", "owner Buyer"}, {"Owner: Buyer", "owner Buyer"},
		{"approved_by: Chief", "approver Chief"}, {"approvers: Chief", "approver Chief"},
		{"approved: 2026-01-01", "approved_date 2026-01-01"}, {"approval_date: 2026-01-01", "approved_date 2026-01-01"}, {"effective: 2026-01-01", "effective_date 2026-01-01"},
		{"Effective Date: 2026-01-01", "effective_date 2026-01-01"}, {"next_review_date: 2026-01-01", "review_date 2026-01-01"}, {"review_due: 2026-01-01", "review_date 2026-01-01"},
		{"iso_clause: 8.4.1", "clauses 8.4.1"}, {"clause: [8.4.1, 8.6]", "clauses 8.4.1 8.6"}, {"iso_clauses: {2015: [8.4.1]}", "clauses 8.4.1"},
		{"approved: 05/03/2026", "approved_date 05/03/2026; bad-value 2"},
		// Values of another kind are not guessed.
		{"approved: true", "; unknown-field 2"}, {"approved: Chief", "; unknown-field 2"}, {"effective: immediately", "; unknown-field 2"},
		{"version: {major: 1}", "; unknown-field 2"}, {"approvers: [a, b]", "; unknown-field 2"}, {"approved_by: yes", "; unknown-field 2"},
		{"approved_by: 2026-01-01", "; unknown-field 2"}, {"clause: the supplier shall deliver", "; unknown-field 2"}, {"name: [a]", "; unknown-field 2"},
		// Two spellings of one field are an error at both; an empty one says nothing.
		{"id: QP-1\ndoc_id: QP-1", "id QP-1; front-matter 2; front-matter 3"}, {"version: 1\nrev: 2", "revision 1; front-matter 2; front-matter 3"},
		{"Owner: A\nowner: B", "owner A; front-matter 2; front-matter 3"}, {"owner:\nresponsible: B", "owner B"}, {"approved: true\napproved_date: 2026-01-01", "approved_date 2026-01-01; unknown-field 2"},
	} {
		d := document.Parse("documents/a.md", []byte("---\n"+tt.yaml+"\n---\n"))
		got := ""
		for _, f := range []struct{ name, value string }{{"id", d.ID.Value}, {"title", d.Title.Value}, {"revision", d.Revision.Value}, {"owner", d.Owner.Value}, {"approver", d.Approver.Value},
			{"approved_date", d.ApprovedDate.Value}, {"effective_date", d.EffectiveDate.Value}, {"review_date", d.ReviewDate.Value}} {
			if f.value != "" {
				got += f.name + " " + f.value
			}
		}
		for i, c := range d.Claims {
			if i == 0 {
				got += "clauses"
			}
			got += " " + c.Clause
		}
		for _, f := range d.Findings {
			got += fmt.Sprintf("; %s %d", f.Rule, f.Line)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.yaml, diff)
		}
	}
}

// TestStandardOfOtherClaims: claims under another name belong to the standard that the document names, under
// whatever name.
func TestStandardOfOtherClaims(t *testing.T) {
	for yaml, want := range map[string]string{
		"iso_clause: 8.4.1\niso_standard: ISO 27001": "ISO 27001", "clause: 8.4.1\nISO: 14001": "14001", "clause: 8.4.1\nstandard_ref: IATF 16949": "IATF 16949",
		"clause: 8.4.1\ntitle: Environment by ISO 14001": "ISO 14001", "clause: 8.4.1\ntitle: Purchasing (IATF 16949)": "IATF 16949", "clause: 8.4.1\ntitle: DIN EN ISO 45001 Safety": "DIN EN ISO 45001",
		"clause: 8.4.1\ntitle: Purchasing by ISO 9001": "", "clause: 8.4.1\ntitle: ISO 9001 and ISO 14001 together": "ISO 14001", "clause: 8.4.1\ntitle: Order 14001 of 2018": "",
		"clauses: 8.4.1\ntitle: What ISO 14001 has to do with it": "", "clause: 8.4.1\niso_standard: ISO 9001\ntitle: Beside ISO 14001": "ISO 9001",
		"clause: 8.4.1\nStandard: ISO 13485": "ISO 13485", "clause: 8.4.1\nstandard_owner: Chief": "", "clause: 8.4.1\ndepartment: Sales": "",
	} {
		d, got := document.Parse("documents/a.md", []byte("---\n"+yaml+"\n---\n")), ""
		for _, s := range d.Standards {
			got += s.Value
		}
		if got != want {
			t.Errorf("%s: the standard is %q, expected %q", yaml, got, want)
		}
	}
}

// TestFieldHints: what is near is named, and a word of its own is not taken for a misspelling.
func TestFieldHints(t *testing.T) {
	for _, tt := range []struct{ yaml, want string }{
		{"created: x", "known fields"}, {"approved: true", "did you mean approved_date?"}, {"approvers: [a, b]", "did you mean approver?"}, {"ownr: x", "did you mean owner?"},
		{"clauses: 8.5.1 to 8.5.3", "[8.5.1, 8.5.2, 8.5.3]"}, {"clauses: [5.1–5.3]", "[5.1, 5.2, 5.3]"}, {"clauses: 4.1 bis 4.2", "[4.1, 4.2]"}, {"clauses: 8.5.1-3", "[8.5.1, 8.5.2, 8.5.3]"},
		{"clauses: 8.5.1 and 8.5.2", "a list: [8.5.1, 8.5.2]"}, {"clauses: 8.5.1/8.5.2", "a list: [8.5.1, 8.5.2]"}, {"clauses: 8.5.1 und 8.5.2 und 8.6", "a list: [8.5.1, 8.5.2, 8.6]"},
		{"clauses: [8.5.1 & 8.6]", "a list: [8.5.1, 8.6]"}, {"clauses: 8.5.1; 8.6", "a list: [8.5.1, 8.6]"}, {"clauses: '8,5,1'", "write 8.5.1, or a list: [8, 5, 1]"}, {"clauses: 8.5.1#a and 8.6", "a list: [8.5.1#a, 8.6]"},
		{"clauses: 8.5.1 … 8.5.3", "[8.5.1, 8.5.2, 8.5.3]"}, {"clauses: 8.5.1 jusqu 8.5.2", "[8.5.1, 8.5.2]"}, {"clauses: 8.5.1 a 8.5.2", "[8.5.1, 8.5.2]"},
		{"updated: x", "known fields"}, {"tags: x", "known fields"}, {"layout: x", "known fields"}, {"department: x", "known fields"},
		{"docid: x", "did you mean id?"}, {"Document No: x", "did you mean id?"}, {"next_review: x", "did you mean review_date?"}, {"prepared-by: x", "did you mean author?"}, {"validFrom: x", "did you mean effective_date?"},
		{"alias: x", "did you mean aliases?"}, {"related_docs: x", "did you mean related?"}, {"replaced_by: x", "did you mean superseded_by?"}, {"document_type: x", "did you mean type?"}, {"Rev.: 3", "did you mean revision?"},
		{"clauses: 8.5 to 9.1", "all clauses from 8.5 to 9.1"}, {"title: [Draft] Purchasing", `"[Draft] Purchasing"`}, {`title: "A" and "B"`, `'"A" and "B"'`}, {"title: 'A' and B", `"'A' and B"`},
	} {
		d := document.Parse("documents/a.md", []byte("---\n"+tt.yaml+"\nsummary: s\n---\n"))
		if len(d.Findings) != 1 || !strings.Contains(d.Findings[0].Hint, tt.want) {
			t.Errorf("%s: %+v, expected one finding with the hint %s", tt.yaml, d.Findings, tt.want)
		}
	}
	for _, text := range []string{"id: QP-1\ntitle: T\n---\nText\n", "title: T\n---\n"} {
		if f := document.Parse("documents/a.md", []byte(text)).Findings; len(f) != 1 || !strings.Contains(f[0].Message, "no line `---` before it") {
			t.Errorf("%q: %+v", text, f)
		}
	}
}
