package manual

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/citation"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/standard"
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
	Ambiguous          // several documents have this name
)

// Target is where a reference leads.
type Target struct {
	Entry   *Entry
	File    *File
	Section *Section
	Anchor  string
	Trouble Trouble
	Path    string    // the path that was looked for and leads nowhere
	Spans   []Mention // of a run
	// Candidates are the documents that an ambiguous name fits.
	Candidates []*Entry
}

// resolver is all that references are resolved against.
type resolver struct {
	*Register
	*tree
	edition *standard.Edition // nil where the manual does not say it
	// declared is the edition that the manual is written for. Words name clauses in its language.
	declared *standard.Edition
	words    citation.Words
	// log tells where earlier revisions led when they were issued.
	log *history.Log
}

// sameInputs reports whether both would resolve references alike. It ignores changes in the documents that a reference
// leads to, and in earlier revisions, which callers compare: ids, files and folders alone say which document is meant.
func (r resolver) sameInputs(other resolver) bool {
	return r.index == other.index && r.tree.inFolder() == other.tree.inFolder() && r.edition == other.edition && r.declared == other.declared && r.words == other.words
}

func (c *Catalog) resolver() resolver {
	return resolver{c.Register, c.tree, c.Standard, c.Own, c.Words, c.Options.History}
}

// resolveReferences finds where every reference leads, also those of manual.yaml.
func resolveReferences(m *Manual, texts []*document.Document, last *links) {
	g := m.resolver()
	x := newMentions(g)
	m.links = resolveAll(g, x, texts, last)
	m.uses = slices.Clone(m.links.uses)
	use(m.uses, m.LogoFile(), true)
	resolveIntros(m, g, x)
	findCopies(m)
	resolveFragments(m, g, x)
}

// resolveFragments reads the Markdown of the configuration. Paths in it begin at the manual's folder.
func resolveFragments(m *Manual, g resolver, x *mentions) {
	m.Statement, m.StatementLinks = resolveFragment(m, g, x, m.ScopeStatement.Value)
	for _, d := range m.NotApplicable {
		doc, links := resolveFragment(m, g, x, d.Justification)
		m.Reasons, m.ReasonLinks = append(m.Reasons, doc), append(m.ReasonLinks, links)
	}
}

func resolveFragment(m *Manual, g resolver, x *mentions, text string) (*document.Document, []Target) {
	d := document.ParseFragment(config.File, text)
	targets, _ := g.targets(x, d, nil)
	for _, t := range targets {
		use(m.uses, t.File, true)
	}
	return d, targets
}

func (r resolver) targets(x *mentions, d *document.Document, self *Entry) (targets []Target, missing []Missing) {
	targets = make([]Target, d.Refs.Len())
	for i, ref := range d.Refs.All() {
		if ref.Kind != document.Run {
			targets[i] = r.target(self, &ref)
			continue
		}
		found, unknown := x.find(&ref, self)
		targets[i].Spans = found
		for _, u := range unknown {
			u.Ref = i
			missing = append(missing, u)
		}
	}
	return targets, missing
}

func (r resolver) target(self *Entry, ref *document.Ref) Target {
	switch ref.Kind {
	case document.Wiki:
		return r.wikiTarget(self, ref)
	case document.Link, document.Image:
		t := r.pathTarget(self, ref)
		if t.Trouble == NoFile && ref.ByName {
			if named := r.fileNamed(ref.Target); named.File != nil {
				return named
			}
		}
		return t
	}
	return Target{}
}

// wikiTarget finds what a wiki link names, and the heading in it by its id or its text.
func (r resolver) wikiTarget(self *Entry, ref *document.Ref) Target {
	t := Target{Entry: self, Anchor: ref.Anchor}
	if ref.Target != "" {
		t = r.namedTarget(self, ref.Target)
	}
	switch {
	case ref.Anchor == "" || t.Trouble != Fine:
	case t.Section != nil:
		t = sectionTarget(t.Section, ref.Anchor)
	case t.File != nil:
		t.Anchor = ref.Anchor
	case t.Entry == nil: // [[#heading]] in manual.yaml
		t.Anchor, t.Trouble = missingAnchor(ref.Anchor)
	default:
		id, ok := t.Entry.AnchorOfText(ref.Anchor)
		t.setAnchor(self, ref.Anchor, id, ok)
	}
	return t
}

// documentTarget is a document, or a heading in it. A heading that another revision has is left out: the link
// leads to the document.
func (r resolver) documentTarget(self, e *Entry, anchor string) Target {
	if self != nil && e.Next == self {
		e = self
	}
	t := Target{Entry: e}
	if anchor != "" {
		id, ok := linkAnchor(e.Header, anchor)
		t.setAnchor(self, anchor, id, ok)
	}
	return t
}

// linkAnchor returns the in-page address that a link names by an id, or, as Obsidian writes it, by the text of a
// heading.
func linkAnchor(h *document.Header, name string) (id string, ok bool) {
	if strings.Contains(name, " ") {
		return h.AnchorOfText(name)
	}
	return h.Anchor(name)
}

// setAnchor makes the target the heading of an id in its document, if a name was found to be that of one.
func (t *Target) setAnchor(self *Entry, name, id string, found bool) {
	if found {
		t.Anchor = id
		return
	}
	t.Anchor, t.Trouble = missingAnchor(name)
	if t.Entry.Next != nil || self != nil && (self.Next != nil || self.Earlier != nil) {
		t.Anchor = ""
	}
}

// missingAnchor is where an address leads that no heading has: #top is the top of any page.
func missingAnchor(anchor string) (string, Trouble) {
	if document.PageTop(anchor) {
		return "", Fine
	}
	return anchor, NoAnchor
}

func (r resolver) pathTarget(self *Entry, ref *document.Ref) Target {
	if ref.Target == "" && ref.Kind == document.Link {
		if self == nil {
			return Target{Trouble: NoAnchor, Anchor: ref.Anchor}
		}
		return r.documentTarget(self, self, ref.Anchor)
	}
	if self != nil && self.Issued != nil {
		if t, known := r.issuedTarget(self, ref); known {
			return t
		}
	}
	if strings.HasPrefix(ref.Target, "/") {
		return Target{Trouble: Absolute, Path: strings.TrimPrefix(ref.Target, "/")}
	}
	p := r.spelled(ref.Path)
	_, inside := Below(r.root, p)
	if ref.Kind == document.Link {
		if t, ok := r.pageTarget(self, p, ref.Anchor); ok {
			return t
		}
	}
	switch f := r.files[p]; {
	case f != nil && inside:
		return Target{File: f, Path: p}
	case r.folders[p]:
		return Target{Trouble: Folder, Path: p}
	case !inside:
		return Target{Trouble: Outside, Path: p}
	}
	return Target{Trouble: NoFile, Path: p}
}

// pageTarget finds the document or the section that a path means: a file, a folder, or a file without its
// ending, as other generators write it.
func (r resolver) pageTarget(self *Entry, p, anchor string) (Target, bool) {
	for _, name := range [...]string{p, r.spelled(p + ".md")} {
		if e := r.ByFile(name); e != nil {
			return r.documentTarget(self, e, anchor), true
		}
		if s := r.pages[name]; s != nil {
			return sectionTarget(s, anchor), true
		}
		if s := r.byFolder[name]; s != nil {
			return sectionTarget(s, anchor), true
		}
		if r.files[name] != nil {
			break
		}
	}
	return Target{}, false
}

// spelled gives the path of a file or folder that a name means: the name itself, or the one that has the same
// letters in another Unicode spelling.
func (r resolver) spelled(name string) string {
	if r.ByFile(name) != nil || r.files[name] != nil {
		return name
	}
	plain := document.Composed(name)
	return cmp.Or(r.index.spellings[plain], r.tree.spellings[plain], plain)
}

// needsCheck reports whether a rule has to look at a reference.
func (t *Target) needsCheck() bool {
	for i := range t.Spans {
		if !t.Spans[i].Entry.isCurrent() {
			return true
		}
	}
	return t.Trouble != Fine || !t.Entry.isCurrent()
}

func (e *Entry) isCurrent() bool { return e == nil || e.Status.Value == document.Approved }

// IDField is a field of the front matter that names a document.
type IDField struct {
	Name string
	ID   document.Text
}

// IDFields lists the ids of other documents in the front matter, without the forms of records, which
// may be files: Form tells of those.
func (e *Entry) IDFields() []IDField {
	if len(e.Supersedes)+len(e.SupersededBy)+len(e.Related) == 0 {
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
	return list
}

// Form tells where the form of a record is: a document by its id, or a file beside the document.
func (c *Catalog) Form(e *Entry, r *document.Record) Target { return c.resolver().formTarget(e, r) }

func (r resolver) formTarget(e *Entry, record *document.Record) Target {
	if !record.Form.Given() {
		return Target{}
	}
	if entries := r.ByID(record.Form.Value); len(entries) > 0 {
		return Target{Entry: entries[0]}
	}
	if path.Ext(record.Form.Value) == "" {
		return Target{Trouble: NoDocument, Path: record.Form.Value}
	}
	t := r.pathTarget(e, &document.Ref{Kind: document.Link, Target: record.Form.Value, Path: path.Join(path.Dir(e.issuedAs()), record.Form.Value)})
	if t.Trouble == NoFile && endsLikeID(record.Form.Value) {
		return Target{Trouble: NoDocument, Path: record.Form.Value}
	}
	return t
}

// endsLikeID reports whether what follows the last point is a part of an id, as in QF-08.2 or QF-08.A,
// rather than the ending of a file's name.
func endsLikeID(form string) bool {
	end := strings.TrimPrefix(path.Ext(form), ".")
	if strings.Contains(form, "/") || end == "" || !document.ValidID(form) {
		return false
	}
	number := strings.TrimLeft(end, "0123456789")
	if number != "" && number == end {
		number = strings.TrimLeft(end[1:], "0123456789") // one letter may come before it
	}
	return number == ""
}

// At gives the position of a mention in a document's file.
func (m Mention) At(ref document.Ref) diag.Pos { return ref.Place(m.Start, m.End) }
