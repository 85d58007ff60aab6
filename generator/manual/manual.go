// Package manual puts the documents of a folder together: sections, the register of ids, and where every
// reference leads.
//
// It says what is there and what is missing; what is wrong with that is for package check to say.
package manual

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/clausebook/clausebook/generator/citation"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/parallel"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/route"
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
	// OutsideGit says that Git was asked and that the manual is in no repository.
	OutsideGit bool
	// Words are those of the manual's language; the zero value is English.
	Words citation.Words
	// Copy is what every page of a numbered copy says, such as "Controlled copy 1a2b3c4d for NAME"; else "".
	Copy string
	// Validator tells whether an earlier revision can count; nil takes each that is approved and effective.
	Validator Validator
}

// Manual is a whole manual, looked at with Options. It is not changed once it is assembled.
type Manual struct {
	*Catalog
	Statement      *document.Document
	StatementLinks []Target
	// Reasons are the justifications of NotApplicable, in the same order.
	Reasons     []*document.Document
	ReasonLinks [][]Target
	// Faults are the findings of reading; those of single documents stand with their texts.
	Faults []diag.Finding
	// Uncommitted is what has not been committed, where there is a History.
	Uncommitted Uncommitted

	// inForce is the manual of the revisions in force, see InForce; issues are what was found for it, by the
	// place of the document, nil where all documents stand for themselves.
	inForce *Manual
	issues  []lookup

	links    *links
	external *externalUses // nil without an ExternalRegister
	pasts    []History     // nil where Git knows nothing
	uses     []Use         // of files, by manual.yaml too
	held     []fileContent // by files, as far as somebody asks; nil where Git knows nothing

	approvals  []Approval // nil where Git knows nothing
	signatures *signatureCache

	copies map[*Entry][]*File
	intros []intro // by the place of a section
	// introduced are the documents to which the pages of sections refer.
	introduced map[*Entry]bool
	contents   *contents
	// stamps and drawings are the states of files and the sums of checked drawings, by path.
	stamps   map[string]stamp
	drawings map[string]uint64
}

// Catalog is a manual without its texts: all that counting and most rules look at. What depends on nothing but
// a Catalog may be cached while the Catalog is the same pointer.
type Catalog struct {
	*config.Config
	Options
	// Standard is the edition looked at and Model its scope; Own and OwnModel are those that the
	// manual declares. All are nil or empty where manual.yaml does not say them rightly.
	Standard, Own   *standard.Edition
	Model, OwnModel standard.Scope
	unusedPatterns  []config.Pattern
	// ExternalRegister lists the documents of external origin; it is nil if there are none.
	ExternalRegister *config.ExternalRegister
	*Register
	*tree
}

// Section is a folder of documents.
type Section struct {
	Path     string // below the documents folder, "" for the top
	Title    string
	URL      string
	Parent   *Section
	Children []*Section
	// Intro is the header of its README.md or index.md, or nil. Manual.Intro gives the text.
	Intro  *document.Header
	Label  string // its short title, in the navigation
	Hidden bool   // not in the navigation, by `nav: false`
	// Introduced reports whether it or a section below it has an Intro, and so something to show even
	// where no document is published.
	Introduced bool
	at         int // its place among all
}

// Load reads the manual in a folder, of which manual.yaml has been read. Errors come from the disk only;
// faults in what people wrote are findings. Reading receives the number of documents read so far and of
// all, from several goroutines; it may be nil.
func Load(fsys fs.FS, settings *config.Config, options Options, reading func(done, of int)) (*Manual, error) {
	return load(&reader{fsys: fsys, reading: reading}, settings, options)
}

// Load does what the function Load does, and gives the same result.
func (c *Cache) Load(fsys fs.FS, settings *config.Config, options Options) (*Manual, error) {
	return load(&reader{fsys: fsys, memory: c}, settings, options)
}

func load(r *reader, settings *config.Config, options Options) (*Manual, error) {
	b := &Catalog{Config: settings, Options: options}
	b.chooseStandard()
	found, err := b.listFolder(r.fsys, r.memory != nil)
	if err != nil {
		return nil, err
	}
	last := r.memory.begin()
	defer r.memory.end()
	texts, err := r.documents(found.documents)
	if err != nil {
		return nil, err
	}
	texts, intros := separate(texts)
	b.Register = register(texts, headersOf(intros), settings, b.Drafts, last.Register)
	b.unusedPatterns = b.findUnusedPatterns(found)
	externalFaults, err := b.readExternal(r, last.Catalog)
	if err != nil {
		return nil, err
	}
	if b.tree, err = b.collectFiles(r, found, last.tree); err != nil {
		return nil, err
	}
	m := &Manual{Catalog: b.reuse(last.Catalog), Faults: slices.Concat(found.findings, externalFaults), stamps: r.stamps, drawings: r.drawings}
	introduce(m, intros)
	resolveReferences(m, texts, last.links)
	m.findExternalUses(last)
	keepContents(m, last)
	limitFiles(m)
	if err := joinHistory(m, r, last, found); err != nil {
		return nil, err
	}
	if err := r.putInForce(m, last, found); err != nil {
		return nil, err
	}
	faults, err := r.approverFaults(settings)
	if err != nil {
		return nil, err
	}
	m.Faults = append(m.Faults, faults...)
	readApprovals(m, last)
	r.memory.store(m)
	return m, nil
}

// InputKey is what a manual was told: manual.yaml, and the options. Equal ones say the same.
type InputKey struct {
	sum     uint64
	options Options
}

// InputKey identifies the inputs other than files: manual.yaml and the options.
func (c *Catalog) InputKey() InputKey { return InputKey{c.Config.Sum, c.Options} }

// WithoutEntries returns the Catalog without documents and files: what configuration and options determine.
func (c *Catalog) WithoutEntries() *Catalog {
	alone := *c
	alone.Register, alone.tree = nil, nil
	return &alone
}

// reuse returns the last Catalog if nothing differs from it, so that comparing pointers tells whether anything
// has changed. All other fields follow from those that are compared.
func (c *Catalog) reuse(last *Catalog) *Catalog {
	if last.Config != nil && c.InputKey() == last.InputKey() && slices.Equal(c.unusedPatterns, last.unusedPatterns) && c.ExternalRegister == last.ExternalRegister && c.Register == last.Register && c.tree == last.tree {
		return last
	}
	return c
}

// chooseStandard settles the edition and scope looked at. The command checks its own words, so a
// word that is none comes from manual.yaml and was reported there.
func (c *Catalog) chooseStandard() {
	c.Own = standard.Load(c.Config.Edition.Value)
	c.Standard = c.Own
	if c.Options.Edition != "" {
		c.Standard = standard.Load(c.Options.Edition)
	}
	scope := c.Config.Scope.Value
	if c.Own != nil {
		c.OwnModel, _ = c.Own.Scope(scope)
	}
	if c.Options.Scope != "" {
		scope = c.Options.Scope
	}
	known := false
	if c.Standard != nil {
		c.Model, known = c.Standard.Scope(scope)
	}
	if !known {
		c.Standard = nil
	}
}

// documents reads documents on all cores and keeps their order.
func (r *reader) documents(files []stampedFile) ([]*document.Document, error) {
	documents := make([]*document.Document, len(files))
	errs := make([]error, len(files))
	var done atomic.Int64
	parallel.Each(len(files), smallLot, func(i int) {
		documents[i], errs[i] = r.document(files[i])
		if r.reading != nil {
			r.reading(int(done.Add(1)), len(files))
		}
	})
	return documents, errors.Join(errs...)
}

// smallLot is a number of documents that take long enough to be worth handing out.
const smallLot = 16

// collectFiles takes the files that were found, and the logo, which may be outside the documents folder.
func (c *Catalog) collectFiles(r *reader, found *listing, last *tree) (*tree, error) {
	t := &tree{files: map[string]*File{}, folders: found.folders}
	files := slices.Concat(found.files, c.findLogo(r, found))
	unsafe, err := r.unsafeFiles(files)
	if err != nil {
		return nil, err
	}
	for i, f := range files {
		url := route.File(strings.TrimPrefix(f.path, c.Documents.Value+"/")) // unchanged where that is "."
		if i >= len(found.files) {
			url = route.File(path.Base(f.path))
		}
		t.add(f.path, url, unsafe[i])
	}
	return t.reuse(last), nil
}

// findLogo gives the logo where it is not one of the files that were found. That there is none is for
// package check to report.
func (c *Catalog) findLogo(r *reader, found *listing) []stampedFile {
	p := path.Clean(c.Logo.Value)
	same := func(f stampedFile) bool { return f.path == p }
	if !c.Logo.Given() || !fs.ValidPath(p) || slices.ContainsFunc(found.files, same) {
		return nil
	}
	refused := func(f diag.Finding) bool { return f.Rule == "unsafe-file" && f.File == p }
	info, err := rootfs.Lstat(r.fsys, p)
	switch {
	case errors.Is(err, rootfs.ErrNotRegular), err == nil && !info.Mode().IsRegular() && !info.IsDir():
		if !slices.ContainsFunc(found.findings, refused) {
			found.refuse(p, "the logo is a symbolic link, below one, or not a regular file; it is not read", "put the file itself here")
		}
		return nil
	case err != nil || info.IsDir():
		return nil
	}
	return []stampedFile{{p, stampOf(info)}}
}

// LogoFile gives the logo, or nil.
func (c *Catalog) LogoFile() *File { return c.files[path.Clean(c.Logo.Value)] }

// Due is the day of the next review by the organization's own rule, or "": the date that the
// document names, else one interval after its approval.
func (c *Catalog) Due(e *Entry) string {
	if e.Status.Value != document.Approved {
		return ""
	}
	if e.ReviewDate.Given() {
		if e.ReviewDate.Valid {
			return e.ReviewDate.Value
		}
		return ""
	}
	every := c.ReviewEvery
	if e.reviewEvery.Known() {
		every = e.reviewEvery
	}
	if every.Known() && e.ApprovedDate.Valid {
		return every.After(e.ApprovedDate.Value)
	}
	return ""
}
