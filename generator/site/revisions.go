package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// revisionsShown is the largest number of revisions on the page of a document.
const revisionsShown = 50

// revisions is the change history of a document, one row per revision, the latest first: from Git, and below
// that from the author for revisions older than the Git history. A revision in both is one row, with the summary
// that the author wrote. The commit that first added a document does
// not say how its revision came about, so there the author's row is used.
func (m *messages) revisions(e *manual.Entry, p *manual.History) (rows []view.ChangeRow, earlier int) {
	written := writtenHistory(e)
	if p.Status == manual.Modified && len(p.Changes) > 0 && p.Changes[0].Revision != e.Revision.Value {
		rows = append(rows, view.ChangeRow{Revision: e.Revision.Value, Uncommitted: true})
	}
	known := make([]bool, len(written)) // which of the author's rows are in a row from Git
	groups := byRevision(p.Changes)
	for i, changes := range groups {
		if putBack(changes, groups[i+1:]) {
			continue
		}
		same := func(r view.ChangeRow) bool { return document.EqualRevisions(r.Revision, changes[0].Revision) }
		wrote := slices.IndexFunc(written, same)
		row := m.revisionRow(changes)
		if row.Commit == "" || wrote >= 0 && len(changes) == 1 && changes[0].New {
			continue
		}
		if wrote >= 0 {
			row.Summary = cmp.Or(written[wrote].Summary, row.Summary)
		}
		rows = append(rows, row)
		for i := range written {
			known[i] = known[i] || same(written[i])
		}
	}
	for i, row := range written {
		if !known[i] {
			rows = append(rows, row)
		}
	}
	shown := min(len(rows), revisionsShown)
	return rows[:shown], len(rows) - shown
}

// byRevision groups consecutive changes of the same revision. A change whose revision could not be read belongs
// to the one after it.
func byRevision(changes []history.Change) [][]history.Change {
	var list [][]history.Change
	for from := 0; from < len(changes); {
		to := from + 1
		for to < len(changes) && (changes[to].Revision == changes[from].Revision || changes[to].Revision == "") {
			to++
		}
		list = append(list, changes[from:to])
		from = to
	}
	return list
}

// putBack reports whether the changes do nothing but bring back a revision as it was before.
func putBack(changes []history.Change, older [][]history.Change) bool {
	for _, group := range older {
		if slices.ContainsFunc(group, func(c history.Change) bool { return c.Same(changes[0].State) }) {
			return len(changes) == 1
		}
	}
	return false
}

// revisionRow sums up the commits of one revision. Its date is that of the commit which first had it as it is:
// one that only changed line endings, moved the file or took a change back leaves the date as it was.
func (m *messages) revisionRow(changes []history.Change) view.ChangeRow {
	row := view.ChangeRow{Revision: changes[0].Revision}
	var authors, summaries []string
	for _, c := range changes {
		if c.Commit.ID == "" {
			continue
		}
		if row.Commit == "" || c.Same(changes[0].State) {
			row.Commit, row.Date = c.Commit.Short(), c.Commit.Date
		}
		for _, by := range contributors(c.Commit) {
			authors, summaries = addOnce(authors, by.Author), addOnce(summaries, by.Summary)
		}
	}
	row.Author, row.Summary = m.few(authors, ", "), m.few(summaries, "; ")
	return row
}

// contributors are the commits behind a change: of a merge those of its branches, if they are known.
func contributors(c history.Commit) []history.Commit {
	if len(c.By) > 0 {
		return c.By
	}
	return []history.Commit{c}
}

func addOnce(list []string, word string) []string {
	if word == "" || slices.Contains(list, word) {
		return list
	}
	return append(list, word)
}

// few joins the first words of a list, from the oldest to the latest.
func (m *messages) few(list []string, with string) string {
	const most = 4
	more := ""
	if n := len(list) - most; n > 0 {
		list, more = list[:most], with+m.say("changes.others", n)
	}
	list = slices.Clone(list)
	slices.Reverse(list)
	return strings.Join(list, with) + more
}

// writtenHistory is the change history that the author wrote, the latest first.
func writtenHistory(e *manual.Entry) []view.ChangeRow {
	var rows []view.ChangeRow
	for _, c := range e.History {
		rows = append(rows, view.ChangeRow{Revision: c.Revision.Value, Date: c.Date.Value, Author: c.Author.Value, Summary: c.Summary.Value})
	}
	if n := len(e.History); n > 1 && e.History[0].Date.Valid && e.History[n-1].Date.After(e.History[0].Date.Value) {
		slices.Reverse(rows)
	}
	return rows
}

// lastCommit is the last commit of a document, for its control block.
func lastCommit(p *manual.History) view.CommitRow {
	row := view.CommitRow{Changed: p.Status == manual.Modified, New: p.Status == manual.Untracked}
	if c := p.Last(); c != nil {
		row.ID, row.Date = c.Short(), c.Date
	}
	return row
}

// source is the commit that the manual is built from, for pages about the whole manual.
func (b *Builder) source() view.SourceRow {
	log := b.manual.Options.History
	if log == nil {
		return view.SourceRow{}
	}
	return view.SourceRow{ID: log.Last.Short(), Date: log.Last.Date, Documents: b.manual.Uncommitted.Documents, Config: b.manual.Uncommitted.Config}
}
