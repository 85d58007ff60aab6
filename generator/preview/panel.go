package preview

import (
	"slices"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

// panel is the author's view in each page: the findings, those of this page first, and the effect
// of the last change.
type panel struct {
	Stale    bool           `json:"stale"` // the page is older than the files
	Errors   int            `json:"errors"`
	Warnings int            `json:"warnings"`
	Notes    int            `json:"notes"`
	Here     int            `json:"here"` // the number of findings in this page's document
	Findings []panelFinding `json:"findings"`
	More     int            `json:"more"` // the number of findings left out
	Coverage []stateChange  `json:"coverage"`
}

type panelFinding struct {
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// stateChange is a clause whose state changed.
type stateChange struct {
	Clause string `json:"clause"`
	From   string `json:"from"`
	To     string `json:"to"`
}

// maxFindings limits the findings in a panel. The terminal lists them all.
const maxFindings = 200

// panelOf makes the panel of a page: the findings of its document first, then by severity.
func (s *site) panelOf(page string) panel {
	file := s.fileOf(page)
	list := slices.Clone(s.findings)
	slices.SortStableFunc(list, func(a, b diag.Finding) int {
		if here := inFile(b, file) - inFile(a, file); here != 0 {
			return here
		}
		return int(b.Severity) - int(a.Severity)
	})
	p := panel{Stale: s.stale(), Errors: diag.Count(list, diag.Error), Warnings: diag.Count(list, diag.Warning),
		Notes: diag.Count(list, diag.Note), Findings: []panelFinding{}, Coverage: s.changes}
	for _, f := range list {
		p.Here += inFile(f, file)
	}
	if len(list) > maxFindings {
		list, p.More = list[:maxFindings], len(list)-maxFindings
	}
	for _, f := range list {
		p.Findings = append(p.Findings, panelFinding{f.Severity.String(), f.Rule, diag.Clean(f.File), f.Line, f.Column,
			diag.Clean(f.Message), diag.Clean(f.Hint)})
	}
	if p.Coverage == nil {
		p.Coverage = []stateChange{}
	}
	return p
}

func inFile(f diag.Finding, file string) int {
	if file != "" && f.File == file {
		return 1
	}
	return 0
}

// fileOf returns the file of the document that a page shows, or "".
func (s *site) fileOf(page string) string {
	if s.good == nil {
		return ""
	}
	for _, e := range s.good.Matrix.Manual.Entries {
		if latest := e.Latest(); e.Published() && e.URL == page || latest.Published() && latest.URL == page {
			return e.File
		}
	}
	return ""
}

// stateChanges lists the clauses whose state differs between two checks. It returns nil when
// edition or scope differ.
func stateChanges(before, now *generator.Result) []stateChange {
	if before.Matrix == nil || now.Matrix == nil || before.Matrix.Standard != now.Matrix.Standard ||
		before.Matrix.Model.Number != now.Matrix.Model.Number {
		return nil
	}
	states := map[string]coverage.State{}
	for _, c := range before.Matrix.Clauses {
		states[c.ID] = c.State
	}
	var list []stateChange
	for _, c := range now.Matrix.Clauses {
		if old, ok := states[c.ID]; ok && old != c.State {
			list = append(list, stateChange{c.ID, string(old), string(c.State)})
		}
	}
	return list
}
