package check_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestSelfApproval holds the rule against the ways in which people are named. Said is who is both author
// and approver, with a + where somebody else approved it too; "" stands for no finding.
func TestSelfApproval(t *testing.T) {
	for _, c := range []struct{ author, approver, said string }{
		{"A. Miller", "A. Miller", "A. Miller"},
		{"A. Miller", "B. Jones", ""},
		{"a. miller", "A. MILLER", "A. MILLER"},
		{"A.  Miller", "A. Miller", "A. Miller"},
		{"A.Miller", "A. Miller", "A. Miller"},
		{"A. Miller, B. Jones", "B. Jones", "B. Jones"},
		{"A. Miller; B. Jones", "B. Jones", "B. Jones"},
		{"A. Miller / B. Jones", "B. Jones", "B. Jones"},
		{"A. Miller & B. Jones", "B. Jones", "B. Jones"},
		{"A. Miller + B. Jones", "B. Jones", "B. Jones"},
		{"A. Miller and B. Jones", "B. Jones", "B. Jones"},
		{"A. Miller und B. Jones", "b. jones", "b. jones"},
		{"A. Miller, C. Smith and B. Jones", "Jones, B.", "Jones, B."},
		{"A. Miller, B. Jones", "C. Smith", ""},
		{"B. Jones", "A. Miller, B. Jones", "B. Jones+"},
		{"A. Miller, B. Jones", "B. Jones, A. Miller", "B. Jones and A. Miller"},
		{"A. Miller, B. Jones", "C. Smith, D. Brown", ""},
		{"Anna Miller", "Miller, Anna", "Miller, Anna"},
		{"Miller, Anna", "Anna Miller", "Anna Miller"},
		{"Anna Miller", "Miller Anna", "Miller Anna"},
		{"Miller, Anna", "Miller, Ben", ""},
		{"Miller, Anna", "Ben Miller", ""},
		{"Miller, Jones", "Jones", "Jones"},
		{"Miller, Jones, Smith", "Jones", "Jones"},
		{"Miller, A., Jones, B.", "B. Jones", "B. Jones"},
		{"Miller, Anna; Jones, Ben", "Ben Jones", "Ben Jones"},
		{"Miller, Anna, Jones, Ben", "Ben Jones", "Ben Jones"},
		{"Miller A.", "A. Miller", "A. Miller"},
		{"Anna Miller", "A. Miller", "A. Miller"},
		{"Anna Miller", "Arthur Miller", ""},
		{"A. Miller", "B. Miller", ""},
		{"Anna Maria Miller", "Anna Miller", "Anna Miller"},
		{"A. M. Miller", "Anna Maria Miller", "Anna Maria Miller"},
		{"A. M. Miller", "Anna Berta Miller", ""},
		{"Miller", "Anna Miller", "Anna Miller"},
		{"Dr. Anna Miller", "Anna Miller", "Anna Miller"},
		{"Prof. Dr. A. Miller, MBA", "A. Miller", "A. Miller"},
		{"Frau Miller", "Miller", "Miller"},
		{"Anna Miller <anna.miller@northmill.example>", "Anna Miller", "Anna Miller"},
		{"anna.miller@northmill.example", "Anna Miller", "Anna Miller"},
		{"am@northmill.example", "Anna Miller <am@northmill.example>", "Anna Miller"},
		{"Anna Miller <am@northmill.example>", "Ben Jones <bj@northmill.example>", ""},
		{"A. Miller (QM)", "A. Miller", "A. Miller"},
		{"A. Miller (QM)", "B. Jones (QM)", ""},
		{"A. Miller (Quality Manager)", "Quality Manager", "Quality Manager"},
		{"Quality Manager (A. Miller)", "Anna Miller", "Anna Miller"},
		{"Quality Manager (A. Miller)", "Quality Manager (B. Jones)", ""},
		{"A. Miller, Quality Manager", "A. Miller, Managing Director", "A. Miller"},
		{"A. Miller, Quality Manager", "B. Jones, Managing Director", ""},
		{"A. Miller, Quality Manager", "B. Jones, Quality Manager", ""},
		{"A. Miller – Quality Manager", "A. Miller", "A. Miller"},
		{"Quality Manager: A. Miller", "A. Miller", "A. Miller"},
		{"A. Müller", "A. Mueller", "A. Mueller"},
		{"René Lefèvre", "Rene Lefevre", "Rene Lefevre"},
		{"Jan van der Berg", "J. van der Berg", "J. van der Berg"},
		{"van der Berg, Jan", "Jan van der Berg", "Jan van der Berg"},
		{"A. Meister", "B. Meister", ""},
		{"A. Anderson", "B. Sanders", ""},

		{"Quality Manager", "quality manager", "quality manager"},
		{"Quality Manager", "The quality  manager", "The quality manager"},
		{"Head of Quality", "Quality Head", "Quality Head"},
		{"Quality Manager", "Deputy Quality Manager", ""},
		{"Quality Manager", "Quality Manager (deputy)", ""},
		{"Quality Manager (plant 1)", "Quality Manager (plant 2)", ""},
		{"Quality Manager", "Quality Manager (QM)", "Quality Manager"},
		{"Quality Manager", "Managing Director", ""},
		{"Purchasing Manager", "Production Manager", ""},
		{"Production and Quality Manager", "Quality Manager", ""},
		{"Quality Manager", "Production and Quality Manager", ""},
		{"Health, Safety and Environment Manager", "Environment Manager", ""},
		{"Quality/Environment Manager", "Environment Manager", ""},
		{"Head of Research and Development", "Head of Research", ""},
		{"R&D Manager", "D Manager", ""},
		{"Quality Manager and Production Manager", "Production Manager", "Production Manager"},
		{"Managing Director/Quality Manager", "Quality Manager", "Quality Manager"},
		{"Quality Manager, Production Manager", "Managing Director, Production Manager", "Production Manager+"},
		{"Leiter Produktion und Qualität", "Leiter Qualität", ""},
		{"Leiter Produktion, Leiter Qualität", "Leiter Qualität", "Leiter Qualität"},
		{"Leiter Qualität", "Leiterin Qualität", "Leiterin Qualität"},
		{"Leiter/in Qualität", "Leiterin Qualität", "Leiterin Qualität"},
		{"QM-Beauftragter", "QM-Beauftragte", "QM-Beauftragte"},
		{"QM/UM-Beauftragter", "UM-Beauftragter", ""},
		{"Vertriebs- und Qualitätsleiter", "Qualitätsleiter", ""},
		{"QM", "GF", ""},
		{"QM", "QM, GF", "QM+"},
		{"Assistant to the Managing Director", "Managing Director", ""},
		{"Vice President, Operations", "Operations", ""},
		{"", "A. Miller", ""},
		{"A. Miller", "", ""},
	} {
		page := "---\nid: QP-1\ntitle: T\nrevision: 1\nstatus: approved\nowner: O\nauthor: %q\napprover: %q\napproved_date: 2026-02-16\neffective_date: 2026-03-02\n---\n\nText.\n"
		x := &example{archive: "-- documents/a.md --\n" + fmt.Sprintf(page, c.author, c.approver)}
		result, _, err := x.run(t, load(t).config)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, f := range result.Findings {
			if f.Rule != "self-approval" {
				continue
			}
			who, more, others := strings.Cut(f.Message, "; ")
			said = strings.TrimSuffix(strings.TrimSuffix(who, " is both author and approver"), " are both authors and approvers")
			if others && more != "" {
				said += "+"
			}
		}
		if said != c.said {
			t.Errorf("author %q, approver %q: %q, want %q", c.author, c.approver, said, c.said)
		}
	}
}
