package coverage_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

type countTest struct {
	name, manual string
	want         string // what show prints; the first word of each line is the clause asked for
}

func runCounts(t *testing.T, tests []countTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := ""
			var ids []string
			for line := range strings.Lines(tt.want) {
				if line = strings.TrimSpace(line); line != "" {
					want += line + "\n"
					ids = append(ids, strings.Fields(line)[0])
				}
			}
			got := show(parseSketch(t, tt.manual).count(t), ids...)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tt.manual, diff)
			}
		})
	}
}

// TestStates goes through the table of states.
func TestStates(t *testing.T) {
	runCounts(t, []countTest{
		{"covered by an effective document", `A approved 8.4.1`, `
			8.4.1 covered: A
			8.4.2 gap: no document claims it
			sum 65: 1 covered, 0 pending, 64 gap, 0 not applicable, 0 outside, 1.5 % of 65`},
		{"covered by a section", `A approved 8.4.1#s`, `8.4.1 covered: A#s`},
		{"covered by a single scalar", `A approved | clauses: 8.4.1`, `8.4.1 covered: A`},
		{"covered by several, in the order of their ids", `
			QP-10 approved 8.4.1
			QP-2 approved 8.4.1`,
			`8.4.1 covered: QP-2, QP-10`},
		{"covered, with what does not count behind what does", `
			A draft 8.4.1
			B obsolete 8.4.1
			C approved 8.4.1
			D approved@2027-01-01 8.4.1`,
			`8.4.1 covered: C, A (draft), B (obsolete), D (effective from 2027-01-01)`},
		{"a draft is in preparation", `A draft 8.4.1`, `
			8.4.1 pending: in preparation: A (draft)
			sum 65: 0 covered, 1 pending, 64 gap, 0 not applicable, 0 outside, 0.0 % of 65`},
		{"a document in review is in preparation", `A review 8.4.1`, `8.4.1 pending: in preparation: A (in review)`},
		{"approved and not yet effective is in preparation", `A approved@2026-11-23 8.4.1`,
			`8.4.1 pending: in preparation: A (effective from 2026-11-23)`},
		{"in preparation, and only those are named that are", `
			A draft 8.4.1
			B obsolete 8.4.1
			C review 8.4.1`,
			`8.4.1 pending: in preparation: A (draft); C (in review)`},
		{"no claim", ``, `
			8.4.1 gap: no document claims it
			sum 65: 0 covered, 0 pending, 65 gap, 0 not applicable, 0 outside, 0.0 % of 65`},
		{"only obsolete", `A obsolete 8.4.1`, `8.4.1 gap: claimed only by documents that do not count: A (obsolete)`},
		{"only faulty and obsolete", `
			A approved 8.4.1 | no owner
			B obsolete 8.4.1`,
			`8.4.1 gap: claimed only by documents that do not count: A (error in the front matter: the document has no owner (line 1)); B (obsolete)`},
		{"declared not applicable", `not 8.5.3: customers lend us nothing`, `
			8.5.3 not-applicable: declared not applicable "customers lend us nothing"
			sum 65: 0 covered, 0 pending, 64 gap, 1 not applicable, 0 outside, 0.0 % of 64`},
		{"not applicable by scope 9002 since 2000", `
			manual 2015 9002
			not 8.3: we build to drawing`, `
			8.3.1 not-applicable: not applicable under scope 9002 "we build to drawing"
			sum 65: 0 covered, 0 pending, 59 gap, 6 not applicable, 0 outside, 0.0 % of 59`},
		{"not applicable by scope without a justification", `manual 2008 9002`, `
			7.3.1 not-applicable: not applicable under scope 9002`},
		{"outside the model of 1994", `manual 1994 9002`, `
			4.4.1 outside: not part of ISO 9002:1994
			4.4 0 of 0
			sum 59: 0 covered, 0 pending, 50 gap, 0 not applicable, 9 outside, 0.0 % of 50`},
	})
}

// TestEffective is about what makes a claim count.
func TestEffective(t *testing.T) {
	faulty := func(what string) string {
		return "8.6 gap: claimed only by documents that do not count: A (error in the front matter: " + what + ")"
	}
	runCounts(t, []countTest{
		{"from the day of the build", `A approved@2026-11-22 8.6`, `8.6 covered: A`},
		{"not from the day after", `A approved@2026-11-23 8.6`, `8.6 pending: in preparation: A (effective from 2026-11-23)`},
		{"--date later", `
			look date=2026-11-23
			A approved@2026-11-23 8.6`, `8.6 covered: A`},
		{"--date earlier", `
			look date=2025-12-31
			A approved@2026-01-01 8.6`, `8.6 pending: in preparation: A (effective from 2026-01-01)`},
		{"--drafts publishes and does not count", `
			look drafts
			A draft 8.6`, `8.6 pending: in preparation: A (draft)`},
		{"an overdue review is not a fault", `A approved 8.6 | review_date: 2026-02-01`, `8.6 covered: A`},
		{"an unknown field is not a fault", `A approved 8.6 | ownr: Boss`, `8.6 covered: A`},
		{"an author who approves is not a fault", `A approved 8.6 | author: Managing director`, `8.6 covered: A`},
		{"missing id", `A approved 8.6 | no id`,
			`8.6 gap: claimed only by documents that do not count: documents/a.md (error in the front matter: the document has no id (line 1))`},
		{"missing title", `A approved 8.6 | no title`, faulty("the document has no title (line 1)")},
		{"missing revision", `A approved 8.6 | no revision`, faulty("the document has no revision (line 1)")},
		{"missing status", `A approved 8.6 | no status`, faulty("the document has no status (line 1)")},
		{"unknown status", `A Approved 8.6`, faulty("Approved is not a valid status (line 5)")},
		{"no approver", `A approved 8.6 | no approver`, faulty("the document is approved without approver (line 5)")},
		{"no date of approval", `A approved 8.6 | no approved_date`, faulty("the document is approved without approved_date (line 5)")},
		{"no effective date", `A approved 8.6 | no effective_date`, faulty("the document is approved without effective_date (line 5)")},
		{"a date that is none", `A approved@05/03/2026 8.6`, faulty("05/03/2026 is not a date (line 10)")},
		{"a day that is not in the calendar", `A approved@2026-02-30 8.6`, faulty("2026-02-30 is not in the calendar (line 10)")},
		{"another date that is none", `A approved 8.6 | review_date: soon`, faulty("soon is not a date (line 12)")},
		{"another clause that is not there", `A approved 8.6 8.99`, faulty("ISO 9001:2015 has no clause 8.99 (line 11)")},
		{"a doubled field", `A approved 8.6 | revision: 2; "revision": 3`, faulty("field revision appears twice; the first is on line 11 (line 12)")},
		{"an anchor", `A approved 8.6 | owner: &boss Boss`, faulty("anchor &boss is not allowed here (line 11)")},
		{"a document that supersedes one that is not there", `A approved 8.6 | supersedes: B`,
			faulty("supersedes names B, and no document has this id (line 12)")},
		{"two documents with one id", `
			A approved 8.6
			B approved 8.6 | id: A`,
			`8.6 gap: claimed only by documents that do not count: A (error in the front matter: id A is also the id of documents/b.md, line 11 (line 2)); A (error in the front matter: id A is also the id of documents/a.md, line 2 (line 11))`},
		{"two ids that differ in case", `
			A approved 8.6
			B approved 8.6 | id: a`,
			`8.6 gap: claimed only by documents that do not count: A (error in the front matter: id A has the same address, documents/a.html, as id a in documents/b.md, line 11 (line 2)); a (error in the front matter: id a has the same address, documents/a.html, as id A in documents/a.md, line 2 (line 11))`},
		{"a fault and a later status: the fault is named", `A draft 8.6 | no owner`, faulty("the document has no owner (line 1)")},
	})
}

// TestSections is about claims on a heading of the document.
func TestSections(t *testing.T) {
	runCounts(t, []countTest{
		{"a section that is not there", `A approved 8.6#nowhere`,
			`8.6 gap: claimed only by documents that do not count: A (section #nowhere is not in the document)`},
		{"the other claims of the document count", `A approved 8.6#nowhere 8.4.1#s 8.4.2`, `
			8.6 gap: claimed only by documents that do not count: A (section #nowhere is not in the document)
			8.4.1 covered: A#s
			8.4.2 covered: A`},
		{"a second section that is there", `A approved 8.6#nowhere 8.6#s`,
			`8.6 covered: A#s, A#nowhere (section #nowhere is not in the document)`},
		{"a draft's section that is not there is not in preparation", `A draft 8.6#nowhere`,
			`8.6 gap: claimed only by documents that do not count: A (section #nowhere is not in the document)`},
		{"ids of sections are compared whole and in their case", `A approved 8.6#S`,
			`8.6 gap: claimed only by documents that do not count: A (section #S is not in the document)`},
		{"the same claim twice counts once", `A approved 8.6#s 8.6#s 8.6`, `8.6 covered: A, A#s`},
	})
}

// TestHeadings is about clauses that others lie below.
func TestHeadings(t *testing.T) {
	runCounts(t, []countTest{
		{"a heading is rolled up", `A approved 8.4.1`, `
			8.4 1 of 3
			8 1 of 24`},
		{"nothing is inherited downwards", `A approved 8.4`, `
			8.4 0 of 3: A (the clause is a heading)
			8.4.1 gap: no document claims it
			8 0 of 24
			sum 65: 0 covered, 0 pending, 65 gap, 0 not applicable, 0 outside, 0.0 % of 65`},
		{"nothing is inherited upwards", `A approved 7.1.5.1`, `
			7.1.5 1 of 2
			7.1 1 of 7
			7.1.6 gap: no document claims it`},
		{"what is not applicable leaves the roll-up", `
			not 8.4.1: no suppliers
			A approved 8.4.2`, `
			8.4 1 of 2
			8 1 of 23`},
		{"a heading whose leaves are all left out", `
			manual 2015 9002
			A approved 8.3`, `8.3 0 of 0: A (the clause is a heading)`},
	})
}

// TestScopes is about what the scope leaves out, and about --scope.
func TestScopes(t *testing.T) {
	runCounts(t, []countTest{
		{"a claim on what is not applicable does not count", `
			manual 2015 9002
			A approved 8.3.1`, `
			8.3.1 not-applicable: not applicable under scope 9002; A (the clause is not applicable)
			sum 65: 0 covered, 0 pending, 59 gap, 6 not applicable, 0 outside, 0.0 % of 59`},
		{"a claim on what is outside does not count", `
			manual 1994 9002
			A approved 4.4.1 4.10.1`, `
			4.4.1 outside: not part of ISO 9002:1994; A (the clause is outside the model)
			4.10.1 covered: A
			sum 59: 1 covered, 0 pending, 49 gap, 0 not applicable, 9 outside, 2.0 % of 50`},
		{"a claim on a declared clause does not count", `
			not 8.5.3: none
			A approved 8.5.3`, `8.5.3 not-applicable: declared not applicable; A (the clause is not applicable) "none"`},
		{"outside stays outside where it is declared too", `
			manual 1994 9002
			not 4.4: we do not design`, `4.4.1 outside: not part of ISO 9002:1994`},
		{"a declaration stands for its subtree", `
			not 7.1.5: we measure nothing`, `
			7.1.5.1 not-applicable: declared not applicable "we measure nothing"
			7.1.5.2 not-applicable: declared not applicable "we measure nothing"
			7.1.5 0 of 0
			7.1.4 gap: no document claims it`},
		{"the nearest declaration gives the reason", `
			not 7.1.5: we measure nothing
			not 7.1.5.2: traceability is not asked for`, `
			7.1.5.1 not-applicable: declared not applicable "we measure nothing"
			7.1.5.2 not-applicable: declared not applicable "traceability is not asked for"`},
		{"a declaration without a justification still leaves the total", `not 8.5.3:`,
			`8.5.3 not-applicable: declared not applicable`},
		{"--scope 9001 on a manual of 9002 sets aside what it declares on design", `
			manual 2015 9002
			not 8.3: we build to drawing
			not 8.5.3: none
			look scope=9001
			A approved 8.3.1`, `
			8.3.1 covered: A
			8.3.2 gap: no document claims it
			8.5.3 not-applicable: declared not applicable "none"
			sum 65: 1 covered, 0 pending, 63 gap, 1 not applicable, 0 outside, 1.6 % of 64`},
		{"and a part of design", `
			manual 2015 9002
			not 8.3: we build to drawing
			not 8.3.6: nor do we change
			look scope=9001`, `8.3.6 gap: no document claims it`},
		{"the same in 2008", `
			manual 2008 9002
			not 7.3: we build to drawing
			not 7.5.4: none
			look scope=9001`, `
			7.3.1 gap: no document claims it
			7.5.4 not-applicable: declared not applicable "none"`},
		{"the same in 2000", `
			manual 2000 9002
			not 7.3: we build to drawing
			look scope=9001`, `7.3.7 gap: no document claims it`},
		{"the same in 2026", `
			manual 2026 9002
			not 8.3: we build to drawing
			look scope=9001`, `8.3.1 gap: no document claims it`},
		{"the same in 1994", `
			manual 1994 9002
			look scope=9001
			A approved 4.4.1`, `
			4.4.1 covered: A
			4.4.2 gap: no document claims it
			sum 59: 1 covered, 0 pending, 58 gap, 0 not applicable, 0 outside, 1.7 % of 59`},
		{"8.3 in 2008 is not design", `
			manual 2008 9002
			not 7.3: we build to drawing
			not 8.3: nothing ever fails
			look scope=9001`, `
			7.3.1 gap: no document claims it
			8.3 not-applicable: declared not applicable "nothing ever fails"`},
		{"a manual of 9001 keeps its declaration on design", `
			not 8.3: we build to drawing
			look scope=9001`, `
			8.3.1 not-applicable: declared not applicable "we build to drawing"
			sum 65: 0 covered, 0 pending, 59 gap, 6 not applicable, 0 outside, 0.0 % of 59`},
		{"and keeps a part of it", `not 8.3.6: we never change`, `
			8.3.6 not-applicable: declared not applicable "we never change"
			8.3.5 gap: no document claims it`},
		{"--scope 9002 on a manual of 9001 leaves out design", `
			look scope=9002
			A approved 8.3.1`, `
			8.3.1 not-applicable: not applicable under scope 9002; A (the clause is not applicable)
			8.5.1 gap: no document claims it`},
		{"--scope 9002 keeps other declarations", `
			not 8.5.3: none
			look scope=9002`, `8.5.3 not-applicable: declared not applicable "none"`},
		{"--scope 9002 of 1994 leaves design outside", `
			manual 1994 9001
			look scope=9002`, `4.4.1 outside: not part of ISO 9002:1994`},
	})
}

// TestEditions is about claims for several editions, and about --edition.
func TestEditions(t *testing.T) {
	both := `A approved | clauses: {2015: [8.4.1], 2008: [7.4.1], 2026: [8.4.1, 6.1.3]}` + "\n"
	runCounts(t, []countTest{
		{"a map gives each edition its claims: 2015", both, `
			8.4.1 covered: A
			6.1.2 gap: no document claims it`},
		{"a map gives each edition its claims: 2008", both + `look edition=2008`, `
			7.4.1 covered: A
			8.4 gap: no document claims it
			sum 51: 1 covered, 0 pending, 50 gap, 0 not applicable, 0 outside, 2.0 % of 51`},
		{"2000 is not 2008, though their numbers are the same", both + `look edition=2000`, `7.4.1 gap: no document claims it`},
		{"a list belongs to the manual's edition", `
			A approved 8.4.1
			look edition=2026`, `8.4.1 gap: no document claims it`},
		{"--edition with the manual's own edition changes nothing", `
			A approved 8.4.1
			look edition=2015`, `8.4.1 covered: A`},
		{"a map without the manual's edition claims nothing in it", `A approved | clauses: {2026: [8.4.1]}`, `8.4.1 gap: no document claims it`},
		{"an edition that is none is a fault", `A approved | clauses: {2015: [8.4.1], 1987: [4.1]}`,
			`8.4.1 gap: claimed only by documents that do not count: A (error in the front matter: 1987 is not an edition of ISO 9001; no claim of this document counts (line 11))`},
		{"declarations are set aside under another edition", `
			not 8.5.3: none
			look edition=2026`, `8.5.3 gap: no document claims it`},
		{"and so is the one on design where the scope is 9001", `
			not 8.3: we build to drawing
			look edition=2008`, `7.3.1 gap: no document claims it`},
		{"scope 9002 under another edition, with the reason for design", `
			manual 2015 9002
			not 8.3: we build to drawing
			look edition=2008`, `
			7.3.1 not-applicable: not applicable under scope 9002 "we build to drawing"
			7.5.4 gap: no document claims it`},
		{"--scope and --edition together", `
			manual 2015 9002
			not 8.3: we build to drawing
			look edition=2008 scope=9001
			A approved | clauses: {2008: 7.3.1}`, `
			7.3.1 covered: A
			7.3.2 gap: no document claims it`},
	})
}

// TestEverySubject counts nothing and everything in each edition and scope.
func TestEverySubject(t *testing.T) {
	for _, e := range editions() {
		for _, s := range e.Scopes() {
			t.Run(e.Year+" "+s.Number, func(t *testing.T) {
				empty := parseSketch(t, "manual "+e.Year+" "+s.Number)
				before := empty.count(t).Summary
				if before.Covered+before.Pending != 0 || before.Gap != before.Of() || before.Percent() != 0 {
					t.Errorf("nothing is claimed: %s", showSum(before))
				}
				empty.papers = []paper{parsePaper("A", "approved "+strings.Join(leaves(e), " "))}
				after := empty.count(t).Summary
				if after.Covered != before.Of() || after.Of() != before.Of() || after.Percent() != 100 {
					t.Errorf("everything is claimed: %s", showSum(after))
				}
			})
		}
	}
}

// TestNames says under which name and with which notes each view stands.
func TestNames(t *testing.T) {
	tests := []struct {
		manual, standard, model string
		notes                   []string
	}{
		{"manual 2015 9001", "ISO 9001:2015", "ISO 9001:2015", nil},
		{"manual 2015 9002", "ISO 9001:2015", "ISO 9001:2015, production only", nil},
		{"manual 1994 9002", "ISO 9002:1994", "ISO 9002:1994", nil},
		{"manual 2026 9001", "ISO 9001:2026", "ISO 9001:2026", []string{"provisional"}},
		{"manual 2015 9002\nlook scope=9001", "ISO 9001:2015", "ISO 9001:2015", []string{"own scope is 9002"}},
		{"manual 2015 9001\nlook scope=9002", "ISO 9001:2015", "ISO 9001:2015, production only", []string{"own scope is 9001"}},
		{"manual 2015 9001\nlook edition=2008", "ISO 9001:2008", "ISO 9001:2008", []string{"only claims and records that name 2008 count"}},
		{"manual 2015 9002\nlook edition=2026 scope=9001", "ISO 9001:2026", "ISO 9001:2026",
			[]string{"provisional", "only claims and records that name 2026 count", "own scope is 9002"}},
	}
	for _, tt := range tests {
		x := parseSketch(t, tt.manual).count(t)
		if x.Standard != tt.standard || x.Model.Name != tt.model {
			t.Errorf("%q: standard %q, model %q", tt.manual, x.Standard, x.Model.Name)
		}
		if len(x.Notes) != len(tt.notes) {
			t.Errorf("%q: notes %q", tt.manual, x.Notes)
			continue
		}
		for i, want := range tt.notes {
			if !strings.Contains(x.Notes[i], want) {
				t.Errorf("%q: note %q does not say %q", tt.manual, x.Notes[i], want)
			}
		}
	}
}

// TestWordsNeverUsed looks at all that the package says: it cannot tell practice.
func TestWordsNeverUsed(t *testing.T) {
	said := coverage.Rule + coverage.Limit
	for _, text := range []string{"manual 1994 9002\nA approved 4.4.1", "manual 2026 9002\nlook scope=9001 edition=2015",
		"A draft 8.4.1 8.4\nB obsolete 8.4.2\nC approved 8.4.3#no\nD approved@2030-01-01 8.6\nE approved 8.7 | no owner\nnot 8.5.3: none"} {
		x := parseSketch(t, text).count(t)
		for _, c := range x.Clauses {
			said += c.Reason(x.Result)
			for _, claim := range c.Claims {
				said += claim.Reason()
			}
		}
		said += strings.Join(x.Notes, "")
	}
	for _, word := range []string{"compliant", "conforms", "certified", "fully covered"} {
		if strings.Contains(strings.ToLower(said), word) {
			t.Errorf("the word %s is used", word)
		}
	}
}

// TestNoStandard is about a manual that does not say what it is held against.
func TestNoStandard(t *testing.T) {
	for _, text := range []string{"manual 1987 9001", "manual 2015 9003", "manual ISO-9002 9001", "manual 2015 ISO-9002"} {
		m, faults := parseSketch(t, text).load(t)
		if coverage.Of(m, faults) != nil {
			t.Errorf("%s: something was counted", text)
		}
	}
	m, faults := parseSketch(t, "manual 1987 9001\nlook edition=2015\nA approved 8.4.1").load(t)
	if x := coverage.Of(m, faults); x == nil || x.Clause("8.4.1").State != coverage.Gap {
		t.Error("under --edition a list belongs to the edition of manual.yaml, even one that nobody knows")
	}
}

// TestClaimURL leads to the section where it is there, and nowhere where nothing is published.
func TestClaimURL(t *testing.T) {
	x := parseSketch(t, "QP-1 approved 8.4.1#s 8.4.2 8.4.3#no\nD draft 8.6#s\nO obsolete 8.7#s").count(t)
	for id, want := range map[string]string{"8.4.1": "documents/qp-1.html#s", "8.4.2": "documents/qp-1.html", "8.4.3": "documents/qp-1.html",
		"8.6": "", "8.7": "documents/o.html#s"} {
		if got := x.Clause(id).Claims[0].URL(); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	drafts := parseSketch(t, "look drafts\nD draft 8.6#s").count(t)
	if got := drafts.Clause("8.6").Claims[0].URL(); got != "documents/d.html#s" {
		t.Errorf("with --drafts a draft has a page, got %q", got)
	}
}

// TestUnder counts one manual under both scopes, as the page about the scope does.
func TestUnder(t *testing.T) {
	for _, e := range editions() {
		for _, own := range []string{"9001", "9002"} {
			text := "manual " + e.Year + " " + own + "\nnot " + e.Design() + ": we build to drawing\nA approved " + e.Design() + ".1\n"
			x := parseSketch(t, text).count(t)
			for _, s := range e.Scopes() {
				want := parseSketch(t, text+"look scope="+s.Number).count(t)
				if diff := cmp.Diff(showAll(want), showAll(x.Under(s))); diff != "" {
					t.Errorf("%s under %s (-as an option +Under):\n%s", text, s.Number, diff)
				}
			}
			for _, s := range e.Scopes() {
				under := x.Under(s)
				design := under.Clause(e.Leaves(e.Design())[0].ID)
				if under.Manual.Options.Scope != s.Number || (design.Declaration == nil) != (own == "9002" && s.Number == "9001") {
					t.Errorf("%s under %s: scope %s, declaration %v", text, s.Number, under.Manual.Options.Scope, design.Declaration)
				}
			}
			if x.Model.Number != own || x.Manual.Model.Number != own {
				t.Errorf("%s: Under has changed the matrix it was asked of", text)
			}
		}
	}
}

// TestPercent is about one decimal and an empty denominator.
func TestPercent(t *testing.T) {
	tests := []struct {
		rollup coverage.Rollup
		want   float64
	}{
		{coverage.Rollup{}, 0},
		{coverage.Rollup{Requirements: 6, NotApplicable: 6}, 0},
		{coverage.Rollup{Requirements: 65, Covered: 55, NotApplicable: 6}, 93.2},
		{coverage.Rollup{Requirements: 3, Covered: 2}, 66.7},
		{coverage.Rollup{Requirements: 3, Covered: 1}, 33.3},
		{coverage.Rollup{Requirements: 8, Covered: 1}, 12.5},
		{coverage.Rollup{Requirements: 59, Covered: 50, Outside: 9}, 100},
	}
	for _, tt := range tests {
		if got := tt.rollup.Percent(); got != tt.want {
			t.Errorf("%+v: %v, want %v", tt.rollup, got, tt.want)
		}
	}
}

// TestClaims lists a document's claims in an edition, each once.
func TestClaims(t *testing.T) {
	m, _ := parseSketch(t, `A approved | clauses: {2015: [8.4.1, 8.4.1#s, 8.4.1, 8.4], 2026: [8.6]}`).load(t)
	var got []string
	for _, c := range coverage.Claims(m.Catalog, m.Entries[0]) {
		got = append(got, c.Clause+"#"+c.Section)
	}
	if diff := cmp.Diff([]string{"8.4.1#", "8.4.1#s", "8.4#"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestFaultsStay checks that the documents which must not count are found whatever severity the
// manual gives the rules.
func TestFaultsStay(t *testing.T) {
	var off []string
	for _, r := range check.Rules() {
		off = append(off, r.Name+": off")
	}
	x := parseSketch(t, "config rules: {"+strings.Join(off, ", ")+"}\nA approved 8.6 | no owner").count(t)
	if c := x.Clause("8.6"); c.State != coverage.Gap {
		t.Errorf("8.6 is %s; a rule that is off must not make a faulty document count", c.State)
	}
}

// editions lists the editions there are.
func editions() []*standard.Edition {
	var list []*standard.Edition
	for _, year := range standardname.Years() {
		list = append(list, standard.Load(year))
	}
	return list
}

// leaves lists the ids of the clauses with requirements.
func leaves(e *standard.Edition) []string {
	var ids []string
	for _, c := range e.Clauses {
		if c.Requirement {
			ids = append(ids, c.ID)
		}
	}
	return ids
}
