package manual

import (
	"path"
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/route"
)

// InForce is the manual as it is in force: where an earlier revision of a document is in force, it stands in the
// place of the document in the folder, which is its Next. It is m itself where no document has one.
//
// Coverage, pages and exports show this manual. Findings are those of the folder: what Git holds cannot be
// fixed any more.
func (m *Manual) InForce() *Manual {
	if m.inForce == nil {
		return m
	}
	return m.inForce
}

// Unclear lists the documents that are not effective, and of which an earlier revision may be in force that is not
// known here: there is no Git, or this clone does not hold it.
func (m *Manual) Unclear() []*Entry {
	var list []*Entry
	for i, e := range m.Entries {
		if m.OutsideGit && m.waits(e) || m.issues != nil && m.issues[i].hidden {
			list = append(list, e)
		}
	}
	return list
}

// Latest gives the entry of what is in the folder, of a document of the register.
func (e *Entry) Latest() *Entry {
	if e.Next != nil {
		return e.Next
	}
	return e
}

// putInForce makes the manual of the revisions in force.
func (r *reader) putInForce(m, last *Manual, found *listing) error {
	m.issues = r.findIssued(m, last)
	has := func(l lookup) bool { return l.issuedRevision != nil }
	if !slices.ContainsFunc(m.issues, has) {
		return nil
	}
	before := last.inForce
	if before == nil {
		before = &Manual{Catalog: &Catalog{}, links: m.links}
	}
	f, c := *m, *m.Catalog
	m.inForce, f.Catalog = &f, &c
	f.inForce, f.Statement, f.StatementLinks, f.Reasons, f.ReasonLinks = nil, nil, nil, nil, nil
	c.Register = m.Register.withIssued(m.issues, before.Register)
	var err error
	if c.tree, err = r.issuedFiles(m, found, before.tree); err != nil {
		return err
	}
	f.Catalog = c.reuse(before.Catalog)
	texts, pasts := slices.Clone(m.links.texts), slices.Clone(m.pasts)
	for i, l := range m.issues {
		if l.issuedRevision != nil {
			texts, pasts = append(texts, texts[i]), append(pasts, pasts[i])
			texts[i], pasts[i] = l.document, History{Status: Committed, Changes: l.past}
		}
	}
	f.pasts = pasts
	resolveReferences(&f, texts, before.links)
	f.findExternalUses(before)
	return nil
}

// withIssued is the register with the earlier revisions that are in force: the last one where it is the same.
func (r *Register) withIssued(issues []lookup, last *Register) *Register {
	f := &Register{index: r.index, drafts: r.drafts, Entries: slices.Clone(r.Entries), headers: slices.Clone(r.headers)}
	for i, l := range issues {
		if l.issuedRevision == nil {
			continue
		}
		at := len(r.Entries) + len(f.nexts)
		e := r.issued(r.Entries[i], l.issuedRevision, at)
		if last != nil && last.index == r.index && last.Entries[i].sameAs(e) {
			e = last.Entries[i]
		}
		f.Entries[i], f.headers[i], f.nexts = e, e.Header, append(f.nexts, e.Next)
	}
	if last != nil && last.index == r.index && last.drafts == r.drafts && slices.Equal(f.Entries, last.Entries) {
		return last
	}
	f.arrangeEntries()
	return f
}

// issued is the entry of an earlier revision, with that of the document in the folder.
func (r *Register) issued(now *Entry, i *issuedRevision, at int) *Entry {
	e, next := *now, *now
	e.Header, e.URL, e.Issued, e.Next = i.document.Header, now.Place, i.change(), &next
	next.Earlier, next.at = &e, at
	if next.URL != "" {
		next.URL = route.Next(now.Place)
	}
	return &e
}

// sameAs reports whether an entry with an earlier revision says what another one says.
func (e *Entry) sameAs(o *Entry) bool {
	return e.Next != nil && e.Header == o.Header && e.Next.Header == o.Next.Header && e.URL == o.URL && e.Next.URL == o.Next.URL &&
		e.at == o.at && e.Next.at == o.Next.at && e.Rank == o.Rank && e.Section == o.Section && e.Issued == o.Issued
}

// nth is the entry of a text: after those of the documents come those of the next revisions.
func (r *Register) nth(at int) *Entry {
	if n := len(r.Entries); at >= n {
		if at -= n; at < len(r.nexts) {
			return r.nexts[at]
		}
		return nil
	}
	return r.Entries[at]
}

// issuedAs is the file that a document had when it was issued.
func (e *Entry) issuedAs() string {
	if e.Issued != nil {
		return e.Issued.File
	}
	return e.File
}

// issuedTarget is where a path led when an earlier revision was issued. known is false where Git does not tell.
func (r resolver) issuedTarget(self *Entry, ref *document.Ref) (t Target, known bool) {
	file, back := ref.Path, self.Issued.Back
	if d, id := r.log.At(file, back); d != nil && ref.Kind == document.Link {
		if e := r.now(d, id); e != nil {
			return r.documentTarget(self, e, ref.Anchor), true
		}
		return Target{Trouble: NoFile, Path: file}, true
	}
	blob, known := r.log.FileAt(file, back)
	if !known {
		return Target{}, false
	}
	if f := r.tree.issued[issuedFile{file, blob}]; f != nil {
		return Target{File: f, Path: file}, true
	}
	return Target{Trouble: NoFile, Path: file}, true
}

// now is what became of a document, by its file in the commit that is checked out, or else by its id.
func (r resolver) now(d *history.Document, id string) *Entry {
	if len(d.Changes) > 0 {
		file := d.Changes[0].File
		if e := r.ByFile(file); e != nil && r.log.Documents[file] == d {
			return e
		}
	}
	return r.only(id)
}

// isLocal reports whether a reference shows a file of the manual, or links to one.
func isLocal(ref *document.Ref) bool {
	return (ref.Kind == document.Image || ref.Kind == document.Link) && ref.Target != "" && ref.Path != ""
}

// issuedPaths lists the files that an earlier revision shows, links to or names as a form.
func (i *issuedRevision) issuedPaths() []string {
	var list []string
	for _, ref := range i.document.Refs.All() {
		if isLocal(&ref) {
			list = append(list, ref.Path)
		}
	}
	for n := range i.document.Records {
		if form := i.document.Records[n].Form; form.Given() {
			list = append(list, path.Join(path.Dir(i.from), form.Value))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
