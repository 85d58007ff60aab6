package check_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/google/go-cmp/cmp"
)

// TestHistoryRules holds the rules on changes against what teams do every day. Most of it must not be
// found. A step is "DAY|what", and what is a list of words: rN revision, sX status, aDAY approved, tX text,
// iX id, fX file; what is not named stays as it was. "tree" in the place of a day is what is not committed.
func TestHistoryRules(t *testing.T) {
	for _, c := range []struct{ name, steps, want string }{
		{"an import", "05-01|r4 s1 a02-01 tA", ""},
		{"an import, and its text again with other line ends and dates", "05-01|r4 s1 a02-01 tA; 06-01|tA\r\n\r\n ; 07-01|a06-30", ""},
		{"text and revision in one commit", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-01 tB", ""},
		{"text, then revision", "02-01|r1 s1 a02-01 tA; 05-01|tB; 05-02|r2 a05-02", ""},
		{"revision, then text on the day of the approval", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-04; 05-04|tB", ""},
		{"drafts, then the approval", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB; 05-02|tC; 05-09|s1 a05-08", ""},
		{"a change taken back", "02-01|r1 s1 a02-01 tA; 05-01|tB; 05-02|tA", ""},
		{"an approval taken back", "02-01|r1 sr a02-01 tA; 05-01|s1; 05-02|sr", ""},
		{"a draft given up", "02-01|r1 s1 a02-01 tA; 05-01|r2 sd tB; 05-02|r1 s1 tA", ""},
		{"a rename", "02-01|r1 s1 a02-01 tA; 05-01|fother.md", ""},
		{"a rename and a new number together", "02-01|r1 s1 a02-01 tA; 05-01|fother.md r2 a05-01 tB", ""},
		{"another review with the same result", "02-01|r1 s1 a02-01 tA; 05-01|a05-01", ""},
		{"another scheme of revisions", "02-01|rC s1 a02-01 tA; 05-01|r1 a05-01 tB", ""},
		{"Z, then AA", "02-01|rZ s1 a02-01 tA; 05-01|rAA a05-01 tB", ""},
		{"obsolete", "02-01|r1 s1 a02-01 tA; 05-01|so", ""},
		{"a draft under another id", "02-01|r1 sd tA; 05-01|iQP-2", ""},
		{"a draft deleted", "02-01|r1 sd tA; 05-01|delete", ""},
		{"an obsolete document deleted", "02-01|r1 s1 a02-01 tA; 04-01|so; 05-01|delete", ""},
		{"edited on the day", "02-01|r1 s1 a02-01 tA; 11-22|r2 a11-22; tree|tB", ""},
		{"never committed", "02-01|manual; tree|r1 s1 a02-01 tA", ""},

		{"text on the day of the import", "02-01|r1 s1 a02-01 tA; 02-01|tB", "revision-not-raised"},
		{"text twice after its revision", "02-01|r1 s1 a02-01 tA; 05-01|r2 a05-04; 05-02|tB; 05-03|tC", "revision-not-raised"},
		{"text alone", "02-01|r1 s1 a02-01 tA; 05-01|tB", "revision-not-raised"},
		{"text and a newer approval", "02-01|r1 s1 a02-01 tA; 05-01|tB a05-01", "revision-not-raised"},
		{"text not committed", "02-01|r1 s1 a02-01 tA; tree|tB", "revision-not-raised"},
		{"text by way of a draft", "02-01|r1 s1 a02-01 tA; 05-01|sd tB; 05-02|s1 a05-02", "revision-not-raised"},
		{"text while it is renamed", "02-01|r1 s1 a02-01 tA; 05-01|fother.md tB", "revision-not-raised"},
		{"approved before the last draft", "02-01|r2 sd tA; 05-01|tB; 05-09|s1 a04-01", "changed-after-approval"},
		{"back to draft", "02-01|r1 s1 a02-01 tA; 05-01|sd tB", "status-went-back"},
		{"back in force", "02-01|r1 s1 a02-01 tA; 05-01|so; 05-02|s1 a05-02", "status-went-back"},
		{"1.10, then 1.9", "02-01|r1.10 s1 a02-01 tA; 05-01|r1.9 a05-01 tB", "revision-went-down"},
		{"B, then A, not committed", "02-01|rB s1 a02-01 tA; tree|rA a11-01 tB", "revision-went-down"},
		{"another id", "02-01|r1 s1 a02-01 tA; 05-01|iQP-2", "id-changed revision-not-raised"},
		{"another id and revision", "02-01|r1 s1 a02-01 tA; 05-01|iQP-2 r2 a05-01", "id-changed"},
		{"another id with its old address", "02-01|r1 s1 a02-01 tA; 05-01|iQP-2 r2 a05-01 lQP-1", ""},
		{"deleted", "02-01|r1 s1 a02-01 tA; 05-01|delete", "vanished-document"},
		{"deleted and not committed", "02-01|r1 s1 a02-01 tA; tree|delete", "vanished-document"},
		{"deleted and back", "02-01|r1 s1 a02-01 tA; 05-01|delete; 06-01|r2 a06-01", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := &example{archive: steps(c.steps)}
			result, _, err := x.run(t, load(t).config)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range result.Findings {
				switch f.Rule {
				case "revision-not-raised", "changed-after-approval", "status-went-back", "revision-went-down", "id-changed", "vanished-document", "history-unknown":
					got = append(got, f.Rule)
				}
			}
			if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("%s (-want +got)\n%s\n%s", c.steps, diff, x.archive)
			}
		})
	}
}

// steps writes the archive of an example.
func steps(text string) string {
	now := map[byte]string{'i': "QP-1", 'f': "a.md"}
	statuses := map[string]string{"1": "approved", "d": "draft", "r": "review", "o": "obsolete"}
	files := []txtar.File{}
	for _, step := range strings.Split(text, "; ") {
		day, words, _ := strings.Cut(step, "|")
		name := "commit 2026-" + day + " Step"
		if day == "tree" {
			name = "not committed"
		}
		files = append(files, txtar.File{Name: name})
		file := "documents/" + now['f']
		for _, w := range strings.Split(words, " ") {
			if strings.HasPrefix(w, "f") || w == "delete" {
				files = append(files, txtar.File{Name: "delete " + file})
			}
			if w != "" && w != "delete" && w != "manual" {
				now[w[0]] = w[1:]
			}
		}
		if words == "delete" || words == "manual" {
			continue
		}
		page := fmt.Sprintf("---\nid: %s\ntitle: T\nrevision: %s\nstatus: %s\nowner: O\napprover: M\napproved_date: 2026-%s\neffective_date: 2026-03-01\n",
			now['i'], now['r'], statuses[now['s']], now['a'])
		if now['a'] == "" {
			page = page[:strings.Index(page, "approver")]
		}
		if now['l'] != "" {
			page += "aliases: [documents/" + strings.ToLower(now['l']) + ".html]\n"
		}
		page += "---\n\n" + strings.Repeat("Words that stay. ", 20) + now['t'] + "\n"
		files = append(files, txtar.File{Name: "documents/" + now['f'], Data: []byte(page)})
	}
	return string(txtar.Format(&txtar.Archive{Files: files}))
}
