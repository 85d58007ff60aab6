package site

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
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
		File: e.File, Code: code(b, e),
		Body: p.slots.add(len(text.Body)*9/8, func(out *bytes.Buffer) error { w.body(out, text, b.manual.Targets(e)); return nil }),
	}
	if pattern := b.manual.EditURL.Value; pattern != "" {
		v.Edit = strings.ReplaceAll(pattern, "{path}", (&url.URL{Path: e.File}).EscapedPath())
	}
	v.InForce = otherRevision(b, e.Earlier)
	for _, c := range b.ownClaims(e) {
		link := view.ClaimLink{Clause: c.clause.ID + " " + b.title(c.clause), Href: p.Root + route.Clause(c.clause.ID),
			Counted: c.Counted(), Reason: b.whyNot(c.Claim)}
		link.Mark = markOf(c.Claim)
		link.Symbol = symbols[link.Mark]
		if c.Section != "" {
			link.Section, link.Anchor = sectionClaimed(c.Claim).Text, w.prefix+c.Section
		}
		v.Claims = append(v.Claims, link)
	}
	v.Proposed = proposals(e)
	for i := range e.Records {
		v.Records = append(v.Records, b.recordRow(e, i))
	}
	v.History, v.Earlier = b.revisions(e, b.manual.HistoryOf(e))
	approveRows(b, e, v.History)
	v.Commit = lastCommit(b.manual.HistoryOf(e))
	for _, f := range e.Extra {
		v.Extra = append(v.Extra, view.Pair{Name: f.Name, Value: f.Value})
	}
	for _, f := range b.manual.Copies(e) {
		v.Copies = append(v.Copies, view.Link{Text: path.Base(f.Path), URL: f.URL})
	}
	v.Outline = make([]view.OutlineEntry, 0, len(e.Outline))
	for _, h := range e.Outline {
		depth := h.Level - 1
		v.Outline = append(v.Outline, view.OutlineEntry{Text: h.Text, Anchor: w.prefix + h.ID, Depth: depth, Sub: depth == 2, Deep: depth > 2})
	}
	if from := published(b.manual.Referrers(e)); len(from) > 0 {
		v.Backlinks = p.slots.add(len(from)*usualEntry, func(out *bytes.Buffer) error { return b.entries(out, p, from, nil) })
	}
	return v
}

// proposals lists the document's own proposed claims by edition.
func proposals(e *manual.Entry) []view.Pair {
	var list []view.Pair
	for _, c := range e.Proposed {
		text := c.Clause
		if c.Section != "" {
			text += "#" + c.Section
		}
		if n := len(list); n > 0 && list[n-1].Name == c.Edition {
			list[n-1].Value += ", " + text
		} else {
			list = append(list, view.Pair{Name: c.Edition, Value: text})
		}
	}
	return list
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

// documentFile is the file of the page of a document.
func documentFile(b *Builder, e *manual.Entry) File {
	return b.page(e.URL, "document", func(p page) any { return documentPage(b, p, e) })
}

// documentPage is the view of the page of a document; documentKey is its key.
func documentPage(b *Builder, p page, e *manual.Entry) *view.Document {
	v := documentView(b, p, e, bodyWriter{messages: &b.messages, section: b.pageOf, root: p.Root, self: e})
	v.Breadcrumbs, v.Scripts = b.breadcrumbs(e.Section), []string{route.DocumentScript}
	v.Change, v.About, v.Files = changeURL(b, e), aboutLinked(b, p, e), attachedFiles(b.manual, e)
	at := e
	if e.Status.Value == document.Obsolete || e.Earlier != nil {
		at = nil
	}
	v.Revisions, v.Tree = b.revisionsAddress(e), b.sectionTree(p, e.Section, at, false)
	near := b.neighbours[e.Rank]
	v.Previous, v.Next = neighbour(b, e, near.previous), neighbour(b, e, near.next)
	return v
}

// neighbour is the document before or after another in the navigation, or nil. It says where it leads if
// that is another section.
func neighbour(b *Builder, e, near *manual.Entry) *view.Neighbour {
	if near == nil {
		return nil
	}
	n := &view.Neighbour{Link: view.Link{Text: near.ID.Value + " " + near.Title.Value, URL: near.URL}}
	if near.Section != e.Section {
		n.Section = b.sectionLink(near.Section).Text
	}
	return n
}

// withOthers links to the documents that a field names, and to those that name this document from their side.
func withOthers(b *Builder, ids []document.Text, others []*manual.Entry) []view.Link {
	links := b.idLinks(ids)
	for _, e := range others {
		if !slices.ContainsFunc(ids, func(id document.Text) bool { return id.Value == e.ID.Value }) {
			links = append(links, b.namedLink(e))
		}
	}
	return links
}

// successors lists what replaces a document: each that it names, and, where it is no longer in force,
// those that name it. It ends with the one in force, also where that is the successor of a successor.
func successors(b *Builder, e *manual.Entry) []view.Link {
	now, replaced := b.manual.Replacement(e), b.tally.Replaced(e)
	if replaced != nil {
		now = replaced.By
	}
	var others []*manual.Entry
	for _, s := range b.manual.Successors(e) {
		withdrawn := e.Status.Value == document.Obsolete
		if s.Public() && (withdrawn || replaced != nil && b.status(s).Name != "upcoming") {
			others = append(others, s)
		}
	}
	if now != nil && !slices.Contains(others, now) {
		others = append(others, now)
	}
	return withOthers(b, e.SupersededBy, others)
}

// predecessors lists what a document replaces: each that it names, and those published that name it.
func predecessors(b *Builder, e *manual.Entry) []view.Link {
	return withOthers(b, e.Supersedes, published(b.manual.Predecessors(e)))
}

// documentKey is the key of the page of a document. It has to cover everything that documentPage and
// documentView read; TestDocumentKey lists each field of the view with its part of the key.
func (p *pageDeps) documentKey(h *hasher, b *Builder, e *manual.Entry) uint64 {
	h.number(p.common)
	h.number(b.manual.Text(e).Sum)
	due := p.catalog.Due(e)
	h.text(e.File, e.URL, p.status(e).Word, due)
	h.past(b.manual.HistoryOf(e))
	if e.Next != nil {
		p.nextKey(h, b, e.Next)
	}
	h.approvals(b.manual, e)
	if due < p.catalog.Options.Date {
		h.text("overdue")
	}
	h.files(b.manual, e)
	for _, f := range b.manual.Copies(e) {
		h.text("copy", f.URL)
	}
	p.references(h, b.manual, e)
	for _, c := range p.ownClaims(e) {
		h.text(c.clause.ID, p.title(c.clause), c.Reason())
	}
	for _, from := range b.manual.Referrers(e) {
		p.entryKey(h, from)
	}
	near := p.neighbours[e.Rank]
	for _, other := range []*manual.Entry{near.previous, near.next} {
		p.entryKey(h, other)
		if other != nil && other.Section != e.Section {
			h.number(p.sections[other.Section])
		}
	}
	p.navigation(h, e)
	return h.key()
}

// references adds the targets of the links of a document, in its text and in its front matter.
func (p *pageDeps) references(h *hasher, m *manual.Manual, e *manual.Entry) {
	for _, t := range m.Targets(e) {
		p.target(h, t)
		for _, s := range t.Spans {
			h.number(uint64(s.Start))
			h.number(uint64(s.End))
			h.text(s.Clause)
			p.entryKey(h, s.Entry)
		}
	}
	for _, field := range e.IDFields() {
		for _, to := range m.ByID(field.ID.Value) {
			p.entryKey(h, to)
		}
	}
	for i := range e.Records {
		form := m.Form(e, &e.Records[i])
		p.target(h, form)
		if form.Entry != nil {
			h.text(form.Entry.Revision.Value)
		}
	}
	p.succession(h, m, e)
}

// succession adds the successors and predecessors of a document.
func (p *pageDeps) succession(h *hasher, m *manual.Manual, e *manual.Entry) {
	for _, to := range m.Successors(e) {
		p.entryKey(h, to)
	}
	h.text("")
	for _, to := range m.Predecessors(e) {
		p.entryKey(h, to)
	}
	p.entryKey(h, m.Replacement(e))
	if r := p.tally.Replaced(e); r != nil {
		p.entryKey(h, r.By)
	}
}

// navigation adds the sections above a document, and the documents that the tree shows around it. The tree
// itself is in the common part.
func (p *pageDeps) navigation(h *hasher, e *manual.Entry) {
	for s := e.Section; s != nil; s = s.Parent {
		h.number(p.sections[s])
	}
	var at *manual.Entry
	if e.Status.Value != document.Obsolete {
		at = e
	}
	from, to, shown := p.window(e.Section, at)
	h.number(uint64(from))
	h.number(uint64(len(shown)))
	for _, other := range shown[from:to] {
		p.entryKey(h, other)
	}
}

// past adds the history that the page of a document shows.
func (h *hasher) past(p *manual.History) {
	h.number(uint64(p.Status))
	for _, c := range p.Changes {
		h.text(c.Commit.ID, c.Revision)
	}
}
