package site

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// revisionsShown is how many revisions the page of a document tells of.
const revisionsShown = 50

// revisions is the change history of a document, a row a revision, the latest first: what Git knows,
// and below it what the author wrote of revisions that are older than Git. The commit with which a
// revision first came into Git tells nothing of how it was made; there the author's words count.
func (m *messages) revisions(e *manual.Entry, p *manual.History) (rows []view.ChangeRow, earlier int) {
	written := writtenHistory(e)
	if p.Status == manual.Modified && len(p.Changes) > 0 && p.Changes[0].Revision != e.Revision.Value {
		rows = append(rows, view.ChangeRow{Revision: e.Revision.Value, Uncommitted: true})
	}
	known := map[string]bool{}
	for _, changes := range byRevision(p.Changes) {
		revision := changes[0].Revision
		wrote := slices.ContainsFunc(written, func(r view.ChangeRow) bool { return r.Revision == revision })
		if row := m.revisionRow(changes); row.Commit != "" && !(wrote && len(changes) == 1 && changes[0].New) {
			rows = append(rows, row)
			known[revision] = true
		}
	}
	for _, row := range written {
		if !known[row.Revision] {
			rows = append(rows, row)
		}
	}
	shown := min(len(rows), revisionsShown)
	return rows[:shown], len(rows) - shown
}

// byRevision parts changes where the revision becomes another one. What could not be read stays with
// what came after it.
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

// revisionRow sums up what was committed of one revision. Its day is that of the latest change.
func (m *messages) revisionRow(changes []history.Change) view.ChangeRow {
	row := view.ChangeRow{Revision: changes[0].Revision}
	var authors, summaries []string
	for _, c := range changes {
		if c.Commit.ID == "" {
			continue
		}
		if row.Commit == "" {
			row.Commit, row.Date = c.Commit.Short(), c.Commit.Date
		}
		for _, by := range viewFuncs(c.Commit) {
			authors, summaries = addOnce(authors, by.Author), addOnce(summaries, by.Summary)
		}
	}
	row.Author, row.Summary = m.few(authors, ", "), m.few(summaries, "; ")
	return row
}

// viewFuncs are those who made a change: of a merge those who worked on its branches, where that is known.
func viewFuncs(c history.Commit) []history.Commit {
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

// writtenHistory is what the author wrote, the latest first.
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

// source is the commit that the manual was made from, for pages that show the whole of it.
func (b *Builder) source() view.SourceRow {
	log := b.manual.Options.History
	if log == nil {
		return view.SourceRow{}
	}
	return view.SourceRow{ID: log.Last.Short(), Date: log.Last.Date, Documents: b.manual.Uncommitted.Documents, Config: b.manual.Uncommitted.Config}
}
