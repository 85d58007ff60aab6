package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var historyContradiction = Rule{
	Name: "history-contradiction", Severity: diag.Warning,
	Summary: "The history in the front matter and Git disagree about a revision.",
	text: func(r *run) {
		for _, e := range r.Entries {
			if len(e.History) == 0 {
				continue
			}
			list := r.versions(e)
			groups := revisionsKnown(list)
			for i := range e.History {
				row := &e.History[i]
				if g := revisionOf(groups, e, row); g != nil {
					r.historyDate(e, row, g)
					r.historyAuthor(e, row, g, authors(list))
				}
			}
		}
	},
}

// knownRevision is a revision as Git knows it.
type knownRevision struct {
	versions []version // the latest first
	next     string    // the day of the first commit of the next revision; "" if there is none
}

// revisionsKnown lists the revisions of which Git knows how they began, the latest first. The oldest is none of
// them: it may be much older than the commit that brought it.
func revisionsKnown(list []version) []knownRevision {
	var groups []knownRevision
	next := ""
	for len(list) > 0 {
		n := sameRevision(list)
		if n == len(list) {
			break
		}
		groups = append(groups, knownRevision{list[:n], next})
		next = list[n-1].day
		list = list[n:]
	}
	return groups
}

// revisionOf is the revision that a row is about. It is nil where Git does not know it, where it was never approved,
// and where it, or the row, is there twice.
func revisionOf(groups []knownRevision, e *manual.Entry, row *document.Change) *knownRevision {
	if !row.Revision.Given() {
		return nil
	}
	rows := 0
	for i := range e.History {
		if equalRevisions(e.History[i].Revision.Value, row.Revision.Value) {
			rows++
		}
	}
	var found *knownRevision
	for i := range groups {
		if equalRevisions(groups[i].versions[0].Revision, row.Revision.Value) {
			if found != nil {
				return nil
			}
			found = &groups[i]
		}
	}
	if rows != 1 || found == nil || !slices.ContainsFunc(found.versions, public) {
		return nil
	}
	return found
}

// grace is how far a date may be from those in Git: a revision is often approved on paper first, and committed later.
const grace = 31 * 24 * time.Hour

// historyDate reports a date long before the revision was written and approved, or long after the next one was. Any
// day between is right for somebody: that of the draft, of the approval, or from which it is effective.
func (r *run) historyDate(e *manual.Entry, row *document.Change, g *knownRevision) {
	if !row.Date.Valid {
		return
	}
	first := g.versions[len(g.versions)-1]
	from, to := first.day, g.next
	for _, v := range g.versions {
		if v.Approved != "" && v.Approved < from {
			from = v.Approved
		}
	}
	if to == "" {
		if to = r.Options.Date; e.EffectiveDate.Valid && e.EffectiveDate.Value > to {
			to = e.EffectiveDate.Value
		}
	}
	began := fmt.Sprintf("Git has it from %s", first.day)
	if first.folder {
		began = "it is not committed yet"
	}
	switch {
	case days(row.Date.Value, from) > grace:
		r.inDocument(e, row.Date.Pos, fmt.Sprintf("the history dates revision %s %s; %s", row.Revision.Value, row.Date.Value, began),
			"correct the date of this row, or the dates of the document")
	case days(to, row.Date.Value) > grace:
		end := fmt.Sprintf("the next revision is of %s", g.next)
		if g.next == "" {
			end = "that day is to come"
		}
		r.inDocument(e, row.Date.Pos, fmt.Sprintf("the history dates revision %s %s; %s, and %s", row.Revision.Value, row.Date.Value, began, end),
			"correct the date of this row")
	}
}

// days is the time from one day to another. It is 0 where one is not a date.
func days(from, to string) time.Duration {
	a, err := time.Parse(time.DateOnly, from)
	b, other := time.Parse(time.DateOnly, to)
	if err != nil || other != nil {
		return 0
	}
	return b.Sub(a)
}

// historyAuthor reports an author whom Git knows from another revision of the document, and not from this one. Of
// other names nothing can be said: most manuals name roles, and Git names people.
func (r *run) historyAuthor(e *manual.Entry, row *document.Change, g *knownRevision, known []string) {
	name, by := row.Author.Value, authors(g.versions)
	committed := !slices.ContainsFunc(g.versions, func(v version) bool { return v.folder })
	if committed && slices.Contains(known, name) && !slices.Contains(by, name) {
		r.inDocument(e, row.Author.Pos, fmt.Sprintf("the history names %s as the author of revision %s; in Git it is by %s",
			name, row.Revision.Value, strings.Join(by, ", ")), "correct the author of this row")
	}
}

// authors lists who made some versions, each once.
func authors(list []version) []string {
	var names []string
	for _, v := range list {
		if v.Commit == nil {
			continue
		}
		names = append(names, v.Author)
		for _, by := range v.By {
			names = append(names, by.Author)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
