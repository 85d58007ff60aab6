// Package manual puts the documents of a folder together: configuration, sections, the register
// of ids, and where every reference leads.
//
// It says what is there and what is missing; what is wrong with that is for package check to say.
package manual

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/cores"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/standard"
)

// Options choose how a manual is looked at. Empty texts stand for what the manual itself says.
type Options struct {
	Edition string
	Scope   string
	Date    string // the day of the build, YYYY-MM-DD; required
	Drafts  bool   // drafts and documents in review are published too
	// History is what Git knows; nil where it knows nothing.
	History *history.Log
}

// Manual is a whole manual, looked at with Options. It is not changed once it is assembled.
type Manual struct {
	*Config
	Options
	// Standard is the edition looked at and Model its scope; Own and OwnModel are those that the
	// manual declares. All are nil or empty where manual.yaml does not say them rightly.
	Standard, Own   *standard.Edition
	Model, OwnModel standard.Scope
	Entries         []*Entry   // all documents, in the order of their files
	Sections        []*Section // all folders with documents, in order, the top one first
	Files           []*File    // all other files, in order
	Statement       *document.Document
	StatementLinks  []Target
	// Reasons are the justifications of NotApplicable, in the same order.
	Reasons     []*document.Document
	ReasonLinks [][]Target
	// Faults are the findings of reading; those of single documents stand with them.
	Faults []diag.Finding
	// Pending is what has not been committed, where there is a History.
	Pending Pending

	ranked  []*Entry
	byID    map[string][]*Entry
	byFile  map[string]*Entry
	files   map[string]*File
	folders map[string]bool
	ids     *mentions
}

// Entry is a document in its place in the manual.
type Entry struct {
	*document.Document
	URL       string // of its page, relative to the site's root; empty when it is not published
	Section   *Section
	Targets   []Target // where each of its Refs leads
	Referrers []*Entry // the documents that refer to it, in order
	// Rank is its place among all documents in the order of their ids.
	Rank int
	// Notable are the references that lead nowhere, or to a document that is not in force: the
	// few that rules have to look at.
	Notable []int
	Past    Past
}

// ByRank orders documents by their ids.
func ByRank(a, b *Entry) int { return a.Rank - b.Rank }

// Section is a folder of documents.
type Section struct {
	Path     string // below the documents folder, "" for the top
	Title    string
	URL      string
	Parent   *Section
	Children []*Section
	Entries  []*Entry // in the order of their ids
}

// ErrNoManual says that a folder has no configuration.
var ErrNoManual = errors.New("no " + ConfigFile)

// Load reads the manual in a folder. An error is one of the disk; faults in what people wrote are
// findings.
func Load(fsys fs.FS, options Options) (*Manual, error) { return load(fsys, options, nil) }

// Load does what the function Load does, and gives the same result.
func (m *Memory) Load(fsys fs.FS, options Options) (*Manual, error) { return load(fsys, options, m) }

func load(fsys fs.FS, options Options, memory *Memory) (*Manual, error) {
	raw, err := fs.ReadFile(fsys, ConfigFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoManual
	}
	if err != nil {
		return nil, err
	}
	m := &Manual{Config: ReadConfig(raw), Options: options}
	m.chooseStandard()
	found, err := m.list(fsys, memory != nil)
	if err != nil {
		return nil, err
	}
	if memory != nil {
		memory.begin()
		defer memory.end()
	}
	r := &reader{fsys, memory, found.stamps}
	documents, err := r.documents(found.documents)
	if err != nil {
		return nil, err
	}
	if err := m.register(r, found, documents); err != nil {
		return nil, err
	}
	m.resolve()
	return m, m.recall(r)
}

// chooseStandard settles the edition and scope looked at. The command checks its own words, so a
// word that is none comes from manual.yaml and was reported there.
func (m *Manual) chooseStandard() {
	m.Own = standard.Load(m.Config.Edition.Value)
	m.Standard = m.Own
	if m.Options.Edition != "" {
		m.Standard = standard.Load(m.Options.Edition)
	}
	scope := m.Config.Scope.Value
	if m.Own != nil {
		m.OwnModel, _ = m.Own.Scope(scope)
	}
	if m.Options.Scope != "" {
		scope = m.Options.Scope
	}
	known := false
	if m.Standard != nil {
		m.Model, known = m.Standard.Scope(scope)
	}
	if !known {
		m.Standard = nil
	}
}

func (m *Manual) list(fsys fs.FS, stamps bool) (*listing, error) {
	root := m.Documents.Value
	info, err := fs.Stat(fsys, root)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		m.Faults = append(m.Faults, diag.Finding{Rule: "configuration", File: ConfigFile, Pos: at(m.Documents.Pos),
			Message: fmt.Sprintf("there is no folder %s", root), Hint: "create it and put the documents there, or name the folder in `documents:`"})
		return &listing{}, nil
	}
	if err != nil {
		return nil, err
	}
	return list(fsys, root, stamps)
}

// documents reads documents on all cores and keeps their order.
func (r *reader) documents(files []string) ([]*document.Document, error) {
	documents := make([]*document.Document, len(files))
	errs := make([]error, len(files))
	cores.Each(len(files), smallLot, func(i int) { documents[i], errs[i] = r.document(files[i]) })
	return documents, errors.Join(errs...)
}

// smallLot is a number of documents that take long enough to be worth handing out.
const smallLot = 16

// register puts documents and files in their places.
func (m *Manual) register(r *reader, found *listing, documents []*document.Document) error {
	m.Faults = append(m.Faults, found.findings...)
	m.byID, m.byFile = make(map[string][]*Entry, len(documents)), make(map[string]*Entry, len(documents))
	m.Entries = make([]*Entry, 0, len(documents))
	m.files, m.folders = map[string]*File{}, found.folders
	for _, d := range documents {
		e := &Entry{Document: d}
		if d.HasPlace && (e.Public() || m.Drafts) {
			e.URL = e.Place
		}
		m.Entries = append(m.Entries, e)
		m.byFile[d.File] = e
		if d.ID.Given() {
			m.byID[d.ID.Value] = append(m.byID[d.ID.Value], e)
		}
	}
	for _, p := range found.files {
		why, err := r.unsafe(p)
		if err != nil {
			return err
		}
		m.addFile(&File{Path: p, URL: "files/" + strings.TrimPrefix(p, m.Documents.Value+"/"), Unsafe: why})
	}
	m.rank(r.memory)
	m.arrange()
	return m.addLogo(r)
}

// rank orders all documents once, so that nothing else has to compare ids.
func (m *Manual) rank(memory *Memory) {
	var fresh []*Entry
	m.ranked, fresh = memory.lastOrder(m)
	const few = 100
	if len(fresh) <= few {
		for _, e := range fresh {
			at, _ := slices.BinarySearchFunc(m.ranked, e, byName)
			m.ranked = slices.Insert(m.ranked, at, e)
		}
	} else {
		m.ranked = append(m.ranked, fresh...)
		slices.SortFunc(m.ranked, byName)
	}
	for i, e := range m.ranked {
		e.Rank = i
	}
	memory.keepOrder(m)
}

func byName(a, b *Entry) int {
	return cmp.Or(Compare(a.Name(), b.Name()), strings.Compare(a.File, b.File))
}

// Ranked lists all documents in the order of their ids. The list must not be changed.
func (m *Manual) Ranked() []*Entry { return m.ranked }

func (m *Manual) addFile(f *File) {
	m.Files = append(m.Files, f)
	m.files[f.Path] = f
}

// addLogo takes the logo, which may lie outside the documents folder, into the files.
func (m *Manual) addLogo(r *reader) error {
	p := path.Clean(m.Logo.Value)
	if !m.Logo.Given() || m.files[p] != nil {
		return nil
	}
	info, err := fs.Stat(r.fsys, p)
	if !fs.ValidPath(p) || err != nil || !info.Mode().IsRegular() {
		return nil // a missing logo is a finding of package check
	}
	if r.stamps != nil {
		r.stamps[p] = stampOf(info)
	}
	why, err := r.unsafe(p)
	m.addFile(&File{Path: p, URL: "files/" + path.Base(p), Unsafe: why})
	return err
}

// LogoFile gives the logo, or nil.
func (m *Manual) LogoFile() *File { return m.files[path.Clean(m.Logo.Value)] }

// Public reports whether a document belongs into the site even without drafts.
func (e *Entry) Public() bool {
	return e.Status.Value == document.Approved || e.Status.Value == document.Obsolete
}

// Published reports whether the document has a page.
func (e *Entry) Published() bool { return e.URL != "" }

// Current reports whether the document is published and not obsolete, and so belongs into
// navigation, search and print.
func (e *Entry) Current() bool { return e.Published() && e.Status.Value != document.Obsolete }

// Due is the day of the next review by the organization's own rule, or "": the date that the
// document names, else one interval after its approval.
func (m *Manual) Due(e *Entry) string {
	if e.Status.Value != document.Approved {
		return ""
	}
	if e.ReviewDate.Given() {
		if e.ReviewDate.Valid {
			return e.ReviewDate.Value
		}
		return ""
	}
	if m.ReviewEvery.Known() && e.ApprovedDate.Valid {
		return m.ReviewEvery.After(e.ApprovedDate.Value)
	}
	return ""
}

// ByID gives the documents with an id; more than one is a fault.
func (m *Manual) ByID(id string) []*Entry { return m.byID[id] }

// ByFile gives the document of a file, or nil.
func (m *Manual) ByFile(file string) *Entry { return m.byFile[file] }

// IDs lists all ids once, in order.
func (m *Manual) IDs() []string {
	ids := make([]string, 0, len(m.byID))
	for id := range m.byID {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, Compare)
	return ids
}
