package check_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestHistoryContradiction: a step is "DAY rREVISION sSTATUS aAPPROVED [@AUTHOR] [| ROW]…" with days of 2026 as MM-DD,
// "tree" for what is not committed; a row is "REVISION DATE AUTHOR". The last step's rows are in the document. What is
// wanted is the part of each message that says what is wrong.
func TestHistoryContradiction(t *testing.T) {
	for _, c := range []struct{ name, steps, want string }{
		{"the days of both are the same", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04 | 2 2026-05-04 O", ""},
		{"the day of the draft", "01-05 r1 s1 a01-05; 04-01 r2 sd a04-01; 05-04 r2 s1 a05-04 | 2 2026-03-20 O", ""},
		{"approved on paper, committed later", "01-05 r1 s1 a01-05; 05-20 r2 s1 a05-04 | 2 2026-05-02 O", ""},
		{"the day from which it is effective", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04 | 2 2026-06-01 O", ""},
		{"older than Git", "05-04 r3 s1 a05-04; 06-01 r4 s1 a06-01 | 1 2019-01-01 O | 2 2021-01-01 O | 3 2023-01-01 O | 4 2026-06-01 O", ""},
		{"the import of all", "05-04 r3 s1 a05-04 | 3 2019-01-01 O", ""},
		{"spelled otherwise", "01-05 r1.0 s1 a01-05; 05-04 r2.0 s1 a05-04 | Rev. 2 2026-05-04 O", ""},
		{"no row for the revision", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04 | 0 2019-05-04 O", ""},
		{"a date that is not one", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04 | 2 04/05/2025 O", ""},
		{"no date", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04 | 2  O", ""},
		{"two rows for a revision", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04 | 2 2019-05-04 O | 2 2026-05-04 O", ""},
		{"a revision that was never approved", "01-05 r1 s1 a01-05; 05-04 r2 sd a05-04 | 2 2025-05-04 O", ""},
		{"a role", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04 @Jo | 2 2026-05-04 Purchasing Manager", ""},
		{"the same person", "01-05 r1 s1 a01-05 @Jo; 05-04 r2 s1 a05-04 @Jo | 2 2026-05-04 Jo", ""},
		{"one of two people", "01-05 r1 s1 a01-05 @Jo; 05-01 r2 sd a05-01 @Jo; 05-04 r2 s1 a05-04 @Kim | 2 2026-05-04 Jo", ""},
		{"a middle revision in its time", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04; 09-07 r3 s1 a09-07 | 2 2026-08-01 O | 3 2026-09-07 O", ""},
		{"not committed", "01-05 r1 s1 a01-05; tree r2 s1 a11-20 | 2 2026-11-20 O", ""},
		{"taken back and made again", "01-05 r1 s1 a01-05; 03-02 r2 s1 a03-02; 04-06 r1 s1 a01-05; 05-04 r2 s1 a05-04 | 2 2025-03-02 O", ""},

		{"the year before", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04 | 2 2025-05-04 O", "dates revision 2 2025-05-04"},
		{"spelled otherwise, and the year before", "01-05 r1 s1 a01-05; 05-04 r2.0 s1 a05-04 | Rev. 2 2025-05-04 O", "dates revision Rev. 2 2025-05-04"},
		{"long after the next one", "01-05 r1 s1 a01-05; 03-02 r2 s1 a03-02; 05-04 r3 s1 a05-04 | 2 2026-08-03 O | 3 2026-05-04 O", "dates revision 2 2026-08-03"},
		{"a day to come", "01-05 r1 s1 a01-05; 05-04 r2 s1 a05-04 | 2 2027-05-04 O", "dates revision 2 2027-05-04"},
		{"not committed, and long ago", "01-05 r1 s1 a01-05; tree r2 s1 a11-20 | 2 2025-11-20 O", "dates revision 2 2025-11-20"},
		{"months before", "01-05 r1 s1 a01-05; 09-07 r2 s1 a09-07 | 2 2026-03-02 O", "dates revision 2 2026-03-02"},
		{"somebody else", "01-05 r1 s1 a01-05 @Jo; 05-04 r2 s1 a05-04 @Kim | 2 2026-05-04 Jo", "names Jo as the author of revision 2; in Git it is by Kim"},
		{"somebody else, and another day", "01-05 r1 s1 a01-05 @Jo; 05-04 r2 s1 a05-04 @Kim | 2 2024-05-04 Jo", "dates revision 2 2024-05-04 names Jo"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			x := &example{archive: historySteps(c.steps)}
			result, _, err := x.run(t, load(t).config)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range result.Findings {
				if f.Rule == "history-contradiction" {
					got = append(got, f.Message)
				}
			}
			all := strings.Join(got, "\n")
			for _, want := range strings.Split(c.want, " names ") {
				if !strings.Contains(all, want) || c.want == "" && all != "" {
					t.Errorf("got %q, want %q\n%s", all, c.want, x.archive)
				}
			}
		})
	}
}

func historySteps(text string) string {
	statuses := map[string]string{"s1": "approved", "sd": "draft"}
	var out strings.Builder
	for n, step := range strings.Split(text, "; ") {
		words, rows, _ := strings.Cut(step, " | ")
		f := append(strings.Fields(words), "")
		switch f[0] {
		case "tree":
			out.WriteString("-- not committed --\n")
		default:
			fmt.Fprintf(&out, "-- commit 2026-%s Step", f[0])
			if who, ok := strings.CutPrefix(f[4], "@"); ok {
				out.WriteString(" // " + who)
			}
			out.WriteString(" --\n")
		}
		fmt.Fprintf(&out, "-- documents/a.md --\n---\nid: QP-1\ntitle: T\nrevision: %s\nstatus: %s\nowner: O\napprover: M\napproved_date: 2026-%s\neffective_date: 2026-%s\n",
			f[1][1:], statuses[f[2]], f[3][1:], f[3][1:])
		if rows != "" {
			out.WriteString("history:\n")
			for _, row := range strings.Split(rows, " | ") {
				at := strings.Index(row, " 20")
				if at < 0 {
					at = strings.LastIndex(row, "  ")
				}
				if at < 0 {
					at = strings.Index(row, " ")
				}
				date, author, _ := strings.Cut(row[at+1:], " ")
				fmt.Fprintf(&out, "  - {revision: %s, date: %q, author: %s, summary: S}\n", row[:at], date, author)
			}
		}
		fmt.Fprintf(&out, "---\n\n%s%d\n", strings.Repeat("Words that stay. ", 20), n)
	}
	return out.String()
}
