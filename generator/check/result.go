package check

import (
	"io/fs"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// Result is a manual that was read, counted and checked.
type Result struct {
	FS     fs.FS          // the manual's folder
	Manual *manual.Manual // what is in the folder; the report is about the revisions in force
	// Matrix is nil where manual.yaml does not say edition and scope; a finding says so.
	Matrix   *coverage.Report
	Findings []diag.Finding // with severities, in order
}

// Errors counts the findings that keep a site from being made.
func (r *Result) Errors() int { return diag.Count(r.Findings, diag.Error) }

// Bare counts the errors that documents without any front matter cause. The site of a preview leaves
// those documents out and shows all others.
func (r *Result) Bare() int {
	n := 0
	for _, f := range r.Findings {
		if e := r.Manual.ByFile(f.File); f.Severity == diag.Error && e != nil && e.Bare {
			n += f.Number()
		}
	}
	return n
}
