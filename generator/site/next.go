package site

import (
	"slices"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// otherRevision names a revision of a document on a page of another one; nil where it has no page.
func otherRevision(b *Builder, e *manual.Entry) *view.OtherRevision {
	if e == nil || !e.Published() {
		return nil
	}
	return &view.OtherRevision{Revision: e.Revision.Value, URL: e.URL, Status: b.status(e), Effective: e.InForceFrom().Value}
}

// ownClaims are the claims of a document or of its next revision, in the order of the clauses.
func (s *shared) ownClaims(e *manual.Entry) []clauseClaim {
	switch {
	case e.Earlier != nil:
		var list []clauseClaim
		for clause, claim := range s.tally.ClaimsOfNext(e) {
			list = append(list, clauseClaim{clause, claim})
		}
		return list
	case e.Next != nil:
		return slices.DeleteFunc(slices.Clone(s.claims[e.Rank]), func(c clauseClaim) bool { return c.Next })
	}
	return s.claims[e.Rank]
}

// nextKey adds what the pages of a document and of its next revision show of the other, and all that the page of
// the next one shows. The two share one key.
func (p *pageDeps) nextKey(h *hasher, b *Builder, next *manual.Entry) {
	h.number(b.manual.Text(next).Sum)
	h.text(next.URL, p.status(next).Word, p.catalog.Due(next), next.Earlier.Revision.Value)
	h.past(b.manual.HistoryOf(next))
	h.files(b.manual, next)
	p.references(h, b.manual, next)
	for _, c := range p.ownClaims(next) {
		h.text(c.clause.ID, p.title(c.clause), c.Reason())
	}
	_, to, shown := p.window(next.Section, nil)
	for _, other := range shown[:to] {
		p.entryKey(h, other)
	}
}

// withHistory is the revision of a document whose history a list of changes shows: the next one, if it has a page.
func withHistory(e *manual.Entry) *manual.Entry {
	if latest := e.Latest(); latest.Published() {
		return latest
	}
	return e
}
