package check_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestRewriting holds the rules on changes against pairs of one document, each in a commit of its own, or
// the second in none: what is only written otherwise is found by none of them. Fields stand before a line
// ---, where there is one, and replace those of the same name.
func TestRewriting(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"quotation marks", "title: Buying\n---\nText.", "title: \"Buying\"\n---\nText.", ""},
		{"a comment in the front matter", "clauses: [8.4.1]\n---\nText.", "clauses: [8.4.1] # all of it\n---\nText.", ""},
		{"a list in lines", "clauses: [8.4.1, 8.4.2]\n---\nText.", "clauses:\n  - 8.4.1\n  - 8.4.2\n---\nText.", ""},
		{"a list in another order", "clauses: [8.4.1, 8.4.2]\n---\nText.", "clauses: [8.4.2, 8.4.1]\n---\nText.", ""},
		{"fields in another order", "summary: S\ndistribution: All\n---\nText.", "distribution: All\nsummary: S\n---\nText.", ""},
		{"the default said", "---\nText.", "type: procedure\n---\nText.", ""},
		{"a field that says nothing", "---\nText.", "summary:\n---\nText.", ""},
		{"a record in lines", "records: [{name: R, retention: 3 years}]\n---\nText.", "records:\n  - retention: 3 years\n    name: R\n---\nText.", ""},
		{"a long value in two lines", "summary: One two three\n---\nText.", "summary: >-\n  One two\n  three\n---\nText.", ""},
		{"the next review", "---\nText.", "review_date: 2028-01-01\n---\nText.", ""},
		{"another clause", "clauses: [8.4.1]\n---\nText.", "clauses: [8.4.2]\n---\nText.", "revision-not-raised"},
		{"another clause in lines", "clauses:\n# comment\n  - 8.4.1\n---\nText.", "clauses:\n# comment\n  - 8.4.2\n---\nText.", "revision-not-raised"},
		{"a list as a map for the same edition", "clauses: [8.4.1, 8.4.2]\n---\nText.", "clauses: {2015: [8.4.2, 8.4.1]}\n---\nText.", ""},
		{"claims for the edition to come", "clauses: [8.4.1]\n---\nText.", "clauses: {2015: [8.4.1], 2026: [8.4.1, 8.4.3]}\n---\nText.", ""},
		{"other claims for the edition to come", "clauses: {2015: [8.4.1], 2026: [8.4.1]}\n---\nText.", "clauses: {2015: [8.4.1], 2026: [8.4.2]}\n---\nText.", ""},
		{"no claims for the edition to come", "clauses: {2015: [8.4.1], 2026: [8.4.1]}\n---\nText.", "clauses: {2015: [8.4.1]}\n---\nText.", ""},
		{"a claim for the edition to come, of a document without claims", "---\nText.", "clauses: {2026: [8.4.1]}\n---\nText.", ""},
		{"claims for an edition of the past", "clauses: [8.4.1]\n---\nText.", "clauses: {2008: [7.4.1], 2015: [8.4.1]}\n---\nText.", ""},
		{"a proposal", "clauses: [8.4.1]\n---\nText.", "clauses: [8.4.1]\nproposed: {2026: [8.4.1]}\n---\nText.", ""},
		{"a proposal that is confirmed", "clauses: {2015: [8.4.1], 2026: []}\nproposed: {2026: [8.4.1]}\n---\nText.", "clauses: {2015: [8.4.1], 2026: [8.4.1]}\n---\nText.", ""},
		{"the same of a record", "records: [{name: R, clauses: [8.4.1]}]\n---\nText.", "records: [{name: R, clauses: {2015: [8.4.1], 2026: [8.4.2]}, proposed: {2026: [8.4.1]}}]\n---\nText.", ""},
		{"the same under another name of the field", "iso_clauses: [8.4.1]\n---\nText.", "clauses: {2015: [8.4.1], 2026: [8.4.2]}\n---\nText.", ""},
		{"a map with another claim", "clauses: [8.4.1]\n---\nText.", "clauses: {2015: [8.4.2], 2026: [8.4.1]}\n---\nText.", "revision-not-raised"},
		{"a map with one claim more", "clauses: [8.4.1]\n---\nText.", "clauses: {2015: [8.4.1, 8.4.2], 2026: [8.4.1]}\n---\nText.", "revision-not-raised"},
		{"a map without the own edition", "clauses: [8.4.1]\n---\nText.", "clauses: {2026: [8.4.1]}\n---\nText.", "revision-not-raised"},
		{"claims for the own edition beside those for one of the past", "clauses: {2008: [7.4.1]}\n---\nText.", "clauses: {2008: [7.4.1], 2015: [8.4.1]}\n---\nText.", "revision-not-raised"},
		{"a map with another section", "clauses: ['8.4.1#a']\n---\n## A\n\n## B", "clauses: {2015: ['8.4.1#b']}\n---\n## A\n\n## B", "revision-not-raised"},
		{"a map and another text", "clauses: [8.4.1]\n---\nText.", "clauses: {2015: [8.4.1], 2026: [8.4.1]}\n---\nOther.", "revision-not-raised"},
		{"another clause of a record", "records: [{name: R, clauses: [8.4.1]}]\n---\nText.", "records: [{name: R, clauses: {2015: [8.4.2], 2026: [8.4.1]}}]\n---\nText.", "revision-not-raised"},
		{"clauses that two records swap", "records: [{name: R, clauses: [8.4.1]}, {name: S, clauses: [8.4.2]}]\n---\nText.", "records: [{name: R, clauses: [8.4.2]}, {name: S, clauses: [8.4.1]}]\n---\nText.", "revision-not-raised"},
		{"another title", "title: Buying\n---\nText.", "title: Purchasing\n---\nText.", "revision-not-raised"},
		{"another retention", "records: [{name: R, retention: 3 years}]\n---\nText.", "records: [{name: R, retention: 5 years}]\n---\nText.", "revision-not-raised"},

		{"bullets, emphasis and lines", "* a\n* _b_\n\n***\n\nc", "- a\n- *b*\n\n---\n\nc", ""},
		{"headings and wrapping", "Part\n====\n\none two\nthree", "# Part\n\none\ntwo three", ""},
		{"line ends", "One.\n\n- a\n- b", "One.\r\n\r\n- a\r\n- b\r\n", ""},
		{"a comment", "One.\n\nTwo.", "One.\n\n<!-- ask the buyer -->\n\nTwo.", ""},
		{"a table", "| a | b |\n|---|---|\n| 1 | 2 |", "| a  | b  |\n|----|----|\n| 1  | 2  |", ""},
		{"a reference", "See [the form](https://a.example/f).", "See [the form].\n\n[the form]: https://a.example/f", ""},
		{"entities and escapes", "A & B\\_1", "A &amp; B_1", ""},
		{"numbers of a list", "1. a\n2. b", "1. a\n1. b", ""},
		{"an id for a heading", "## Part\n\nText.", "## Part {#part-1}\n\nText.", ""},
		{"a heading that repeats the title", "title: Buying\n---\nText.", "title: Buying\n---\n# Buying\n\nText.", ""},
		{"a link that leads elsewhere", "[Form](https://a.example/1)", "[Form](https://a.example/2)", "revision-not-raised"},
		{"a link to another document", "[Other](b.md)", "[Other](c.md)", "revision-not-raised"},
		{"another picture", "![Flow](1.png)", "![Flow](2.png)", "revision-not-raised"},
		{"a blank less", "Tighten with 1 50 Nm", "Tighten with 150 Nm", "revision-not-raised"},
		{"a blank in code", "```\na  b\n```", "```\na b\n```", "revision-not-raised"},
		{"a hard break", "One\ntwo", "One  \ntwo", "revision-not-raised"},
		{"a level of a heading", "## Part\n\n### Sub", "## Part\n\n## Sub", "revision-not-raised"},
		{"what is bold", "It must not run", "It **must not** run", "revision-not-raised"},

		{"revision 1.0, then 1", "revision: 1.0\n---\nText.", "revision: 1\n---\nOther.", "revision-not-raised"},
		{"revision 00, then 0", "revision: 00\n---\nText.", "revision: 0\n---\nOther.", "revision-not-raised"},
		{"revision Rev. 2, then 2", "revision: Rev. 2\n---\nText.", "revision: 2\n---\nOther.", "revision-not-raised"},
		{"revision b, then B", "revision: b\n---\nText.", "revision: B\n---\nOther.", "revision-not-raised"},
		{"revision 02, then 2", "revision: 02\n---\nText.", "revision: '2'\n---\nOther.", "revision-not-raised"},
		{"revision 1,0, then 1.0", "revision: '1,0'\n---\nText.", "revision: 1.0\n---\nOther.", "revision-not-raised"},
		{"revision A-1, then A1", "revision: A-1\n---\nText.", "revision: A1\n---\nOther.", "revision-not-raised"},
		{"revision 1.0, then 1, with the same text", "revision: 1.0\n---\nText.", "revision: 1\n---\nText.", ""},
		{"revision 1.0, then 1.1", "revision: 1.0\n---\nText.", "revision: 1.1\napproved_date: 2026-05-04\n---\nOther.", ""},
		{"revision 1.1, then 1.10", "revision: 1.1\n---\nText.", "revision: 1.10\napproved_date: 2026-05-04\n---\nOther.", ""},
		{"revision 0, then 00.1", "revision: 0\n---\nText.", "revision: 00.1\napproved_date: 2026-05-04\n---\nOther.", ""},
		{"revision A, then B", "revision: A\n---\nText.", "revision: B\napproved_date: 2026-05-04\n---\nOther.", ""},
		{"revision 1, then 1a", "revision: 1\n---\nText.", "revision: 1a\napproved_date: 2026-05-04\n---\nOther.", ""},
		{"revision Rev. 3, then 2", "revision: Rev. 3\n---\nText.", "revision: 2\napproved_date: 2026-05-04\n---\nOther.", "revision-went-down"},
		{"revision v1, then v2", "revision: v1\n---\nText.", "revision: v2\napproved_date: 2026-05-04\n---\nOther.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, last := range []string{"commit 2026-05-04 Second", "not committed"} {
				x := &example{archive: "-- commit 2026-02-16 First --\n" + pairFiles("1.png", "2.png") + documentsBeside + ofPair(c.before) + "-- " + last + " --\n" + ofPair(c.after)}
				result, _, err := x.run(t, load(t).config)
				if err != nil {
					t.Fatal(err)
				}
				var got []string
				for _, f := range result.Findings {
					switch f.Rule {
					case "revision-not-raised", "changed-after-approval", "status-went-back", "revision-went-down":
						got = append(got, f.Rule)
					}
				}
				if said := strings.Join(got, " "); said != c.want {
					t.Errorf("%s: %q, want %q", last, said, c.want)
				}
			}
		})
	}
}

const documentsBeside = "-- documents/b.md --\n---\nid: B\ntitle: B\nrevision: 1\nstatus: draft\nowner: O\n---\n\nB.\n" +
	"-- documents/c.md --\n---\nid: C\ntitle: C\nrevision: 1\nstatus: draft\nowner: O\n---\n\nC.\n"

func pairFiles(names ...string) string {
	text := ""
	for _, name := range names {
		text += "-- documents/" + name + " --\n" + name + "\n"
	}
	return text
}

// ofPair writes one document of a pair.
func ofPair(text string) string {
	fields, body, found := strings.Cut(text, "---\n")
	if !found || strings.Contains(fields, "\n\n") {
		fields, body = "", text
	}
	page := fields
	for _, line := range []string{"id: QP-1", "title: Buying", "revision: 4", "status: approved", "owner: O", "approver: M", "approved_date: 2026-02-16", "effective_date: 2026-03-02"} {
		if name, _, _ := strings.Cut(line, ":"); !strings.Contains("\n"+fields, "\n"+name+":") {
			page += line + "\n"
		}
	}
	return fmt.Sprintf("-- documents/a.md --\n---\n%s---\n\n%s\n", page, body)
}

// TestMovedTargets: a link that follows what was moved leads where it led.
func TestMovedTargets(t *testing.T) {
	const other = "-- documents/%s --\n---\nid: QP-2\ntitle: Other\nrevision: 1\nstatus: draft\nowner: O\n---\n\nThe other document has a text of its own.\n"
	for _, c := range []struct{ name, first, second, want string }{
		{"the other document moves",
			fmt.Sprintf(other, "b.md") + ofPair("[Other](b.md#part)"), "-- delete documents/b.md --\n" + fmt.Sprintf(other, "x/b.md") + ofPair("[Other](x/b.md#part)"), ""},
		{"the other document moves and the link does not follow it",
			fmt.Sprintf(other, "b.md") + ofPair("[Other](b.md)"), "-- delete documents/b.md --\n" + fmt.Sprintf(other, "x/b.md") + ofPair("[Other](b.md)"), ""},
		{"the link leads to a document that comes with it",
			fmt.Sprintf(other, "b.md") + ofPair("[Other](b.md)"), "-- documents/x/c.md --\n---\nid: QP-3\ntitle: T\nrevision: 1\nstatus: draft\nowner: O\n---\n\nNew.\n" + ofPair("[Other](x/c.md)"), "revision-not-raised"},
		{"the document itself moves, with its links",
			fmt.Sprintf(other, "b.md") + ofPair("[Other](b.md) and many words that stay as they are, so that it is known again"),
			"-- delete documents/a.md --\n" + strings.Replace(ofPair("[Other](../b.md) and many words that stay as they are, so that it is known again"), "documents/a.md", "documents/x/a.md", 1), ""},
		{"a link by path becomes one by id",
			fmt.Sprintf(other, "b.md") + ofPair("[Other](b.md)"), ofPair("[[QP-2|Other]]"), ""},
		{"a link by id leads elsewhere",
			fmt.Sprintf(other, "b.md") + ofPair("[[QP-2|Other]]"), ofPair("[[QP-1|Other]]"), "revision-not-raised"},
	} {
		for _, last := range []string{"commit 2026-05-04 Second", "not committed"} {
			if last == "not committed" && strings.Contains(c.second, "delete documents/a.md") {
				continue // what is not committed under its name has no past
			}
			x := &example{archive: "-- commit 2026-02-16 First --\n" + c.first + "-- " + last + " --\n" + c.second}
			result, _, err := x.run(t, load(t).config)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, f := range result.Findings {
				if f.Rule == "revision-not-raised" {
					got += f.Rule
				}
			}
			if got != c.want {
				t.Errorf("%s, %s: %q, want %q", c.name, last, got, c.want)
			}
		}
	}
}

// TestFrontMatterAdded: a text that was there before it had a front matter is not changed by getting one.
func TestFrontMatterAdded(t *testing.T) {
	for _, before := range []string{"# Buying\n\nText.\n", "Text.\n", "---\ntitle: Buying\nlayout: page\n---\n\nText.\n"} {
		for _, last := range []string{"commit 2026-05-04 Second", "not committed"} {
			_, body, found := strings.Cut(strings.TrimPrefix(before, "---\n"), "---\n")
			if !found {
				body = before
			}
			x := &example{archive: "-- commit 2026-02-16 First --\n-- documents/a.md --\n" + before + "-- " + last + " --\n" + ofPair(body)}
			result, _, err := x.run(t, load(t).config)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range result.Findings {
				if f.Rule == "revision-not-raised" || f.Rule == "changed-after-approval" {
					t.Errorf("%q, %s: %s", before, last, f.Message)
				}
			}
		}
	}
}
