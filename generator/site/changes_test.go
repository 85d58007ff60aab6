package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// TestTogether: a page of changes has a bound, and a commit that changed everything does not fill it.
func TestTogether(t *testing.T) {
	var list []documentChange
	for back, documents := range []int{1: 2, 2: 10_000, 3: 1, 4: 400} {
		for range documents {
			list = append(list, documentChange{back: back, row: view.ChangedRow{Commit: fmt.Sprint(back)}})
		}
	}
	for range 400 {
		list = append(list, documentChange{row: view.ChangedRow{Commit: "older"}})
	}
	count := map[string]int{}
	rows := together(list, changesShown)
	for _, r := range rows {
		count[r.Commit]++
		if r.More > 0 {
			count["more in "+r.Commit] = r.More
		}
	}
	want := map[string]int{"1": 2, "2": togetherShown, "more in 2": 9988, "3": 1, "4": togetherShown, "more in 4": 388,
		"older": changesShown - 3 - 2*togetherShown}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestRevisions: what Git knows and what the author wrote make one history.
func TestRevisions(t *testing.T) {
	change := func(revision, day, author, summary string) history.Change {
		id := ""
		if day != "" {
			id = strings.Repeat(day[8:], 20)
		}
		return history.Change{State: history.State{Known: true, Revision: revision},
			Commit: history.Commit{ID: id, Date: day, Author: author, Summary: summary}}
	}
	came := change("3", "2026-01-05", "Ann", "Import")
	came.New = true
	text := func(sum uint64, c history.Change) history.Change {
		c.Text = sum
		return c
	}
	merge := change("5", "2026-01-09", "Bot", "Merge")
	merge.Commit.By = []history.Commit{{Author: "Cid", Summary: "Second"}, {Author: "Bob", Summary: "First"}}
	type known struct {
		*manual.Entry
		past manual.History
	}
	entry := func(standing manual.GitStatus, revision string, changes []history.Change, written ...string) known {
		d := &document.Header{Meta: document.Meta{Revision: document.Text{Value: revision}}}
		for _, w := range written {
			d.History = append(d.History, document.Change{Revision: document.Text{Value: w}, Summary: document.Text{Value: "written"},
				Date: document.Date{Text: document.Text{Value: "2025-01-0" + w}, Valid: true}})
		}
		return known{&manual.Entry{Header: d}, manual.History{Status: standing, Changes: changes}}
	}
	b := &Builder{shared: &shared{messages: english(t)}}
	for name, c := range map[string]struct {
		entry known
		want  string
	}{
		"no Git":                    {entry(manual.Unknown, "3", nil, "1", "2"), "2 2025-01-02  written|1 2025-01-01  written"},
		"two commits of a revision": {entry(manual.Committed, "4", []history.Change{change("4", "2026-01-07", "Bob", "B"), change("4", "2026-01-06", "Ann", "A"), came}), "4 2026-01-07 Ann, Bob A; B|3 2026-01-05 Ann Import"},
		"a merge":                   {entry(manual.Committed, "5", []history.Change{merge}), "5 2026-01-09 Bob, Cid First; Second"},
		"an import":                 {entry(manual.Committed, "3", []history.Change{came}, "3", "2"), "3 2025-01-03  written|2 2025-01-02  written"},
		"other line ends":           {entry(manual.Committed, "4", []history.Change{text(2, change("4", "2026-01-09", "Bot", "CR LF")), text(2, change("4", "2026-01-07", "Bob", "B")), text(1, came)}), "4 2026-01-07 Bob, Bot B; CR LF|3 2026-01-05 Ann Import"},
		"a change taken back":       {entry(manual.Committed, "4", []history.Change{text(2, change("4", "2026-01-09", "Bob", "Back")), text(3, change("4", "2026-01-08", "Bob", "C")), text(2, change("4", "2026-01-07", "Bob", "B")), text(1, came)}), "4 2026-01-07 Bob B; C; Back|3 2026-01-05 Ann Import"},
		"a revision taken back":     {entry(manual.Committed, "3", []history.Change{text(1, change("3", "2026-01-09", "Bob", "Back")), text(2, change("4", "2026-01-07", "Bob", "B")), text(1, came)}), "4 2026-01-07 Bob B|3 2026-01-05 Ann Import"},
		"another text":              {entry(manual.Committed, "4", []history.Change{text(3, change("4", "2026-01-09", "Bob", "C")), text(2, change("4", "2026-01-07", "Bob", "B")), text(1, came)}), "4 2026-01-09 Bob B; C|3 2026-01-05 Ann Import"},
		"a revision in both":        {entry(manual.Committed, "4", []history.Change{change("4", "2026-01-07", "Bob", "B"), came}, "4", "3"), "4 2026-01-07 Bob written|3 2025-01-03  written"},
		"both, spelled otherwise":   {entry(manual.Committed, "4", []history.Change{change("4", "2026-01-07", "Bob", "B"), came}, "Rev. 4.0"), "4 2026-01-07 Bob written|3 2026-01-05 Ann Import"},
		"where a clone ends":        {entry(manual.Committed, "4", []history.Change{change("4", "2026-01-07", "Bob", "B"), change("3", "", "", "")}), "4 2026-01-07 Bob B"},
		"not committed":             {entry(manual.Modified, "4", []history.Change{came}), "4  not committed |3 2026-01-05 Ann Import"},
	} {
		rows, _ := b.revisions(c.entry.Entry, &c.entry.past)
		var got []string
		for _, r := range rows {
			if r.Uncommitted {
				r.Author = "not committed"
			}
			got = append(got, strings.Join([]string{r.Revision, r.Date, r.Author, r.Summary}, " "))
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}
