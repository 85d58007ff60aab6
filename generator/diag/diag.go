// Package diag holds findings: what is wrong, where, and how to fix it.
//
// A finding is data. The stage that sees a fault makes the finding with its rule and place; the
// severity is filled in once, by package check, from the rule's own severity and the manual's
// `rules`; printing comes last. Findings are about text that people wrote. What goes wrong with
// the world (a full disk, a port in use) is an error instead.
package diag

import (
	"cmp"
	"slices"
)

// Severity says how much a finding matters.
type Severity int

// From silent to serious. The zero value means that nobody has judged the finding yet.
const (
	Unjudged Severity = iota
	Off
	Note
	Warning
	Error
)

var severityNames = map[Severity]string{Off: "off", Note: "note", Warning: "warning", Error: "error"}

// String is the word used in output and in the manual's `rules`.
func (s Severity) String() string { return severityNames[s] }

// ParseSeverity reads one of error, warning, note and off.
func ParseSeverity(word string) (Severity, bool) {
	for s, name := range severityNames {
		if name == word {
			return s, true
		}
	}
	return Unjudged, false
}

// Pos is a place in a file. Line and Column count from 1, columns in characters. Width is the
// number of characters meant, 0 when only the place is known.
type Pos struct {
	Line, Column, Width int
}

// Before orders places as one reads them.
func (p Pos) Before(q Pos) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// Finding is one fault in one place.
type Finding struct {
	Rule     string
	Severity Severity
	File     string // relative to the manual's folder, with forward slashes
	Pos
	Message string
	Hint    string
	Subject string // the document or clause that it is about, as `accept` names it; may be empty
	// Many is the number of findings that this one stands for, where it sums up those beyond the limit of
	// Cap; it is 0 for every other finding.
	Many int
	// Accepted says until when and why the manual takes it for settled; it is empty where it does not.
	Accepted string
}

// Sort orders findings by file, place and rule. Those of one rule in one place stay in the order
// in which the rule found them, which is that of the clauses.
func Sort(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule, b.Rule),
		)
	})
}

// Count says how many findings are of a severity, with those that are only counted.
func Count(findings []Finding, severity Severity) int {
	n := 0
	for _, f := range findings {
		if f.Severity == severity {
			n += f.Number()
		}
	}
	return n
}
