package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// draftOf is a draft with an id and a text.
func draftOf(id, text string) string {
	return fmt.Sprintf("---\nid: %s\ntitle: About %[1]s\nrevision: 1\nstatus: draft\nowner: O\n---\n\n%s\n", id, text)
}

// TestUnknownIDs: what the text names and the manual does not have is found once, and what only looks like it is
// not.
func TestUnknownIDs(t *testing.T) {
	for _, c := range []struct{ ids, text, want string }{
		{"QP-01 QP-02", "see QP-99", "QP-99"},
		{"QP-01", "see QP-99.", "QP-99"},
		{"", "see SELF-02 and SELF-01", "SELF-02"},
		{"QP-01 QP-02", "QP-99, QP-98 and QP-99; QP-01", "QP-99 QP-98"},
		{"QP-01 QP-02", "**QP-99** and (QP-98), `QP-97`, [QP-96](https://example.com/), ![QP-95](https://x)", "QP-99 QP-98"},
		{"QP-01 QP-02", "| a | b |\n|---|---|\n| QP-98 | QP-99 |", "QP-98 QP-99"},
		{"QP-01 QP-02", "# QP-99\n\nText of QP-99.", "QP-99"},
		{"QP-08-04", "see QP-08-99 and QP-07-01", "QP-08-99 QP-07-01"},
		{"QP-08-04", "see QP-8-4, QP-08, QP-08-04-01 and QP-08-044a", ""},
		{"QP-9", "see QP-10 and QP-100", "QP-10"},
		{"QP-01 QP-02", "see QP-100, QP-1 and QP-0001", "QP-100"},
		{"QF-07", "record QF-07-2026-013, QF-2026, QF-07.pdf, form QP-01", ""},
		{"QF-07-12", "record QF-07-2026, QF-07-99", "QF-07-99"},
		{"QP-01 QP-02", "DIN-912, M8, A4, ISO 9001, TR-20 and qp-99", ""},
		{"QP-01 QP-02", "https://example.com/QP-99 and a/QP-99, QP-99/3, x@QP-99, QP-99@x, #QP-99, QP-99a, aQP-99", ""},
		{"QP\u00a001", "", ""},
		{"QP_01 QP_02", `see QP\_99`, "QP_99"},
		{"QP 01,QP 02", "see QP 99 and QP\u00a098, QP 01; QP  97", "QP 99 QP 98"},
		{"QP-01 QP-02", "see QP\u201199 and QP&#8209;99", "QP-99"},
		{"QP-01 QP-02", "参见QP-99。", "QP-99"},
		{"Form 1", "see Form 2", ""},
		{"Form 1,Form 3", "see Form 2", "Form 2"},
		{"A4", "on A3 paper", ""},
		{"A1 A2", "on A3 paper", ""},
		{"P-1 P-2", "see P-3", "P-3"},
		{"SOP-2101 SOP-2102", "see SOP-2199, and SOP-2026", "SOP-2199"},
		{"scope", "scopes", ""},
		{"QP-01 QP-02", "see form QP-77 and QP-78", "QP-78"}, // a file below is named so

		{"", "see clause 8.9.9", "clause 8.9.9"},
		{"", "see clause 8.9.9 and clause 8.9.9, clauses 8.4.1, 8.4.9 and 9.9.9", "clause 8.9.9 clause 8.4.9 clause 9.9.9"},
		{"", "see clause 11 and section 8.9.9", ""},
		{"", "ISO 9001 has no clause 11", "clause 11"},
		{"", "clause 8.9.9 of ISO 9001:2015", "clause 8.9.9"},
		{"", "clause 8.9.9 of ISO 14001, ISO 13485 clause 8.9.8, clause 8.9.7 of the contract", ""},
		{"", "ISO 9001:2008 asked this in clause 8.9.9", ""},
		{"", "clause 8.9.9a, clause 8.9.9-2", ""},
		{"", "`clause 8.9.9`", ""},
		{"", "clause 8.4.1 and 99 suppliers", ""},
	} {
		archive := &txtar.Archive{Files: []txtar.File{{Name: "documents/self.md", Data: []byte(draftOf("SELF-01", c.text))}, {Name: "documents/qp-77_form.xlsx", Data: []byte("x")},
			{Name: "documents/z.md", Data: []byte(strings.Replace(draftOf("ZZ-01", c.text), "draft", "obsolete", 1))}}}
		ids := strings.Fields(c.ids)
		if strings.Contains(c.ids, ",") || strings.HasPrefix(c.ids, "Form") {
			ids = strings.Split(c.ids, ",")
		}
		for n, id := range ids {
			archive.Files = append(archive.Files, txtar.File{Name: fmt.Sprintf("documents/d%d.md", n), Data: []byte(draftOf(id, "Text."))})
		}
		result, _, err := (&example{archive: string(txtar.Format(archive))}).run(t, load(t).config)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range result.Findings {
			if f.Rule == "unknown-id" {
				message := strings.Replace(f.Message, "ISO 9001:2015 has no clause", "no document has the id clause", 1)
				id, _, _ := strings.Cut(strings.TrimPrefix(message, "no document has the id "), ";")
				got = append(got, id)
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q in %q (-want +got)\n%s", c.ids, c.text, diff)
		}
	}
}

// TestIDsOfWithdrawnDocuments is in the steps of TestHistoryRules.
func TestIDsOfWithdrawnDocuments(t *testing.T) {
	const (
		day   = "-- commit 2026-0%d-01 Step --\n"
		first = "---\nid: QP-1\ntitle: Suppliers\nrevision: 1\nstatus: approved\nowner: O\napprover: M\napproved_date: 2026-01-01\neffective_date: 2026-01-01\n---\n\nThe buyer scores each supplier in January.\n"
	)
	second := strings.NewReplacer("Suppliers", "Scrap", "The buyer scores each supplier in January.", "Scrap goes into the red boxes beside the presses.").Replace(first)
	commit := func(n int, files ...string) string { return fmt.Sprintf(day, n) + strings.Join(files, "") }
	at := func(name, text string) string { return "-- documents/" + name + " --\n" + text }
	const gone = "-- delete documents/a.md --\n"
	for _, c := range []struct {
		name, archive string
		want          bool
	}{
		{"another document later", commit(1, at("a.md", first)) + commit(2, gone) + commit(3, at("b.md", second)), true},
		{"another in the same file", commit(1, at("a.md", first)) + commit(2, gone) + commit(3, at("a.md", second)), true},
		{"another, not committed", commit(1, at("a.md", first)) + commit(2, gone) + "-- not committed --\n" + at("b.md", second), true},
		{"another got the id later", commit(1, at("a.md", first), at("b.md", strings.Replace(second, "QP-1", "QP-2", 1))) + commit(2, gone) + commit(3, at("b.md", second)), true},
		{"another, and changed since", commit(1, at("a.md", first)) + commit(2, gone) + commit(3, at("b.md", second)) + commit(4, at("b.md", second+"More.\n")), true},
		{"of an obsolete one", commit(1, at("a.md", strings.Replace(first, "approved\n", "obsolete\n", 1))) + commit(2, gone) + commit(3, at("b.md", second)), true},
		{"of a draft", commit(1, at("a.md", strings.Replace(first, "approved\n", "draft\n", 1))) + commit(2, gone) + commit(3, at("b.md", second)), false},
		{"the deletion is reverted", commit(1, at("a.md", first)) + commit(2, gone) + commit(3, at("a.md", first)), false},
		{"it is brought back with a new revision", commit(1, at("a.md", first)) + commit(2, gone) + commit(3, at("c.md", strings.Replace(first, "revision: 1", "revision: 2", 1)+"\nMore of it.\n")), false},
		{"it is brought back, not committed", commit(1, at("a.md", first)) + commit(2, gone) + "-- not committed --\n" + at("a.md", first+"\nMore.\n"), false},
		{"it is moved", commit(1, at("a.md", first)) + commit(2, gone, at("b.md", first)), false},
		{"it is written anew in another file", commit(1, at("a.md", first)) + commit(2, gone, at("b.md", second)), false},
		{"it is moved, not committed", commit(1, at("a.md", first)) + "-- not committed --\n" + gone + at("b.md", second), false},
		{"it has another text", commit(1, at("a.md", first)) + commit(2, at("a.md", second)), false},
		{"another id", commit(1, at("a.md", first)) + commit(2, gone) + commit(3, at("b.md", strings.Replace(second, "QP-1", "QP-2", 1))), false},
		{"two had it, and one went", commit(1, at("a.md", first), at("b.md", second)) + commit(2, gone), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			result, _, err := (&example{archive: c.archive}).run(t, load(t).config)
			if err != nil {
				t.Fatal(err)
			}
			found := false
			for _, f := range result.Findings {
				found = found || f.Rule == "reused-id"
			}
			if found != c.want {
				t.Errorf("found %v, want %v\n%v", found, c.want, result.Findings)
			}
		})
	}
}

// TestSameTitles: only documents in force are held against each other.
func TestSameTitles(t *testing.T) {
	for _, c := range []struct {
		one, other string
		want       bool
	}{
		{"title: Audits", "title: Audits", true},
		{"title: Audits", "title: \"AUDITS \"", true},
		{"title: Internal audits", "title: internal  Audits", true},
		{"title: Pr\u00fcfung", "title: Pru\u0308fung", true},
		{"title: Audits", "title: Audit", false},
		{"title: Audits", "title: Audits\nstatus: draft", false},
		{"title: Audits", "title: Audits\nstatus: obsolete", false},
		{"title: Audits", "title: Audits\neffective_date: 2027-01-01", false},
		{"title: Audits", "title: Audits\ntype: record", false},
		{"title: Audits", "title: Audits\ntype: form", true},
		{"title: \"\"", "title: \"\"", false},
	} {
		page := func(id, fields string) []byte {
			text := "id: " + id + "\nrevision: 1\nowner: O\napprover: M\napproved_date: 2026-01-01\n" + fields + "\n"
			for _, more := range []string{"status: approved", "effective_date: 2026-01-01"} {
				if name, _, _ := strings.Cut(more, ":"); !strings.Contains(text, "\n"+name) {
					text += more + "\n"
				}
			}
			return []byte("---\n" + text + "---\n\nText of " + id + ".\n")
		}
		archive := &txtar.Archive{Files: []txtar.File{{Name: "documents/a.md", Data: page("QP-1", c.one)}, {Name: "documents/b.md", Data: page("QP-2", c.other)}}}
		result, _, err := (&example{archive: string(txtar.Format(archive))}).run(t, load(t).config)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range result.Findings {
			if f.Rule == "duplicate-title" {
				got = append(got, f.File)
			}
		}
		if want := map[bool]string{true: "documents/b.md"}[c.want]; strings.Join(got, " ") != want {
			t.Errorf("%q and %q: found at %q, want %q", c.one, c.other, got, want)
		}
	}
}
