package site

import (
	"cmp"
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
)

// What changes.html shows of a large manual, and the start page of any.
const (
	changesShown  = 250 // documents
	togetherShown = 12  // documents of one commit
	latestShown   = 5
)

// changed is a change of a document in the order of the whole manual.
type changed struct {
	entry *manual.Entry // nil where the document is gone
	row   ChangedRow
	back  int // how many commits it lies back, 0 where it is older than Git
}

// changesPage tells what changed in the whole manual, by month, the latest first.
func (b *Builder) changesPage(p Page) ChangesPage {
	p.Heading, p.Trail = b.say("changes.title"), b.start()
	v := ChangesPage{Page: p, Source: b.source()}
	list := b.changes()
	rows := together(list, changesShown)
	for _, r := range rows {
		month := r.Date[:len("2006-01")]
		if n := len(v.Months); n == 0 || v.Months[n-1].Month != month {
			v.Months = append(v.Months, Month{Month: month})
		}
		last := &v.Months[len(v.Months)-1]
		last.Rows = append(last.Rows, r)
		v.Earlier -= 1 + r.More
	}
	v.Earlier += len(list)
	return v
}

// together takes the first rows of a list, and of one commit not more than a few: where it changed
// more, the last row says how many.
func together(list []changed, most int) []ChangedRow {
	var rows []ChangedRow
	inCommit := 0
	for i, c := range list {
		if i == 0 || c.back == 0 || c.back != list[i-1].back {
			inCommit = 0
		}
		switch inCommit++; {
		case inCommit > togetherShown:
			rows[len(rows)-1].More++
		case len(rows) == most:
			return rows
		default:
			rows = append(rows, c.row)
		}
	}
	return rows
}

// changes lists what changed in documents that have a page, and which documents went. What is older
// than Git comes from the documents themselves.
func (b *Builder) changes() []changed {
	var list []changed
	for _, e := range b.m.Entries {
		if e.Published() {
			list = append(list, b.changesOf(e)...)
		}
	}
	if log := b.m.Options.History; log != nil {
		for _, g := range log.Gone {
			if (g.Status == document.Approved || g.Status == document.Obsolete) && document.ValidID(g.ID) && g.Commit.Date != "" {
				row := b.changedRow(g.Commit, g.State)
				row.Gone, row.From, row.Document = true, g.Revision, Link{Text: g.ID}
				list = append(list, changed{row: row, back: g.Back})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y changed) int {
		return cmp.Or(cmp.Compare(y.row.Date, x.row.Date), cmp.Compare(x.back, y.back))
	})
	return list
}

func (b *Builder) changesOf(e *manual.Entry) []changed {
	var list []changed
	past := b.m.Past(e).Changes
	known := map[string]bool{}
	for i, c := range past {
		if c.Commit.Date == "" {
			continue
		}
		row := b.changedRow(c.Commit, c.State)
		row.Document, row.Title, row.New = entryLink(e), e.Title.Value, c.New
		if i+1 < len(past) && !c.New {
			row.From = past[i+1].Revision
		}
		list = append(list, changed{e, row, c.Back})
		known[c.Revision] = true
	}
	for i, c := range e.History {
		if !known[c.Revision.Value] && c.Date.Valid {
			list = append(list, changed{e, ChangedRow{Document: entryLink(e), Title: e.Title.Value, To: c.Revision.Value, Date: c.Date.Value,
				Author: c.Author.Value, Summary: e.History[i].Summary.Value}, 0})
		}
	}
	return list
}

func (b *Builder) changedRow(c history.Commit, s history.State) ChangedRow {
	row := ChangedRow{Date: c.Date, Commit: c.Short(), Title: s.Title, To: s.Revision}
	var authors, summaries []string
	for _, by := range makers(c) {
		authors, summaries = addOnce(authors, by.Author), addOnce(summaries, by.Summary)
	}
	row.Author, row.Summary = b.few(authors, ", "), b.few(summaries, "; ")
	return row
}

// latest are the changes that the start page tells of; none where Git knows none.
func (b *Builder) latest() []ChangedRow {
	log := b.m.Options.History
	if log == nil || log.Last.ID == "" {
		return nil
	}
	older := func(c changed) bool { return c.back == 0 }
	return together(slices.DeleteFunc(b.changes(), older), latestShown)
}
