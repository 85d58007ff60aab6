package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// Limits of changes.html, and of the changes on the start page.
const (
	changesShown  = 250 // documents
	togetherShown = 12  // documents of one commit
	latestShown   = 5
)

// documentChange is a change of one document.
type documentChange struct {
	entry *manual.Entry // nil where the document is gone
	row   view.ChangedRow
	back  int // how many commits it lies back, 0 where it is older than Git
	// now and before are the document after and before it; before it there may have been none.
	now, before manual.Version
}

// changesPage lists the changes of the whole manual by month, the latest first.
func changesPage(b *Builder, p page) view.ChangesPage {
	p.Heading, p.Breadcrumbs = b.say("changes.title"), b.start()
	v := view.ChangesPage{Page: p.Page, Source: b.source(), Since: sinceAudit(b)}
	if b.base != "" {
		v.Feed = route.Feed
	}
	list := visibleChanges(b, allChanges(b), changesShown)
	rows := together(list, changesShown)
	for _, r := range rows {
		month := r.Date[:len("2006-01")]
		if n := len(v.Months); n == 0 || v.Months[n-1].Month != month {
			v.Months = append(v.Months, view.Month{Month: month})
		}
		last := &v.Months[len(v.Months)-1]
		last.Rows = append(last.Rows, r)
		v.Earlier -= 1 + r.More
	}
	v.Earlier += len(list)
	return v
}

// together returns the first rows of a list, at most togetherShown of them from one commit. The last row of a
// commit that changed more says how many.
func together(list []documentChange, most int) []view.ChangedRow {
	var rows []view.ChangedRow
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

// allChanges lists the changes of published documents, and the deleted documents, the latest first. Changes
// older than the Git history come from the documents' own change histories.
func allChanges(b *Builder) []documentChange {
	var list []documentChange
	for _, e := range b.manual.Entries {
		if e.Published() {
			list = append(list, documentChanges(b, withHistory(e), entryLink(e))...)
		}
	}
	if log := b.manual.Options.History; log != nil {
		for _, g := range log.Deleted {
			if b.manual.IsDocument(g.File) && (g.Status == document.Approved || g.Status == document.Obsolete) && document.ValidID(g.ID) && g.Commit.Date != "" {
				row := b.changedRow(g.Commit, g.State)
				row.Gone, row.From, row.Document = true, g.Revision, view.Link{Text: g.ID}
				list = append(list, documentChange{row: row, back: g.Back})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y documentChange) int {
		return cmp.Or(cmp.Compare(y.row.Date, x.row.Date), cmp.Compare(x.back, y.back))
	})
	return list
}

// documentChanges lists the changes of a document, with a link to its page.
func documentChanges(b *Builder, e *manual.Entry, page view.Link) []documentChange {
	var list []documentChange
	past := b.manual.HistoryOf(e).Changes
	known := map[string]bool{}
	for i, c := range past {
		if c.Commit.Date == "" {
			continue
		}
		row := b.changedRow(c.Commit, c.State)
		row.Document, row.Title, row.New = page, e.Title.Value, c.New
		if i+1 < len(past) && !c.New {
			row.From = past[i+1].Revision
		}
		one := documentChange{entry: e, row: row, back: c.Back, now: manual.Version{Change: &past[i], Back: c.Back}}
		if i+1 < len(past) && !c.New {
			one.before = manual.Version{Change: &past[i+1], Back: c.Back + 1}
		}
		list = append(list, one)
		known[c.Revision] = true
	}
	list = append(list, fileChanges(b, e, page)...)
	for i, c := range e.History {
		if !known[c.Revision.Value] && c.Date.Valid {
			list = append(list, documentChange{entry: e, row: view.ChangedRow{Document: page, Title: e.Title.Value, To: c.Revision.Value, Date: c.Date.Value,
				Author: c.Author.Value, Summary: e.History[i].Summary.Value}})
		}
	}
	return list
}

// fileChanges lists the commits that changed a file which a document shows or links to, and not the
// document.
func fileChanges(b *Builder, e *manual.Entry, page view.Link) []documentChange {
	var list []documentChange
	past := b.manual.HistoryOf(e).Changes
	changes, _ := b.manual.FileChanges(e)
	for _, f := range changes {
		at := slices.IndexFunc(past, func(c history.Change) bool { return c.Back >= f.Back })
		if at < 0 || past[at].Back == f.Back || f.Commit.Date == "" {
			continue
		}
		row := b.changedRow(*f.Commit, past[at].State)
		row.Document, row.Title, row.From = page, e.Title.Value, row.To
		list = append(list, documentChange{e, row, f.Back, manual.Version{Change: &past[at], Back: f.Back}, manual.Version{Change: &past[at], Back: f.Back + 1}})
	}
	return list
}

// visibleChanges leaves out commits that changed only how a document is written, and adds the files that the
// others changed. It examines only as many changes as a page with so many rows shows.
func visibleChanges(b *Builder, list []documentChange, rows int) []documentChange {
	old := b.manual.Reader()
	defer old.Close()
	kept := list[:0]
	shown, inCommit := 0, 0
	for i := range list {
		c := &list[i]
		if shown < rows && !isVisibleChange(b, old, c) {
			continue
		}
		if n := len(kept); n == 0 || c.back == 0 || c.back != kept[n-1].back {
			inCommit = 0
		}
		if inCommit++; inCommit <= togetherShown {
			shown++
		}
		kept = append(kept, *c)
	}
	return kept
}

// isVisibleChange reports whether readers of the document see a difference.
func isVisibleChange(b *Builder, old *manual.Reader, c *documentChange) bool {
	if c.before.Change == nil {
		return true
	}
	for _, f := range old.OtherFiles(c.entry, c.now, c.before) {
		c.row.Files = append(c.row.Files, strings.TrimPrefix(f.Path, b.manual.Documents.Value+"/"))
	}
	now, before := c.now.Change, c.before.Change
	said := func(s history.State) [5]string { return [...]string{s.ID, s.Title, s.Revision, s.Status, s.Approved} }
	return len(c.row.Files) > 0 || now != before && (said(now.State) != said(before.State) || !old.Unchanged(c.entry, c.now, c.before))
}

func (m *messages) changedRow(c history.Commit, s history.State) view.ChangedRow {
	row := view.ChangedRow{Date: c.Date, Commit: c.Short(), Title: s.Title, To: s.Revision}
	var authors, summaries []string
	for _, by := range contributors(c) {
		authors, summaries = addOnce(authors, by.Author), addOnce(summaries, by.Summary)
	}
	row.Author, row.Summary = m.few(authors, ", "), m.few(summaries, "; ")
	return row
}

// latestChanges are the changes that the start page lists; none without a Git history.
func latestChanges(b *Builder) []view.ChangedRow {
	log := b.manual.Options.History
	if log == nil || log.Last.ID == "" {
		return nil
	}
	older := func(c documentChange) bool { return c.back == 0 }
	return together(visibleChanges(b, slices.DeleteFunc(allChanges(b), older), latestShown), latestShown)
}
