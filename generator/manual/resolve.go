package manual

import (
	"path"
	"strings"

	"github.com/clausebook/clausebook/generator/cores"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

// Trouble says why a reference leads nowhere.
type Trouble int

// What can be wrong with a reference. An anchor can be missing in a document that is there.
const (
	Fine       Trouble = iota
	NoDocument         // no document has this id
	NoFile             // no such file
	NoAnchor           // the document has no heading with this id
	Outside            // the path leads out of the documents folder
	Folder             // the path is a folder
	Absolute           // the path begins with a slash
)

// Target is where a reference leads.
type Target struct {
	Entry   *Entry
	File    *File
	Anchor  string
	Trouble Trouble
	Path    string    // the path that was looked for and leads nowhere
	Spans   []Mention // of a run
}

// resolve finds where every reference leads, and from it who refers to whom.
func (m *Manual) resolve() {
	m.ids = newMentions(m)
	cores.Each(len(m.Entries), smallLot, func(i int) {
		e := m.Entries[i]
		e.Targets = m.targets(e.Document, e)
		for i := range e.Targets {
			if e.Targets[i].notable() {
				e.Notable = append(e.Notable, i)
			}
		}
	})
	// In the order of their ids, so that the lists of referrers are in that order.
	for _, e := range m.ranked {
		for i := range e.Targets {
			m.refer(e, &e.Targets[i])
			use(e.Targets[i].File, e.Published())
		}
		m.referByField(e)
	}
	if logo := m.LogoFile(); logo != nil {
		logo.Used, logo.Published = true, true
	}
	m.fragments()
}

// fragments reads the Markdown of the configuration. Paths in it begin at the manual's folder.
func (m *Manual) fragments() {
	m.Statement, m.StatementLinks = m.fragment(m.ScopeStatement.Value)
	for _, d := range m.NotApplicable {
		doc, links := m.fragment(d.Justification)
		m.Reasons, m.ReasonLinks = append(m.Reasons, doc), append(m.ReasonLinks, links)
	}
}

func (m *Manual) fragment(text string) (*document.Document, []Target) {
	d := document.ParseFragment(ConfigFile, text)
	targets := m.targets(d, nil)
	for _, t := range targets {
		use(t.File, true)
	}
	return d, targets
}

// use notes that a file is needed, and whether by something that is published.
func use(f *File, published bool) {
	if f != nil {
		f.Used = true
		f.Published = f.Published || published
	}
}

func (m *Manual) targets(d *document.Document, self *Entry) []Target {
	targets := make([]Target, len(d.Refs))
	for i := range d.Refs {
		targets[i] = m.target(self, &d.Refs[i])
	}
	return targets
}

func (m *Manual) target(self *Entry, ref *document.Ref) Target {
	switch ref.Kind {
	case document.Wiki:
		return m.toID(ref.Target, ref.Anchor)
	case document.Run:
		return Target{Spans: m.ids.find(ref.Text, self)}
	case document.Link, document.Image:
		return m.toPath(self, ref)
	}
	return Target{}
}

func (m *Manual) toID(id, anchor string) Target {
	entries := m.byID[id]
	if len(entries) == 0 {
		return Target{Trouble: NoDocument, Path: id}
	}
	return m.toEntry(entries[0], anchor)
}

func (m *Manual) toEntry(e *Entry, anchor string) Target {
	t := Target{Entry: e, Anchor: anchor}
	if anchor != "" && !e.HasAnchor(anchor) {
		t.Trouble = NoAnchor
	}
	return t
}

func (m *Manual) toPath(self *Entry, ref *document.Ref) Target {
	if ref.Target == "" && ref.Kind == document.Link {
		if self == nil {
			return Target{Trouble: NoAnchor, Anchor: ref.Anchor}
		}
		return m.toEntry(self, ref.Anchor)
	}
	if strings.HasPrefix(ref.Target, "/") {
		return Target{Trouble: Absolute, Path: strings.TrimPrefix(ref.Target, "/")}
	}
	p, root := ref.Path, m.Documents.Value
	if e := m.byFile[p]; e != nil && ref.Kind == document.Link {
		return m.toEntry(e, ref.Anchor)
	}
	switch f := m.files[p]; {
	case f != nil && strings.HasPrefix(p, root+"/"):
		return Target{File: f, Path: p}
	case m.folders[p]:
		return Target{Trouble: Folder, Path: p}
	case !strings.HasPrefix(p, root+"/"):
		return Target{Trouble: Outside, Path: p}
	}
	return Target{Trouble: NoFile, Path: p}
}

// notable reports whether a rule has to look at a reference.
func (t *Target) notable() bool {
	for i := range t.Spans {
		if !t.Spans[i].Entry.inForce() {
			return true
		}
	}
	return t.Trouble != Fine || !t.Entry.inForce()
}

func (e *Entry) inForce() bool { return e == nil || e.Status.Value == document.Approved }

// refer notes that a document refers to where a reference of it leads.
func (m *Manual) refer(from *Entry, t *Target) {
	if t.Entry != nil {
		t.Entry.referredBy(from)
	}
	for _, s := range t.Spans {
		if s.Entry != nil {
			s.Entry.referredBy(from)
		}
	}
}

func (e *Entry) referredBy(from *Entry) {
	if e != from && (len(e.Referrers) == 0 || e.Referrers[len(e.Referrers)-1] != from) {
		e.Referrers = append(e.Referrers, from)
	}
}

// referByField follows the ids in the front matter.
func (m *Manual) referByField(e *Entry) {
	for _, field := range e.IDFields() {
		for _, target := range m.byID[field.ID.Value] {
			target.referredBy(e)
		}
	}
	for i := range e.Records {
		use(m.Form(e, &e.Records[i]).File, e.Published())
	}
}

// IDField is a field of the front matter that names a document.
type IDField struct {
	Name string
	ID   document.Text
}

// IDFields lists the ids of other documents in the front matter. A form that is a file is none.
func (e *Entry) IDFields() []IDField {
	if len(e.Supersedes)+len(e.SupersededBy)+len(e.Related)+len(e.Records) == 0 {
		return nil
	}
	var list []IDField
	for _, group := range []struct {
		name string
		ids  []document.Text
	}{{"supersedes", e.Supersedes}, {"superseded_by", e.SupersededBy}, {"related", e.Related}} {
		for _, id := range group.ids {
			list = append(list, IDField{group.name, id})
		}
	}
	for _, r := range e.Records {
		if r.Form.Given() && path.Ext(r.Form.Value) == "" {
			list = append(list, IDField{"form", r.Form})
		}
	}
	return list
}

// Form tells where the form of a record is: a document by its id, or a file beside the document.
func (m *Manual) Form(e *Entry, r *document.Record) Target {
	if !r.Form.Given() {
		return Target{}
	}
	if entries := m.byID[r.Form.Value]; len(entries) > 0 {
		return Target{Entry: entries[0]}
	}
	if path.Ext(r.Form.Value) == "" {
		return Target{Trouble: NoDocument, Path: r.Form.Value}
	}
	return m.toPath(e, &document.Ref{Kind: document.Link, Target: r.Form.Value, Path: path.Join(path.Dir(e.File), r.Form.Value)})
}

// At gives the position of a mention in a document's file.
func (s Mention) At(ref document.Ref) diag.Pos { return ref.Place(s.Start, s.End) }
