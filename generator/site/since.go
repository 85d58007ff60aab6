package site

import (
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/inforce"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// sinceAudit says what became of the manual since its last audit.
func (b *Builder) sinceAudit() *view.SinceAudit {
	if b.since == nil {
		return nil
	}
	s := b.since()
	v := &view.SinceAudit{Audit: s.Name.Value, Date: s.Date.Value, Commit: history.Commit{ID: s.Commit}.Short(), Countable: s.Countable}
	switch s.Missing {
	case inforce.NoGit:
		v.Unknown = b.say("since.no_git")
	case inforce.Cut:
		v.Unknown = b.say("since.cut")
	case inforce.Younger:
		v.Unknown = b.say("since.younger")
	case inforce.Unreadable:
		v.Unknown = b.say("since.unreadable")
	}
	v.Effective, v.Changed, v.Withdrawn = b.sinceRows(s.Of(inforce.New, inforce.Revised)), b.sinceRows(s.Of(inforce.Changed)), b.sinceRows(s.Of(inforce.Withdrawn))
	for _, c := range s.Clauses {
		documents := c.Is
		if len(documents) == 0 {
			documents = c.Was
		}
		row := view.SinceClause{Clause: b.clauseLink(c.ID), Title: b.title(c.Clause), Before: b.states[c.Before], After: b.states[c.State]}
		for _, id := range documents {
			row.Documents = append(row.Documents, b.idLink(id))
		}
		v.Clauses = append(v.Clauses, row)
	}
	return v
}

func (b *Builder) idLink(id string) view.Link {
	if list := b.manual.ByID(id); len(list) > 0 {
		return entryLink(list[0])
	}
	return view.Link{Text: id}
}

func (b *Builder) sinceRows(list []inforce.Document) []view.SinceRow {
	var rows []view.SinceRow
	for _, d := range list {
		row := view.SinceRow{Document: view.Link{Text: d.ID}, Title: d.Title, From: d.From, To: d.To, Day: d.Day, New: d.Kind == inforce.New}
		if d.Now != nil {
			row.Document = entryLink(d.Now)
			row.Redline = b.redlineAddress(d.Now, d.To)
		}
		if d.Kind == inforce.Withdrawn {
			row.Standing = b.say("changes.deleted")
			if d.Now != nil {
				row.Standing = b.status(d.Now).Word
			}
		}
		for _, id := range d.Counted {
			row.Clauses = append(row.Clauses, b.clauseLink(id))
		}
		rows = append(rows, row)
	}
	return rows
}

// redlineAddress is where a page compares a revision of a document with the one before, or "" if none does.
func (b *Builder) redlineAddress(e *manual.Entry, name string) string {
	list := b.approvedRevisions(e)
	at := slices.IndexFunc(list, func(r revision) bool { return !r.draft && document.EqualRevisions(r.name, name) })
	if at < 0 || at+1 >= min(len(list), revisionsCompared) {
		return ""
	}
	return b.revisionsAddress(e) + "#" + revisionAnchor(at, len(list))
}
