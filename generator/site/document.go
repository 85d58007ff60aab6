package site

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/view"
)

// documentView is a document with its control block, for its own page or a print page.
func documentView(b *Builder, p page, e *manual.Entry, w bodyWriter) *view.Document {
	p.Heading = e.Title.Value
	text := b.manual.Text(e)
	v := &view.Document{
		Page: p.Page, DocumentRow: b.documentRow(e), ID: e.ID.Value, TitleAnchor: e.TitleAnchor(), Prefix: w.prefix,
		Anchor: strings.TrimSuffix(w.prefix, ":"),
		Author: e.Author.Value, Approver: e.Approver.Value, ApprovedDate: e.ApprovedDate.Value,
		EffectiveDate: e.EffectiveDate.Value, ReviewDate: b.manual.Due(e),
		Distribution: e.Distribution.Value, Classification: e.Classification.Value,
		Supersedes: predecessors(b, e), SupersededBy: successors(b, e), Related: b.idLinks(e.Related),
		File: e.File,
		Body: p.slots.add(len(text.Body)*9/8, func(out *bytes.Buffer) error { w.body(out, text, b.manual.Targets(e)); return nil }),
	}
	if pattern := b.manual.EditURL.Value; pattern != "" {
		v.Edit = strings.ReplaceAll(pattern, "{path}", (&url.URL{Path: e.File}).EscapedPath())
	}
	for _, c := range b.claims[e.Rank] {
		link := view.ClaimLink{Clause: c.clause.ID + " " + b.title(c.clause), Href: p.Root + manual.ClauseURL(c.clause.ID),
			Counted: c.Counted(), Reason: b.why(c.Claim)}
		link.Mark = markOf(c.Claim)
		link.Symbol = symbols[link.Mark]
		if c.Section != "" {
			link.Section, link.Anchor = sectionClaimed(c.Claim).Text, w.prefix+c.Section
		}
		v.Claims = append(v.Claims, link)
	}
	for i := range e.Records {
		v.Records = append(v.Records, b.recordRow(e, i))
	}
	v.History, v.Earlier = b.revisions(e, b.manual.HistoryOf(e))
	v.Commit = lastCommit(b.manual.HistoryOf(e))
	for _, f := range e.Extra {
		v.Extra = append(v.Extra, view.Pair{Name: f.Name, Value: f.Value})
	}
	for _, h := range e.Outline {
		depth := h.Level - 1
		v.Outline = append(v.Outline, view.OutlineEntry{Text: h.Text, Anchor: w.prefix + h.ID, Depth: depth, Sub: depth == 2, Deep: depth > 2})
	}
	if from := published(b.manual.Referrers(e)); len(from) > 0 {
		v.Backlinks = p.slots.add(len(from)*usualEntry, func(out *bytes.Buffer) error { return b.entries(out, p, from, nil) })
	}
	return v
}

func published(entries []*manual.Entry) []*manual.Entry {
	var list []*manual.Entry
	for _, e := range entries {
		if e.Published() {
			list = append(list, e)
		}
	}
	return list
}

func (b *Builder) recordRow(e *manual.Entry, i int) view.RecordRow {
	r := &e.Records[i]
	row := view.RecordRow{Name: r.Name.Value, Retention: r.Retention.Value, Location: r.Location.Value,
		Owner: r.Owner.Value, Disposal: r.Disposal.Value, Form: view.Link{Text: r.Form.Value}}
	switch form := b.manual.Form(e, r); {
	case form.Entry != nil:
		row.Form = b.namedLink(form.Entry)
		row.FormRevision, row.FormStatus = form.Entry.Revision.Value, b.status(form.Entry)
	case form.File != nil:
		row.Form.URL = form.File.URL
	}
	for _, c := range r.Clauses {
		if c.Edition == "" && b.manual.Own == b.manual.Standard || c.Edition == b.manual.Standard.Year {
			row.Clauses = append(row.Clauses, b.clauseLink(c.Clause))
		}
	}
	return row
}
