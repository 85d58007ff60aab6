package check

import (
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// Validator tells whether a revision of a document can count, by the rules for single documents.
type Validator struct{}

// Valid reports whether the front matter has no error. A section that a claim names and the text does not have
// makes only that claim invalid, as in Read.
func (Validator) Valid(c *manual.Catalog, e *manual.Entry, d *document.Document) bool {
	r := run{Catalog: c, findings: slices.Clone(d.Findings)}
	r.checkEntry(e)
	return !slices.ContainsFunc(r.findings, func(f diag.Finding) bool { return isFault(e, f) })
}

// isFault reports whether a finding is an error in the front matter of a document, which keeps it from counting.
func isFault(e *manual.Entry, f diag.Finding) bool {
	return f.Line <= e.MetaEnd && f.Rule != brokenAnchor.Name && ruleNamed(f.Rule).Severity == diag.Error
}
