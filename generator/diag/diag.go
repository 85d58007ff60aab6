// Package diag defines findings: what is wrong, where, and how to fix it. It reads the texts that findings are
// about, since lines and columns are counted in a text as it was read.
//
// The stage that detects a fault makes the finding with its rule and position. Package check sets
// the severity once, from the rule and the manual's `rules`; printing comes last. Findings are
// about text that people wrote. Problems of the environment, such as a full disk or a port in use,
// are errors instead.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says how much a finding matters.
type Severity int

// From silent to serious. The zero value means that the severity is not set yet.
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

// ParseSeverity parses error, warning, note or off.
func ParseSeverity(word string) (Severity, bool) {
	for s, name := range severityNames {
		if name == word {
			return s, true
		}
	}
	return Unjudged, false
}

// Pos is a position in a file. Line and Column count from 1, columns in characters. Width is the
// number of characters meant, 0 if unknown.
type Pos struct {
	Line, Column, Width int
}

// Before reports whether p is before q.
func (p Pos) Before(q Pos) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// Finding is one fault at one position.
type Finding struct {
	Rule     string
	Severity Severity
	File     string // relative to the manual's folder, with forward slashes
	Pos
	Message string
	Hint    string
	Subject string // the document or clause concerned, as named in `accept`; may be empty
	// Earlier says that the finding is about the earlier revision of the document that is in force.
	Earlier bool
	// Many is the number of findings that a summary made by Cap stands for; otherwise 0.
	Many int
	// Accepted says until when and why the manual accepts the finding; "" if it does not.
	Accepted string
}

// Sort sorts findings by file, position and rule. Findings of one rule at one position keep their
// order, which is that of the clauses.
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

// Plural is a number with its word, such as "1 error" and "2 errors".
func Plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// Count returns the number of findings of a severity, including those summed up.
func Count(findings []Finding, severity Severity) int {
	n := 0
	for _, f := range findings {
		if f.Severity == severity {
			n += f.Number()
		}
	}
	return n
}
