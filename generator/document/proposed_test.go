package document_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

func TestProposed(t *testing.T) {
	said := func(claims []document.Claim) string {
		var list []string
		for _, c := range claims {
			list = append(list, fmt.Sprintf("%s/%s#%s", c.Edition, c.Clause, c.Section))
		}
		return strings.Join(list, " ")
	}
	for _, c := range []struct{ front, claims, proposed, editions, finding string }{
		{front: "proposed: {2026: [6.1.2, 6.1.3#a]}", proposed: "2026/6.1.2# 2026/6.1.3#a"},
		{front: "proposed: 6.1.3", proposed: "/6.1.3#"},
		{front: "proposed:\n  2026:\n  - 4.10", proposed: "2026/4.10#"},
		{front: "clauses: {2015: [6.1.2], 2026: []}\nproposed:", claims: "2015/6.1.2#", editions: "2015 2026"},
		{front: "clauses: [6.1.2]", claims: "/6.1.2#"},
		{front: "proposed: {2027: [6.1.3]}", finding: "2027 is not an edition of ISO 9001"},
		{front: "proposed: {2026: \"6.1.2, 6.1.3\"}", finding: `"6.1.2, 6.1.3" is one value, expected a clause`},
	} {
		d := document.Parse("documents/a.md", []byte("---\n"+c.front+"\n---\nText.\n"))
		got := []string{said(d.Claims), said(d.Proposed), strings.Join(d.Editions, " ")}
		if want := []string{c.claims, c.proposed, c.editions}; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", c.front, got, want)
		}
		found := ""
		for _, f := range d.Findings {
			found += f.Message
		}
		if found != c.finding {
			t.Errorf("%s: finding %q, want %q", c.front, found, c.finding)
		}
	}
	record := document.Parse("documents/a.md", []byte("---\nrecords:\n  - name: R\n    clauses: {2015: [6.1.2]}\n    proposed: {2026: [6.1.3]}\n---\n")).Records[0]
	if got := said(record.Clauses) + said(record.Proposed) + strings.Join(record.Editions, " "); got != "2015/6.1.2#2026/6.1.3#2015" {
		t.Errorf("record: %s", got)
	}
}
