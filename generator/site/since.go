package site

import (
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/inforcediff"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// auditor makes the part of changes.html that is about the last audit.
type auditor struct{ *Builder }

// sinceAudit says what became of the manual since its last audit; nil where it names none.
func sinceAudit(of *Builder) *view.SinceAudit {
	if of.since == nil {
		return nil
	}
	a := auditor{of}
	s := a.since()
	v := &view.SinceAudit{Audit: s.Name.Value, Date: s.Date.Value, Commit: history.Commit{ID: s.Commit}.Short(), Countable: s.Countable}
	switch s.Missing {
	case inforcediff.NoGit:
		v.Unknown = a.say("since.no_git")
	case inforcediff.Cut:
		v.Unknown = a.say("since.cut")
	case inforcediff.Younger:
		v.Unknown = a.say("since.younger")
	case inforcediff.Unreadable:
		v.Unknown = a.say("since.unreadable")
	}
	v.Effective, v.Changed, v.Withdrawn = a.sinceRows(s.Of(inforcediff.New, inforcediff.Revised)), a.sinceRows(s.Of(inforcediff.Changed)), a.sinceRows(s.Of(inforcediff.Withdrawn))
	for _, c := range s.Clauses {
		documents := c.Is
		if len(documents) == 0 {
			documents = c.Was
		}
		row := view.SinceClause{Clause: a.clauseLink(c.ID), Title: a.title(c.Clause), Before: a.states[c.Before], After: a.states[c.State]}
		for _, id := range documents {
			row.Documents = append(row.Documents, a.idLink(id))
		}
		v.Clauses = append(v.Clauses, row)
	}
	return v
}

func (a auditor) idLink(id string) view.Link {
	if list := a.manual.ByID(id); len(list) > 0 {
		return entryLink(list[0])
	}
	return view.Link{Text: id}
}

func (a auditor) sinceRows(list []inforcediff.Document) []view.SinceRow {
	var rows []view.SinceRow
	for _, d := range list {
		row := view.SinceRow{Document: view.Link{Text: d.ID}, Title: d.Title, From: d.From, To: d.To, Day: d.Day, New: d.Kind == inforcediff.New}
		if d.Now != nil {
			row.Document = entryLink(d.Now)
			row.Redline = a.redlineAddress(d.Now, d.To)
		}
		if d.Kind == inforcediff.Withdrawn {
			row.Standing = a.say("changes.deleted")
			if d.Now != nil {
				row.Standing = a.status(d.Now).Word
			}
		}
		for _, id := range d.Counted {
			row.Clauses = append(row.Clauses, a.clauseLink(id))
		}
		rows = append(rows, row)
	}
	return rows
}

// redlineAddress is where a page compares a revision of a document with the one before, or "" if none does.
func (a auditor) redlineAddress(e *manual.Entry, name string) string {
	list := a.approvedRevisions(e)
	at := slices.IndexFunc(list, func(r revision) bool { return !r.draft && document.EqualRevisions(r.name, name) })
	if at < 0 || at+1 >= min(len(list), revisionsCompared) {
		return ""
	}
	return a.revisionsAddress(e) + "#" + revisionAnchor(at, len(list))
}
