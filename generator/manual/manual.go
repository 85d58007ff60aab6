// Package manual puts the documents of a folder together: configuration, sections, the register
// of ids, and where every reference leads.
//
// It says what is there and what is missing; what is wrong with that is for package check to say.
package manual

import (
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
	*Register
	*tree
	Statement      *document.Document
	StatementLinks []Target
	// Reasons are the justifications of NotApplicable, in the same order.
	Reasons     []*document.Document
	ReasonLinks [][]Target
	// Faults are the findings of reading; those of single documents stand with them.
	Faults []diag.Finding
	// Pending is what has not been committed, where there is a History.
	Pending Pending

	links *links
	pasts []Past // nil where Git knows nothing
	uses  []Use  // of files, by manual.yaml too
}

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
	var last *Manual
	m.chooseStandard()
	found, err := m.list(fsys, memory != nil)
	if err != nil {
		return nil, err
	}
	if memory != nil {
		memory.begin()
		defer memory.end()
		last = memory.last
	}
	r := &reader{fsys, memory, found.stamps}
	texts, err := r.documents(found.documents)
	if err != nil {
		return nil, err
	}
	files, err := m.gather(r, found)
	if err != nil {
		return nil, err
	}
	m.Faults = append(m.Faults, found.findings...)
	m.put(texts, files, last)
	if err := m.recall(r, last); err != nil {
		return nil, err
	}
	if memory != nil {
		memory.last = m
	}
	return m, nil
}

// put puts documents and files in their places, and finds where every reference leads. What would be
// as it was in the last manual is taken from there; each part says what it is made of.
func (m *Manual) put(texts []*document.Document, files *tree, last *Manual) {
	if last == nil {
		last = &Manual{}
	}
	m.Register = register(texts, m.Documents.Value, m.Drafts, last.Register)
	m.tree = files.orLast(last.tree)
	m.links = join(ground{m.Register, m.tree, m.Standard}, texts, last.links)
	m.uses = slices.Clone(m.links.uses)
	use(m.uses, m.LogoFile(), true)
	m.fragments()
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

// gather takes the files that were found, and the logo, which may lie outside the documents folder.
func (m *Manual) gather(r *reader, found *listing) (*tree, error) {
	t := &tree{files: map[string]*File{}, folders: found.folders}
	for _, p := range found.files {
		why, err := r.unsafe(p)
		if err != nil {
			return nil, err
		}
		t.add(p, "files/"+strings.TrimPrefix(p, m.Documents.Value+"/"), why)
	}
	p := path.Clean(m.Logo.Value)
	if !m.Logo.Given() || t.files[p] != nil {
		return t, nil
	}
	info, err := fs.Stat(r.fsys, p)
	if !fs.ValidPath(p) || err != nil || !info.Mode().IsRegular() {
		return t, nil // a missing logo is a finding of package check
	}
	if r.stamps != nil {
		r.stamps[p] = stampOf(info)
	}
	why, err := r.unsafe(p)
	t.add(p, "files/"+path.Base(p), why)
	return t, err
}

// LogoFile gives the logo, or nil.
func (m *Manual) LogoFile() *File { return m.files[path.Clean(m.Logo.Value)] }

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
