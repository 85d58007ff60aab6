package manual

import (
	"slices"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/parallel"
)

// links is where the references of all documents lead, and from it who refers to whom. They are made
// of the texts and of what these are resolved against, and of nothing else. They are not changed
// once they are made.
type links struct {
	resolver resolver
	texts    []*document.Document // in the order of their files, as all that follows
	resolved []*resolved
	// needCheck are the documents with references that a rule has to look at.
	needCheck []*Entry
	// missing are the documents whose text names what there is not.
	missing []*Entry
	*backlink
}

// backlink is what follows from the references of all documents.
type backlink struct {
	referrers [][]*Entry // in the order of files
	uses      []Use      // by the place of a file
}

// resolved is where the references of one document lead.
type resolved struct {
	targets   []Target
	needCheck []int
	byName    bool     // a wiki link of it is no id, so titles and files decide
	entries   []*Entry // to which it refers, in its text and in its front matter
	files     []*File
	missing   []Missing
}

// Use says whether a file is needed.
type Use struct {
	Used bool // a document shows it or links to it, or it is the logo
	// Published says that one of those who use it is published, and so is the file.
	Published bool
}

// resolveAll resolves the references of all texts. Results of the last load are reused if the inputs of the resolver
// and the entries that a text leads to are the same.
func resolveAll(g resolver, follow *mentions, texts []*document.Document, last *links) *links {
	l := &links{resolver: g, texts: texts, resolved: make([]*resolved, len(texts))}
	known := last != nil && g.sameInputs(last.resolver)
	parallel.Each(len(texts), smallLot, func(i int) {
		if e := g.nth(i); known && i < len(last.texts) && last.texts[i] == texts[i] && last.hasBacklink(i, g.Register) &&
			(!last.resolved[i].byName || last.resolver.Register == g.Register) && g.sameRevision(e, last.resolver, i) {
			l.resolved[i] = last.resolved[i]
		} else {
			l.resolved[i] = g.resolveDocument(follow, e, texts[i])
		}
	})
	for i, t := range l.resolved {
		if len(t.needCheck) > 0 {
			l.needCheck = append(l.needCheck, g.nth(i))
		}
		if len(t.missing) > 0 {
			l.missing = append(l.missing, g.nth(i))
		}
	}
	if known && last.resolver.Register == g.Register && last.resolver.tree == g.tree && slices.EqualFunc(l.resolved, last.resolved, (*resolved).sameTargets) {
		l.backlink = last.backlink
		return l
	}
	l.backlink = &backlink{make([][]*Entry, len(texts)), make([]Use, len(g.Files))}
	l.buildBacklinks()
	l.countUses()
	return l
}

// hasBacklink reports whether all to which a document refers are the same in another register.
func (l *links) hasBacklink(i int, r *Register) bool {
	other := func(e *Entry) bool { return r.nth(e.at) != e }
	return l.resolver.Register == r || !slices.ContainsFunc(l.resolved[i].entries, other)
}

// sameRevision reports whether the references of a document with two revisions lead where they led. Those of the
// earlier one depend on what Git knows, too.
func (r resolver) sameRevision(e *Entry, last resolver, at int) bool {
	switch {
	case e.Issued != nil:
		return last.nth(at) == e && last.log == r.log && last.tree == r.tree
	case e.Earlier != nil:
		return last.nth(at) == e
	}
	return true
}

// sameTargets reports whether both lead to the same documents and files.
func (r *resolved) sameTargets(other *resolved) bool {
	return r == other || slices.Equal(r.entries, other.entries) && slices.Equal(r.files, other.files)
}

// resolveDocument follows the references of a document.
func (r resolver) resolveDocument(x *mentions, e *Entry, d *document.Document) *resolved {
	t := &resolved{}
	t.targets, t.missing = r.targets(x, d, e)
	for i := range t.targets {
		to := &t.targets[i]
		t.byName = t.byName || d.Refs.Kind(i) == document.Wiki && len(r.ByID(d.Refs.At(i).Target)) == 0
		if to.needsCheck() {
			t.needCheck = append(t.needCheck, i)
		}
		t.addEntry(to.Entry)
		for _, s := range to.Spans {
			t.addEntry(s.Entry)
		}
		t.addFile(to.File)
	}
	for _, field := range e.IDFields() {
		t.entries = append(t.entries, r.ByID(field.ID.Value)...)
	}
	for i := range e.Records {
		form := r.formTarget(e, &e.Records[i])
		t.addEntry(form.Entry)
		t.addFile(form.File)
	}
	return t
}

func (r *resolved) addEntry(e *Entry) {
	if e != nil {
		r.entries = append(r.entries, e)
	}
}

func (r *resolved) addFile(f *File) {
	if f != nil {
		r.files = append(r.files, f)
	}
}

// buildBacklinks inverts the references, in the order of the ids, so that the lists of referrers are in that order.
func (l *links) buildBacklinks() {
	for _, from := range l.resolver.ranked {
		for _, to := range l.resolved[from.at].entries {
			list := l.referrers[to.at]
			if to != from && (len(list) == 0 || list[len(list)-1] != from) {
				l.referrers[to.at] = append(list, from)
			}
		}
	}
}

func (l *links) countUses() {
	for i := range l.resolved {
		for _, f := range l.resolved[i].files {
			use(l.uses, f, l.resolver.nth(i).Published())
		}
	}
}

// use notes that a file is needed, and whether by something that is published.
func use(uses []Use, f *File, published bool) {
	if f != nil {
		u := &uses[f.at]
		u.Used, u.Published = true, u.Published || published
	}
}

// Same reports whether a manual knows of a document what another one with the same Catalog did: its text,
// and so where that leads, who refers to it, and its past.
func (m *Manual) Same(e *Entry, as *Manual) bool {
	now, then := m.links, as.links
	return m.Catalog == as.Catalog && now.texts[e.at] == then.texts[e.at] &&
		(now.backlink == then.backlink || slices.Equal(now.referrers[e.at], then.referrers[e.at])) &&
		m.HistoryOf(e).same(as.HistoryOf(e)) && m.Approval(e) == as.Approval(e) && m.sameFileCommits(e, as) && (e.Next == nil || m.Same(e.Next, as))
}

// Text is the text of a document.
func (m *Manual) Text(e *Entry) *document.Document { return m.links.texts[e.at] }

// Targets are where the Refs of a document's text lead. The list must not be changed.
func (m *Manual) Targets(e *Entry) []Target { return m.links.resolved[e.at].targets }

// RefsToCheck are those of a document's references that lead nowhere, or to a document that is not in
// force: the few that rules have to look at.
func (m *Manual) RefsToCheck(e *Entry) []int { return m.links.resolved[e.at].needCheck }

// DocumentsWithRefs lists the documents that have such references.
func (m *Manual) DocumentsWithRefs() []*Entry { return m.links.needCheck }

// Missing lists what the text of a document names and the manual does not have. The list must not be changed.
func (m *Manual) Missing(e *Entry) []Missing { return m.links.resolved[e.at].missing }

// WithMissing lists the documents whose text names such things, in the order of their files.
func (m *Manual) WithMissing() []*Entry { return m.links.missing }

// Referrers are the documents that refer to one, in the order of their ids. The list must not be
// changed.
func (m *Manual) Referrers(e *Entry) []*Entry { return m.links.referrers[e.at] }

// FilesOf lists the files that a document shows, links to or names as a form, each as often as it does.
// The list must not be changed.
func (m *Manual) FilesOf(e *Entry) []*File { return m.links.resolved[e.at].files }

// Use tells whether a file is needed.
func (m *Manual) Use(f *File) Use { return m.uses[f.at] }
