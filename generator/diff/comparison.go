// Package diff says what changed in a manual between two states of it: documents,
// clauses and findings. Both looks are taken with the same options on the same day, so nothing here
// changes by the passing of time; only what an audit saw is looked at as on the day of the audit. The formats of `clausebook diff` all show one Comparison.
package diff

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/inforcediff"
)

// Base names the revision that a manual is compared with.
type Base struct {
	Name   string // as it was asked for
	Commit string // its full hash
	// MergeBase says that Commit is where HEAD left Name.
	MergeBase bool
	// Audit is the last audit, if the base is what it saw.
	Audit *config.Audit
}

// String says what was compared with, as in a sentence.
func (b Base) String() string {
	if b.Audit != nil {
		return fmt.Sprintf("%s on %s", b.Audit.Name.Value, b.Audit.Date.Value)
	}
	if b.MergeBase {
		return "the merge base of " + b.Name
	}
	return b.Name
}

// Comparison is what changed from a base to the manual as it is now.
type Comparison struct {
	Base Base
	// Before is nil where the base held no manual yet; then everything is new.
	Before, After *check.Result
	// Configuration says that manual.yaml is another.
	Configuration bool
	Documents     []Document
	// Compared says that clauses could be compared; a note says why they could not.
	Compared  bool
	Clauses   []Clause // those whose state changed, in the order of the standard
	New, Gone []diag.Finding
	// Since is what became effective, changed or was withdrawn since an audit; nil without one.
	Since *inforcediff.Comparison
	Notes []string // what has to be known of how this was compared
}

// Of compares two looks at a manual.
func Of(base Base, before, after *check.Result) *Comparison {
	c := &Comparison{Base: base, Before: before, After: after}
	pairs := pair(entries(before), entries(after))
	c.Configuration = before != nil && before.Manual.Config.Sum != after.Manual.Config.Sum
	c.documents(pairs)
	c.Compared = c.comparable()
	if c.Compared {
		c.clauses()
	}
	c.findings(pairs)
	if was, now := matrix(before), after.Matrix; base.Audit != nil && was != nil && now != nil {
		c.Since = inforcediff.Compare(was, now)
	}
	return c
}

// comparable settles whether clauses can be compared, and notes what a reader has to know.
func (c *Comparison) comparable() bool {
	now := c.After.Matrix
	if c.Before == nil {
		c.note("%s holds no manual in this folder: everything is new", c.Base)
		return now != nil
	}
	was := c.Before.Matrix
	switch {
	case now == nil:
		c.note("manual.yaml does not say edition and scope rightly, so clauses cannot be counted")
		return false
	case was == nil:
		c.note("at %s manual.yaml did not say edition and scope rightly, so clauses are not compared", c.Base)
		return false
	case was.Manual.Standard.Year != now.Manual.Standard.Year:
		c.note("the edition changed from %s to %s, in which clause numbers mean other things, so clauses are not compared; "+
			"--edition %[2]s looks at both as one edition", was.Manual.Standard.Year, now.Manual.Standard.Year)
		return false
	case was.Model.Number != now.Model.Number:
		c.note("the scope changed from %s to %s, which alone makes clauses apply or not", was.Model.Number, now.Model.Number)
	}
	return true
}

func (c *Comparison) note(format string, args ...any) {
	c.Notes = append(c.Notes, fmt.Sprintf(format, args...))
}

// Regression reports whether coverage was lost: a clause was covered and is now a gap or only on
// its way, or nothing can be counted any more. A clause that was declared not applicable left the
// total by the organization's own decision; it is shown, and is not a loss.
func (c *Comparison) Regression() bool {
	if c.After.Matrix == nil {
		return c.Before != nil && c.Before.Matrix != nil && c.Before.Matrix.Summary.Covered > 0
	}
	return len(c.of(Lost)) > 0
}

// Nothing reports whether there is nothing to tell.
func (c *Comparison) Nothing() bool {
	return !c.Configuration && len(c.Documents)+len(c.Clauses)+len(c.New)+len(c.Gone)+len(c.Notes) == 0
}

// matrix gives what was counted, or nil.
func matrix(r *check.Result) *coverage.Report {
	if r == nil {
		return nil
	}
	return r.Matrix
}
