package coverage_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/starter"
)

// doubtTest is a manual whose document A claims clause 8.6 (4.10.1 in 1994, 8.5.1 in 2008), and may or may not count.
type doubtTest struct {
	name, manual string
	state        coverage.State
	reason       string // of the claim of A; "" where it counts
	finding      string // "line rule" of the findings that may keep A from counting, in order; * for any
}

// doubtful are the rules of such findings.
var doubtful = []string{"other-standard", "placeholder-value", "placeholder", "empty-text", "bad-value", "missing-field", "front-matter", "not-approved",
	"self-approval", "unknown-clause"}

func runDoubts(t *testing.T, tests []doubtTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := parseSketch(t, tt.manual)
			m, _ := s.load(t)
			findings, faults := check.Read(m)
			x := coverage.Of(m, faults)
			clause := cmp.Or(x.Clause("8.6"), x.Clause("4.10.1"), x.Clause("8.5.1"))
			reason := "no claim"
			for _, c := range clause.Claims {
				if c.Entry.File == "documents/a.md" {
					reason = c.Reason()
				}
			}
			if clause.State != tt.state || reason != tt.reason {
				t.Errorf("%s\nthe clause is %s (%s)\nwant %s (%s)", tt.manual, clause.State, reason, tt.state, tt.reason)
			}
			var found []string
			for _, f := range findings {
				if f.File == "documents/a.md" && slices.Contains(doubtful, f.Rule) {
					found = append(found, fmt.Sprintf("%d %s", f.Line, f.Rule))
				}
			}
			slices.Sort(found)
			if got := strings.Join(found, ", "); tt.finding != "*" && got != tt.finding {
				t.Errorf("%s\nfindings %q, want %q", tt.manual, got, tt.finding)
			}
		})
	}
}

// TestOtherStandards: what belongs to another standard, or to nobody knows which, does not count.
func TestOtherStandards(t *testing.T) {
	belongs := func(line int, to, own string) string {
		return fmt.Sprintf("error in the front matter: the claims belong to %s, but the manual to %s; none of them counts (line %d)", to, own, line)
	}
	either := func(others string) string {
		return fmt.Sprintf("error in the front matter: the claims may belong to ISO 9001:2015 or to %s; none of them counts (line 12)", others)
	}
	const own = "ISO 9001:2015"
	runDoubts(t, []doubtTest{
		{"its own", `A approved 8.6 | standard: ISO 9001`, "covered", "", ""},
		{"its own edition", `A approved 8.6 | standard: ISO 9001:2015`, "covered", "", ""},
		{"the German one", `A approved 8.6 | norm: DIN EN ISO 9001:2015-11`, "covered", "", ""},
		{"in small letters", `A approved 8.6 | framework: iso-9001-2015`, "covered", "", ""},
		{"the number", `A approved 8.6 | standard: 9001`, "covered", "", ""},
		{"with its amendment", `A approved 8.6 | standard: ISO 9001:2015/Amd 1:2024`, "covered", "", ""},
		{"its own twice", `A approved 8.6 | standards: [ISO 9001, "ISO 9001:2015"]`, "covered", "", ""},
		{"nothing", `A approved 8.6 | standard:`, "covered", "", ""},
		{"an empty list", `A approved 8.6 | standards: []`, "covered", "", ""},
		{"medical devices", `A approved 8.6 | standard: ISO 13485:2016`, "gap", belongs(12, "ISO 13485:2016", own), "12 other-standard"},
		{"in the field norm", `A approved 8.6 | norm: EN ISO 13485`, "gap", belongs(12, "EN ISO 13485", own), "12 other-standard"},
		{"in the field framework", `A approved 8.6 | framework: iso-27001`, "gap", belongs(12, "iso-27001", own), "12 other-standard"},
		{"in the field standards", `A approved 8.6 | standards: [IATF 16949, "21 CFR 820"]`, "gap", belongs(12, "IATF 16949 and 21 CFR 820", own), "12 other-standard"},
		{"an earlier edition", `A approved 8.6 | standard: ISO 9001:2008`, "gap", belongs(12, "ISO 9001:2008", own), "12 other-standard"},
		{"a later edition", `A approved 8.6 | standard: ISO 9001:2026`, "gap", belongs(12, "ISO 9001:2026", own), "12 other-standard"},
		{"a guide", `A approved 8.6 | standard: ISO/TS 9002:2016`, "gap", belongs(12, "ISO/TS 9002:2016", own), "12 other-standard"},
		{"ISO 9002 after 1994", "manual 2015 9002\nA approved 8.6 | standard: ISO 9002", "gap", belongs(12, "ISO 9002", own), "12 other-standard"},
		{"ISO 9002 of 1994", "manual 1994 9002\nA approved 4.10.1 | standard: ISO 9002", "covered", "", ""},
		{"ISO 9002:1994", "manual 1994 9002\nA approved 4.10.1 | standard: EN ISO 9002:1994", "covered", "", ""},
		{"ISO 9001 of a manual of ISO 9002", "manual 1994 9002\nA approved 4.10.1 | standard: ISO 9001:1994", "covered", "", ""},
		{"ISO 9002 of a manual of ISO 9001", "manual 1994 9001\nA approved 4.10.1 | standard: ISO 9002:1994", "gap",
			belongs(12, "ISO 9002:1994", "ISO 9001:1994"), "12 other-standard"},
		{"ISO 9003", "manual 1994 9002\nA approved 4.10.1 | standard: ISO 9003:1994", "gap", belongs(12, "ISO 9003:1994", "ISO 9002:1994"), "12 other-standard"},
		{"both", `A approved 8.6 | standards: [ISO 9001, ISO 14001]`, "gap", either("ISO 14001"), "12 other-standard"},
		{"both in one value", `A approved 8.6 | standard: "ISO 9001:2015, ISO 14001:2015"`, "gap", either("ISO 14001:2015"), "12 other-standard"},
		{"both in two fields", `A approved 8.6 | standard: ISO 9001; norm: ISO 45001`, "gap",
			strings.Replace(either("ISO 45001"), "line 12", "line 13", 1), "13 other-standard"},
		{"two editions", `A approved 8.6 | standards: [ISO 9001:2008, ISO 9001:2015]`, "gap", either("ISO 9001:2008"), "12 other-standard"},
		{"both, and the edition of each claim", `A approved | standards: [ISO 9001, ISO 14001]; clauses: {2015: [8.6]}`, "covered", "", ""},
		{"two editions, and those of each claim", `A approved | standards: [ISO 9001:2015, ISO 9001:2026]; clauses: {2015: [8.6], 2026: [8.6]}`, "covered", "", ""},
		{"another standard, and editions of this one", `A approved | standard: ISO 13485; clauses: {2015: [8.6]}`, "gap",
			"error in the front matter: the document belongs to ISO 13485, and its claims to editions of ISO 9001; none of them counts (line 11)", "11 other-standard"},
		{"another edition than its claims", `A approved | standard: ISO 9001:2008; clauses: {2015: [8.6]}`, "gap",
			"error in the front matter: the document belongs to ISO 9001:2008, and some of its claims to ISO 9001:2015; none of them counts (line 11)", "11 other-standard"},
		{"a map of editions by their names", `A approved | clauses: {"ISO 9001:2015": [8.6]}`, "covered", "", ""},
		{"a map with the standard alone", `A approved | clauses: {ISO 9001: [8.6]}`, "covered", "", ""},
		{"a map with another standard beside it", `A approved | clauses: {2015: [8.6], ISO 13485: [7.4]}`, "gap",
			"error in the front matter: ISO 13485 is not an edition of ISO 9001; no claim of this document counts (line 11)", "11 other-standard"},
		{"a map with another edition beside it", `A approved | clauses: {2015: [8.6], 2019: [8.6]}`, "gap",
			"error in the front matter: 2019 is not an edition of ISO 9001; no claim of this document counts (line 11)", "11 other-standard"},
		{"a map with another standard alone", `A approved | clauses: {ISO 13485: [8.6]}`, "gap", "no claim", "11 other-standard"},
		{"ISO 9002:1994 in a map", "manual 1994 9002\nA approved | clauses: {ISO 9002:1994: [4.10.1]}", "covered", "", ""},
		{"ISO 9002:1994 in a map of ISO 9001", "manual 1994 9001\nA approved | clauses: {ISO 9002:1994: [4.10.1]}", "gap",
			"error in the front matter: the document belongs to ISO 9002:1994, and its claims to editions of ISO 9001; none of them counts (line 11)", "11 other-standard"},
		{"a document without claims", `A approved | standard: ISO 13485`, "gap", "no claim", ""},
		{"looked at as the other edition", "look edition=2008\nA approved 8.6 | standard: ISO 9001:2008", "gap", "no claim", "12 other-standard"},
		{"looked at as the other edition, with a map", "look edition=2026\nA approved | standard: ISO 9001; clauses: {2015: [8.6], 2026: [8.6]}", "covered", "", ""},
		{"no name of a standard", `A approved 8.6 | standard: {ISO 9001: [8.6]}`, "gap",
			"error in the front matter: expected the name of a standard, or a list of names, not a map (line 12)", "12 bad-value"},
	})
}

// TestRecordsOfOtherStandards: the claims of records belong to the document's standard too.
func TestRecordsOfOtherStandards(t *testing.T) {
	for standard, want := range map[string]int{"ISO 9001": 1, "ISO 14001": 0} {
		x := parseSketch(t, `A approved | records: [{name: log, clauses: [8.6]}]; standard: `+standard).count(t)
		answers := 0
		for _, item := range x.Clause("8.6").Items {
			answers += len(item.By)
		}
		if (answers > 0) != (want > 0) {
			t.Errorf("%s: %d records answer", standard, answers)
		}
	}
}

// TestPlaceholderValues: a value that is still to be written is none, whatever its field.
func TestPlaceholderValues(t *testing.T) {
	var tests []doubtTest
	add := func(field, value, shown string) {
		name := strings.ReplaceAll(field, "_", " ")
		tests = append(tests, doubtTest{field + ": " + value, "A approved | " + field + ": " + value + "; clauses: [8.6]", "gap",
			fmt.Sprintf("error in the front matter: %s is a placeholder, expected the %s (line %d)", shown, name, lineOf(field)), fmt.Sprintf("%d placeholder-value", lineOf(field))})
	}
	for _, value := range []string{"TBD", "tbd", "T.B.D.", "tba", "TODO", "todo", "FIXME", "N.N.", "n.n.", "NN", "???", "XX", "xxx", "'[NAME]'", "'[Your name]'",
		"'[insert approver]'", "<name>", "<% tp.x %>", "'{{ approver }}'", "${APPROVER}", "'%APPROVER%'", "____", "to be named", "wird ergänzt", "noch zu benennen", "à définir",
		"por definir", "Quality Manager (TBD)", "'TODO: ask'", "Name TBD", "n/a", "none", "Dr. N.N.", "N.N. (QM)", "lorem ipsum", "'{name}'", "待定"} {
		shown := strings.Trim(value, "'")
		if value == "Quality Manager (TBD)" {
			shown = "(TBD)"
		}
		if value == "Name TBD" {
			shown = value
		}
		add("approver", value, shown)
	}
	for _, f := range []string{"id", "title", "revision", "owner", "author"} {
		add(f, "TBD", "TBD")
	}
	add("revision", "X.X", "X.X")
	add("revision", "'[TODO]'", "[TODO]")
	add("title", "'{{ doc.title }}'", "{{ doc.title }}")
	add("title", "{{ doc.title }}", "{{ doc.title }}")
	add("title", "Purchasing {{ x }}", "{{ x }}")
	add("title", "Untitled", "Untitled")
	add("id", "QP-XX", "QP-XX")
	for _, f := range []string{"approved_date", "effective_date", "review_date"} {
		for _, value := range []string{"YYYY-MM-DD", "DD/MM/YYYY", "TT.MM.JJJJ", "JJ/MM/AAAA", "2026-XX-XX", "TBD", "____-__-__", "'{{ date }}'", "'[DATE]'"} {
			add(f, value, strings.Trim(value, "'"))
		}
	}
	runDoubts(t, tests)
}

// lineOf is the line of a field that takes the place of the usual one.
func lineOf(field string) int {
	if field == "review_date" {
		return 11
	}
	return 10
}

// TestRealValues look like placeholders and are none.
func TestRealValues(t *testing.T) {
	var tests []doubtTest
	for field, values := range map[string][]string{
		"approver": {"Todo AG", "Tba Systems", "N. Nilsson", "N.N. Taleb", "NN Group", "A. N. Other", "Managing Director (Tbilisi)", "Nina Nn", "X. Xu", "'[[Quality Manager]]'",
			"Quality Manager <qm@example.org>", "Head of TODO Systems", "Max Toda", "N. N. Miller", "R&D {Valves}", "Leitung (offen für alle)", "XXL Sports"},
		"title": {"Purchasing [EN]", "Use of {braces} in templates", "Orders (pending)", "Posten (offen)", "How we keep to-do lists", "Date formats", "Annex XXX", "The name of parts",
			"Your rights and duties", "100% inspection of <5 mm parts", "Insert replacement", "Reports to be written in English", "Part XX of the plan", "Control of TODO lists"},
		"revision":    {"A", "X", "XIX", "XXI", "1.x", "010", "N", "AA", "NA", "2026-05", "A-1", "Rev. 3", "DD", "D", "AA-2015", "'-'"},
		"owner":       {"Todo AG", "Production (Shift A)"},
		"author":      {"n/a", "Process owner / N. N. Miller"},
		"id":          {"PP-0001", "MM-2024", "AA-01-2015", "X-1", "XIV-2", "TT-DD-01", "NN-1", "QP.X.1"},
		"review_date": {"2026-12-01"},
	} {
		for _, value := range values {
			tests = append(tests, doubtTest{field + ": " + value, "A approved | " + field + ": " + value + "; clauses: [8.6]", "covered", "", ""})
		}
	}
	runDoubts(t, tests)
}

// TestOneFindingForAValue: a value that is not right is not missing too.
func TestOneFindingForAValue(t *testing.T) {
	runDoubts(t, []doubtTest{
		{"owner", `A approved 8.6 | owner: [Boss, Other]`, "gap", "error in the front matter: expected one value, not a list (line 11)", "11 bad-value"},
		{"title", `A approved 8.6 | title: {a: b}`, "gap", "error in the front matter: expected one value, not a map (line 11)", "11 bad-value"},
		{"id", `A approved 8.6 | id: [A, B]`, "gap", "error in the front matter: expected one value, not a list (line 11)", "11 bad-value"},
		{"revision", `A approved 8.6 | revision: [1, 2]`, "gap", "error in the front matter: expected one value, not a list (line 11)", "11 bad-value"},
		{"status", `A approved 8.6 | status: [draft, approved]`, "gap", "error in the front matter: expected one value, not a list (line 11)", "11 bad-value"},
		{"a date", `A approved 8.6 | effective_date: [2026-01-01, 2026-02-01]`, "gap", "error in the front matter: expected one value, not a list (line 11)", "11 bad-value"},
		{"a list of one", `A approved 8.6 | owner: [Boss]`, "gap", "error in the front matter: expected one value, not a list (line 11)", "11 bad-value"},
		{"a placeholder without quotation marks", `A approved 8.6 | owner: [NAME]`, "gap", "error in the front matter: [NAME] is a placeholder, expected the owner (line 11)", "11 placeholder-value"},
		{"an empty list is no value", `A approved 8.6 | owner: []`, "gap", "error in the front matter: the document has no owner (line 11)", "11 missing-field"},
		{"the name of a record", `A approved 8.6 | records: [{name: [a, b]}]`, "gap", "error in the front matter: expected one value, not a list (line 12)", "12 bad-value"},
		{"author and approver", `A approved 8.6 | author: TBD; approver: TBD`, "gap", "error in the front matter: TBD is a placeholder, expected the author (line 10)",
			"10 placeholder-value, 11 placeholder-value"},
		{"in other fields it is a warning", `A approved 8.6 | summary: TBD; records: [{name: log, retention: TODO}]`, "covered", "", "12 placeholder, 13 placeholder"},
	})
}

// TestTexts: an approved document that says nothing does not count.
func TestTexts(t *testing.T) {
	const empty, template = "the document has no text", "the text is unchanged from the template"
	with := func(body string) string { return "A approved 8.6 >> " + strings.ReplaceAll(body, "\n", `\n`) }
	var tests []doubtTest
	for name, body := range map[string]string{
		"nothing": "", "blanks": "  \n\t\n", "a heading": "# About A", "headings": "# About A\n\n## Purpose\n\n## Scope\n\n### Who", "an underlined heading": "Purpose\n=======",
		"a comment": "<!-- what we do -->", "a comment of several lines": "<!--\nwhat we do\n\nand when\n-->", "a comment in a line": "## A\n\n <!-- x --> <!-- y -->",
		"a rule": "***", "headings and rules": "## A\n\n---\n\n## B\n\n* * *", "an empty list": "-\n-\n-", "an empty table": "| | |\n|-|-|\n| | |",
		"empty boxes": "- [ ]\n- [ ]", "an empty quotation": ">\n>", "empty code": "```\n\n```", "a line break": "<br>", "an empty wrapper": "<div align=\"center\">\n</div>", "an anchor": "<a name=\"x\"></a>\n\n## X",
		"a blank that does not break": "&nbsp;", "dots": "…", "dashes": "–", "a link definition": "[x]: https://example.org", "a table of contents": "[TOC]\n\n## A",
		"contents by hand": "- [Purpose](#purpose)\n- [Scope](#scope)\n\n## Purpose\n\n## Scope", "zero width": "\u200b\u200b",
		"an unused footnote": "## A\n\n[^1]: Nobody refers to this.", "an empty callout": "> [!NOTE]",
	} {
		tests = append(tests, doubtTest{name, with(body), "gap", empty, "5 empty-text"})
	}
	for name, body := range map[string]string{"tbd": "TBD", "to be written": "## Purpose\n\n*To be written.*", "a todo": "- TODO", "a template": "{{ content }}", "German": "Wird noch ergänzt.",
		"in brackets": "[Insert text here]", "every section": "## A\n\nTBD\n\n## B\n\nTBD"} {
		tests = append(tests, doubtTest{name, with(body), "gap", empty, "*"})
	}
	for name, body := range map[string]string{
		"a line": "We do it.", "one word": "Stop!", "Chinese": "检验", "Arabic": "فحص", "a number": "42", "a picture": "![](plan.png)", "a picture in HTML": "<img src=\"plan.png\">",
		"a table": "| Step | By |\n|-|-|\n| | |", "a link to a form": "[](qf-1.md)", "a link to a form by its id": "[[QF-1]]", "an address": "https://example.org/x", "code": "```\nG01 X10\n```",
		"indented code": "    G01 X10", "a list": "- Clean the valve", "a quotation": "> Quality first", "a term": "Valve\n: A part", "a footnote": "## A[^1]\n\n[^1]: Said so.",
		"HTML": "<details><summary>More</summary>Text</details>", "text behind a comment": "<!-- x -->\nText", "a box": "- [ ] Clean", "a callout": "> [!NOTE]\n> Wear gloves",
		"text behind placeholders": "TBD\n\nWe do it.", "a sentence with a placeholder": "We do it within TBD days.", "bold": "**No entry**",
	} {
		tests = append(tests, doubtTest{name, with(body), "covered", "", "*"})
	}
	for i, raw := range append(starter.ManualTexts(), starter.NewTexts()...) {
		name := fmt.Sprintf("starter %d", i)
		tests = append(tests,
			doubtTest{name, with(string(raw)), "gap", template, "5 empty-text"},
			doubtTest{name + " with a title", with("# About A\n\n" + strings.ReplaceAll(string(raw), "QP-0", "XY-1")), "gap", template, "*"},
			doubtTest{name + " wrapped anew", with(strings.ReplaceAll(string(raw), ", ", ",\n")), "gap", template, "*"},
			doubtTest{name + " with a line", with(string(raw) + "\nWe do so every week."), "covered", "", ""})
	}
	tests = append(tests,
		doubtTest{"what `new` wrote without its heading", with("What this document is for, and for whom."), "gap", template, "5 empty-text"},
		doubtTest{"what `new` wrote with a placeholder", with("What this document is for, and for whom.\n\n## How it is done\n\nTBD"), "gap", template, "*"},
		doubtTest{"a draft may be empty", `A draft 8.6 >>`, "pending", "draft", ""},
		doubtTest{"in review", `A review 8.6 >>`, "pending", "in review", ""},
		doubtTest{"obsolete", `A obsolete 8.6 >>`, "gap", "obsolete", ""},
		doubtTest{"a later day does not make it count", `A approved@2027-01-01 8.6 >>`, "gap", empty, "5 empty-text"},
		doubtTest{"a fault comes first", `A approved 8.6 | no owner >>`, "gap", "error in the front matter: the document has no owner (line 1)", "1 missing-field, 5 empty-text"},
		doubtTest{"a section of nothing", `A approved 8.6#a >> ## A`, "gap", empty, "5 empty-text"},
		doubtTest{"another document counts", "A approved 8.6 >>\nB approved 8.6", "covered", empty, "5 empty-text"},
	)
	runDoubts(t, tests)
}
