package generator

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/clausebook/clausebook/generator/audit"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/excerpt"
	"github.com/clausebook/clausebook/generator/export"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/pack"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/site"
	"github.com/clausebook/clausebook/generator/theme"
)

// Excerpt is the result of a manual without the documents that keep refuses. It has no errors, and its coverage is
// that of the whole manual: see coverage.Report.Excerpt. A manual with errors has no excerpt.
func (r *Result) Excerpt(o Options, keep func(*manual.Entry) bool) (*Result, error) {
	if r.Matrix == nil || r.Errors() > 0 {
		return nil, errors.New("a manual with errors has no copy without some documents")
	}
	x := excerpt.New(r.FS, r.Matrix.Manual, keep)
	x.Placeholder = site.LeftOut(r.theme)
	x.Titles = r.clauseTitles()
	x.Replaced = func(e *manual.Entry) bool { return r.Matrix.Replaced(e) != nil }
	fsys, err := x.FS()
	if err != nil {
		return nil, err
	}
	o.Past, o.History, o.OutsideGit, o.Reading = nil, nil, false, nil
	copied, err := Check(fsys, o)
	if err != nil {
		return nil, err
	}
	if copied.Matrix == nil {
		return nil, errors.New("the copy without these documents cannot be read")
	}
	copied.Matrix = copied.Matrix.Excerpt(r.Matrix)
	copied.reported = r.findingsOf(copied, x)
	return copied, nil
}

// findingsOf lists the findings on documents of a copy, and on clauses. What the copy alone would be found to lack may be
// in documents outside it.
func (r *Result) findingsOf(copied *Result, x *excerpt.Excerpt) []diag.Finding {
	list := []diag.Finding{}
	for _, f := range r.Findings {
		if copied.Manual.ByFile(f.File) == nil && (f.File != config.File || r.Matrix.Clause(f.Subject) == nil) {
			continue
		}
		f.Message, f.Hint, f.Subject = x.Redact(f.Message), x.Redact(f.Hint), x.Redact(f.Subject)
		list = append(list, f)
	}
	return list
}

// inSpreadsheet lists the findings for the spreadsheet.
func (r *Result) inSpreadsheet() []diag.Finding {
	if r.reported != nil {
		return r.reported
	}
	return r.Findings
}

// clauseTitles are the titles of clauses, which a text may name although a document left out has the same title.
func (r *Result) clauseTitles() map[string]bool {
	titles := map[string]bool{}
	names := r.Matrix.Manual.Standard.Titles(r.theme.Words().Name)
	for _, c := range r.Matrix.Clauses {
		titles[excerpt.Fold(c.Title)] = true
		titles[excerpt.Fold(names.Of(c.Clause))] = true
	}
	return titles
}

// PackFiles are the files of a pack for an auditor: the site in a folder of its own, and beside it a start page and
// the files that are used without the site.
func (r *Result) PackFiles() []site.File {
	builder := site.New(r.FS, r.Matrix, r.theme, r.base)
	files := []site.File{site.PackStart(builder)}
	for _, f := range r.files(builder) {
		files = append(files, site.File{Path: path.Join(route.PackSite, f.Path), Write: f.Write})
	}
	x := r.Matrix
	checklist := audit.Of(x, audit.Selection{})
	return append(files,
		streamed(route.Workbook, func(w io.Writer) error {
			return export.Workbook(w, x, export.WorkbookOptions{Findings: r.inSpreadsheet(), Base: route.PackSite})
		}),
		streamed(route.Checklist, func(w io.Writer) error { return export.AuditWorkbook(w, checklist) }),
		streamed(route.ChecklistText, checklist.Markdown))
}

// Number makes the site that of a numbered copy for somebody, and returns the number. It is made from what the copy
// is made from, so that the same copy for the same reader has the same number.
func (r *Result) Number(name string, sources []pack.Sum) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", name, r.Matrix.Manual.Options.Date)
	for _, s := range sources {
		fmt.Fprintln(sum, s)
	}
	number := fmt.Sprintf("%x", sum.Sum(nil)[:4])
	r.Matrix = r.Matrix.Numbered(site.CopyName(r.theme, number, name))
	return number
}

// Sources lists what the site of a result, or of an excerpt of it, is made from, in order: manual.yaml, the theme,
// the documents as they are in force, and the files that they show.
func (r *Result) Sources(of *Result) ([]pack.Sum, error) {
	files := map[string]func() ([]byte, error){}
	add := func(name string) {
		files[name] = func() ([]byte, error) {
			const most = 1 << 30
			return rootfs.ReadFile(r.FS, name, most)
		}
	}
	add(config.File)
	log := r.Matrix.Manual.Options.History
	for _, e := range of.Matrix.Manual.Entries {
		if !e.Published() {
			continue
		}
		add(e.File)
		if own := r.Matrix.Manual.ByFile(e.File); own != nil && own.Issued != nil {
			files[e.File] = func() ([]byte, error) { return log.Blob(own.Issued.Blob(), diag.MaxSourceSize) }
		}
	}
	for _, d := range manual.IntroTexts(of.Matrix.Manual) {
		add(d.File)
	}
	for _, f := range of.Matrix.Manual.Files {
		if of.Matrix.Manual.Use(f).Published {
			files[f.Path] = func() ([]byte, error) {
				from, _, err := of.Matrix.Manual.OpenFile(of.FS, f)
				if err != nil {
					return nil, err
				}
				defer from.Close()
				return io.ReadAll(from)
			}
		}
	}
	if info, err := rootfs.Lstat(r.FS, theme.Folder); err == nil && info.IsDir() {
		err := fs.WalkDir(r.FS, theme.Folder, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				add(name)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return sums(files)
}

func sums(files map[string]func() ([]byte, error)) ([]pack.Sum, error) {
	var list []pack.Sum
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data, err := files[name]()
		if err != nil {
			return nil, err
		}
		list = append(list, pack.Sum{Path: name, SHA256: fmt.Sprintf("%x", sha256.Sum256(data))})
	}
	return list, nil
}
