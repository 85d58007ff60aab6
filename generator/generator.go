// Package generator builds the site of a company's quality manual. This comment is its architecture.
//
// # What goes in and what comes out
//
// A build is a function of its inputs: the files of the manual, the theme, the options and the
// date. Its results are findings and the files of a site, each rendered on request. Below the
// command nothing reads a clock, the environment or a folder that it was not given, so the same
// input gives the same bytes anywhere.
//
//	bytes ─► document.Parse ─► Document: front matter, outline, references, body, its findings
//	manual.yaml ─► config.Read ─► Config: the settings, as written
//	Config, Documents ─► manual.Load ─► Manual: register, sections, where every reference leads
//	Manual, history.Log ─► Manual.InForce ─► Manual: with earlier revisions that are still in force
//	Manual ─► check.Read ─► findings, and the documents that must not count
//	Manual in force ─► coverage.Of ─► Report ─► check.Finish ─► all findings, with severities and in order
//	Report + theme ─► site.Builder ─► views ─► files ─► publish: one swap on disk
//
// # Principles
//
// Reading never fails. A document with faults is a document, and its faults are findings with
// line and column from the parser; Go errors are for the disk, the network and Git. What an author
// wrote is kept as written: clause 4.10 is text everywhere and never the number 4.1.
//
// What is in force may be older than what is in the folder. Findings are about the folder, since what Git holds
// cannot be fixed; coverage, pages and exports show the manual of the revisions in force, which is the same value
// where no document has an earlier one.
//
// There is one result. Package coverage counts once; pages, terminal, JSON, CSV and the exit code
// show that report and cannot disagree. A fault in a front matter keeps a document from counting
// whatever severity the manual gives its rule, because a wrong tick is the worst that can happen.
//
// A document depends on nothing but its own bytes. What depends on others (where a link leads,
// whether its target is published) is an open reference in the body, resolved by package manual
// and written by package site. No syntax tree outlives document.Parse.
//
// # Packages, from the ground up
//
//	parallel    runs work on all cores
//	diag        findings: what is wrong, where, how to fix it; the texts they are about, with lines; how they are printed
//	rootfs      the files of one folder, read without following links
//	yaml        YAML whose values know their place and their spelling
//	route       the address of every page and file of a site
//	schema      what may be written, as JSON Schema for editors
//	standardname the name of the standard as authors write it, and the years of its editions
//	standard    editions, clauses and scopes, as embedded data
//	designwords words that tell of design and development
//	starter     the texts that a new manual and a new document begin with
//	scaffold    a new manual and a new document, of these texts and of what is asked for
//	diagram     flow charts and sequences: Mermaid text in, SVG out
//	document    one document: front matter, outline, references, body
//	citation    where prose cites clauses of the manual's standard, and not those of another text
//	signature   whose SSH or OpenPGP signature a commit or tag bears
//	history     what Git knows; the command reads it once manual.yaml has named the folder of the documents
//	safefile    whether a file may be published beside pages, or could act in a reader's browser
//	config      manual.yaml: its values as written, and its schema
//	manual      the whole: sections, register, references
//	adopt       an existing folder of documents becomes a manual: what it says, what to ask, what to write
//	numbering   the next free id, and where a new document belongs
//	coverage    clauses against documents; documented information
//	inforcediff what is in force against an earlier day
//	audit       what to ask in an audit, what answers, and which records to sample
//	transition  what a later edition changes in a manual, and its claims in the front matters
//	check       rules; one a file, README.md is the reference and runs as a test
//	i18n        what the interface says, in one language at a time
//	theme       templates and assets, the manual's own over ours
//	search      the index of the site's search
//	redline     two rendered texts as one, with insertions and deletions marked
//	view        what templates see: a struct per page, and its rows and links
//	site        the pages: it fills views, and runs the theme's templates over them
//	export      JSON, CSV, the spreadsheet, the calendar, Markdown and the terminal's matrix
//	pipeline    findings as hosts read them: SARIF, GitHub, GitLab
//	diff        what changed between two states of a manual
//	excerpt     a manual without some of its documents, for a copy that leaves the house
//	pack        the ZIP file for an auditor: its manifest, and whether a pack is what that says
//	publish     a folder on disk, swapped in one step
//	handbook    the texts next to the packages as a manual
//	preview     the watcher, the server and what it tells the browser
//
// # What a preview caches
//
// A preview is a build with caches: Builder looks at every file each time and is never told what
// changed. The result of each stage is cached while its inputs are the same, and a stage is given
// nothing but these inputs, so it cannot depend on something that the cache does not compare:
//
//	bytes ─► document and header          a header is what others may know of a document: front matter and headings
//	files and ids ─► index                order, sections, look-ups
//	index, headers ─► register            an entry stays the same value while nothing in it changes
//	register, files, options ─► catalog   a manual without its texts
//	catalog ─► rules over front matters; with faults ─► coverage.Result; with theme ─► what pages share
//	document, register ─► targets         where its references lead, while the entries there are the same
//
// After a save of one text only that document, its targets and the keys of the pages that show it are made
// again. What remains is to look at all files.
//
// The packages are the parts of the command clausebook and not an API: their names change without notice.
// Imports go down only; the table in imports_test.go is the law. One package each knows Markdown
// (document), YAML (yaml), templates (theme), the disk (publish) and the watcher (preview). Tests
// that need a browser drive it through internal/browser.
package generator

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/export"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/inforcediff"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/site"
	"github.com/clausebook/clausebook/generator/theme"
)

// Options choose how a manual is looked at and where its site will stand.
type Options struct {
	manual.Options
	BaseURL string // over the manual's own; may be empty
	// Past returns what Git knows of the documents in a folder of the manual. It replaces History, and is called
	// once manual.yaml has been read, which names the folder. It may be nil.
	Past func(documents string) *history.Log
	// At opens the manual at a commit of its history, for what changed since the last audit. It may be nil.
	At func(commit string) (*Snapshot, error)
	// Reading is told how many documents have been read of how many, from several goroutines. It may be
	// nil, and a Builder does not call it.
	Reading func(done, of int)
}

// ErrNoStandard is what a result without a matrix returns: without edition and scope nothing can be counted.
var ErrNoStandard = errors.New("manual.yaml names no edition and scope that are known")

// Result is a manual that was read, counted and checked, and the site that can be made of it.
type Result struct {
	check.Result
	theme *theme.Theme
	base  string
	// reported are the findings that the spreadsheet has: of a copy those of the whole manual; else nil, for Findings.
	reported []diag.Finding
	// sinceAudit is nil where the manual names no audit.
	sinceAudit func() *inforcediff.SinceAudit
}

// Check reads, counts and checks the manual in a folder. An error is one of the disk.
func Check(fsys fs.FS, o Options) (*Result, error) {
	known := &remembered{}
	settings, err := o.prepare(fsys, &known.themes)
	if err != nil {
		return nil, err
	}
	m, err := manual.Load(fsys, settings, o.Options, o.Reading)
	if err != nil {
		return nil, err
	}
	return evaluate(fsys, o, m, known)
}

// Builder reads one manual again and again. A rebuild is the build: the same function over the same
// inputs, with documents and theme remembered by their bytes. Its result is that of Check.
type Builder struct {
	FS       fs.FS
	memory   manual.Cache
	failures int // of reads of Git's objects, when the manual was last looked at
	remembered
}

// remembered is what is kept from one look at a manual to the next, beside its files.
type remembered struct {
	themes  theme.Cache
	rules   check.Cache
	tallies coverage.Cache
	sites   site.Cache
	audit   auditCache
	tried   map[string]uint64 // pages of documents that the manual's own templates made, by their keys
}

// Check does what the function Check does, and remembers documents for the next time. Now is the
// time at which it is called. It must not be called twice at once.
func (b *Builder) Check(o Options, now time.Time) (*Result, error) {
	b.memory.Now = now
	settings, err := o.prepare(b.FS, &b.themes)
	if err != nil {
		return nil, err
	}
	if n := o.History.Failures(); n != b.failures {
		// What was made of Git may lack something.
		b.memory, b.failures = manual.Cache{Now: now}, n
		b.rules, b.tallies, b.audit, b.tried = check.Cache{}, coverage.Cache{}, auditCache{}, nil
		b.sites.Forget()
	}
	m, err := b.memory.Load(b.FS, settings, o.Options)
	if err != nil {
		return nil, err
	}
	return evaluate(b.FS, o, m, &b.remembered)
}

// prepare reads manual.yaml, and completes the options with what follows from it.
func (o *Options) prepare(fsys fs.FS, themes *theme.Cache) (*config.Config, error) {
	settings, err := config.Open(fsys)
	if err != nil {
		return nil, err
	}
	if o.Past != nil {
		o.History = o.Past(filepath.ToSlash(settings.Documents.Value))
		o.OutsideGit = o.History == nil
	}
	o.Validator = check.Validator{}
	o.Words, err = wordsOf(fsys, settings, themes)
	return settings, err
}

// evaluate counts and checks a manual that was read.
func evaluate(fsys fs.FS, o Options, m *manual.Manual, known *remembered) (*Result, error) {
	t, found, err := loadTheme(fsys, m.Language, &known.themes)
	if err != nil {
		return nil, err
	}
	read, faults := known.rules.Read(m)
	inForce := m.InForce()
	if inForce != m {
		faults = faults.In(inForce)
	}
	x := known.tallies.Of(inForce, faults)
	r := &Result{Result: check.Result{FS: fsys, Manual: m, Matrix: x}, theme: t, base: o.BaseURL}
	r.sinceAudit = auditOf(o, r, &known.audit)
	r.Findings = known.rules.Finish(m, x, slices.Concat(read, found))
	if t.Custom() && x != nil && r.Errors() == r.Bare() {
		if known.tried == nil {
			known.tried = map[string]uint64{}
		}
		used, err := r.tryTheme(known)
		if err != nil {
			return nil, err
		}
		r.Findings = known.rules.Finish(m, x, slices.Concat(read, found, used))
	}
	return r, nil
}

// Files lists the files of the site: none where the manual names no valid standard.
func (r *Result) Files() []site.File {
	if r.Matrix == nil {
		return nil
	}
	return r.files(site.SinceAudit(site.New(r.FS, r.Matrix, r.theme, r.base), r.sinceAudit))
}

func (r *Result) files(s *site.Builder) []site.File {
	x := r.Matrix
	return append(s.Files(),
		streamed(route.CoverageJSON, func(w io.Writer) error { return export.CoverageJSON(w, x, false) }),
		streamed(route.CoverageCSV, func(w io.Writer) error { return export.CoverageCSV(w, x, false) }),
		streamed(route.Workbook, func(w io.Writer) error { return r.Workbook(w, false) }),
		streamed(route.DocumentsJSON, func(w io.Writer) error { return export.DocumentsJSON(w, x) }),
		streamed(route.DocumentsCSV, func(w io.Writer) error { return export.DocumentsCSV(w, x) }),
		streamed(route.Calendar, func(w io.Writer) error { return export.Calendar(w, x, s.Base()) }),
	)
}

// Workbook writes the spreadsheet, with the findings. With gaps, its matrix has only clauses that are a gap or pending.
// Its error is one of the writer, or ErrNoStandard.
func (r *Result) Workbook(w io.Writer, gaps bool) error {
	if r.Matrix == nil {
		return ErrNoStandard
	}
	return export.Workbook(w, r.Matrix, export.WorkbookOptions{Gaps: gaps, Findings: r.inSpreadsheet(), Base: site.BaseOf(r.Matrix.Manual, r.base)})
}

// streamed is a file that is written in many small pieces, and is too large for some to be held.
func streamed(path string, write func(io.Writer) error) site.File {
	return site.File{Path: path, Write: func(w io.Writer) error {
		const few = 64 << 10
		b := bufio.NewWriterSize(w, few)
		if err := write(b); err != nil {
			return err
		}
		return b.Flush()
	}}
}
