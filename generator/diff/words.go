package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

// headline says what was counted, and since when.
func (c *Comparison) headline() string {
	m := c.After.Manual
	text := fmt.Sprintf("%s, %s", m.Company.Value, m.Title.Value)
	if x := c.After.Matrix; x != nil {
		text += fmt.Sprintf(": %s, scope %s", x.Model.Name, x.Model.Number)
	}
	return text + fmt.Sprintf(", on %s", m.Options.Date)
}

// coverage gives the figures before and after, or only those that are known.
func (c *Comparison) coverage() string {
	was, now := figures(matrix(c.Before)), figures(c.After.Matrix)
	if c.Before == nil || was == now {
		return now
	}
	return was + " → " + now
}

func figures(x *coverage.Report) string {
	if x == nil {
		return "not counted"
	}
	return fmt.Sprintf("%d of %d clauses (%.1f %%)", x.Summary.Covered, x.Summary.Of(), x.Summary.Percent())
}

// tally counts documents by change: 1 added, 2 changed.
func (c *Comparison) tally() string {
	var parts []string
	for _, change := range changes {
		n := 0
		for _, d := range c.Documents {
			if d.Change == change {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, change))
		}
	}
	return strings.Join(parts, ", ")
}

// apart leaves out the findings that say of a clause what the list of clauses says.
func (c *Comparison) apart(findings []diag.Finding) []diag.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f diag.Finding) bool { return c.Compared && f.Rule == "gap" })
}

// severities counts findings in words: 1 error, 2 notes.
func severities(findings []diag.Finding) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		if n := diag.Count(findings, s); n > 0 {
			parts = append(parts, diag.Plural(n, s.String()))
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "none")
}

// heading says what a list of clauses of one shift is.
func (s Shift) heading() string {
	return map[Shift]string{
		Lost:    "Coverage lost: the last effective document no longer counts",
		Opened:  "New gaps",
		Gained:  "Coverage gained",
		Closed:  "Gaps closed, without being covered",
		Dropped: "Covered before, and no longer applicable",
		Other:   "Other changes",
	}[s]
}

// evidence says why a clause is not covered, or by what it is.
func (c Clause) evidence() string {
	var text string
	if c.After == coverage.Covered {
		text = strings.Join(c.Is, ", ")
	} else {
		text = c.Reason
	}
	if c.Before == coverage.Covered {
		text += "; was " + strings.Join(c.Was, ", ")
	}
	return text
}

// before words a state that there may have been none of.
func (c Clause) before() string { return cmp.Or(string(c.Before), "none") }

// what says by which fields a document differs from what it was, and what it was called.
func (d Document) what() string {
	if d.Before == nil || d.After == nil {
		return ""
	}
	var parts []string
	for _, f := range d.Fields {
		switch was := d.Before; {
		case f == "id":
			f = fmt.Sprintf("id (was %s)", cmp.Or(was.ID, "none"))
		case f == "title":
			f = fmt.Sprintf("title (was %s)", cmp.Or(was.Title, "none"))
		case f == "path":
			f = fmt.Sprintf("path (was %s)", was.Path)
		case f == "files":
			f = "files (" + strings.Join(d.Files, ", ") + ")"
		case f == "effective" && was.Effective:
			f = "no longer effective"
		case f == "effective":
			f = "now effective"
		}
		parts = append(parts, f)
	}
	return cmp.Or(strings.Join(parts, ", "), "spelling")
}

// revision and status give one value, or the old and the new one.
func (d Document) revision() string {
	return d.values(func(s *State) string { return s.Revision })
}

func (d Document) status() string {
	return d.values(func(s *State) string { return s.Status })
}

func (d Document) values(of func(*State) string) string {
	now := cmp.Or(of(d.latest()), "none")
	if d.Before == nil || d.After == nil || of(d.Before) == of(d.After) {
		return now
	}
	return cmp.Or(of(d.Before), "none") + " → " + now
}
