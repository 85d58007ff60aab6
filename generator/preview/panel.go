package preview

import (
	"cmp"
	"slices"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

// panel is the author's view in each page: what the last save did to findings and coverage, and all findings, those
// of this page first.
type panel struct {
	Stale    bool           `json:"stale"` // the page is older than the files
	Errors   int            `json:"errors"`
	Warnings int            `json:"warnings"`
	Notes    int            `json:"notes"`
	Here     int            `json:"here"` // the number of findings in this page's document
	Findings []panelFinding `json:"findings"`
	More     int            `json:"more"` // the number of findings left out
	Coverage []stateChange  `json:"coverage"`
	Added    newFindings    `json:"added"` // by the last save
	Fixed    newFindings    `json:"fixed"` // by the last save
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

// newFindings are findings that a save made or fixed.
type newFindings struct {
	Here     int            `json:"here"` // the number in this page's document
	Other    int            `json:"other"`
	Findings []panelFinding `json:"findings"` // those of this page first; limited like all
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
func (s *snapshot) panelOf(page string) panel {
	file := s.fileOf(page)
	all := findingsFor(file, s.findings)
	p := panel{Stale: s.stale(), Errors: diag.Count(s.findings, diag.Error), Warnings: diag.Count(s.findings, diag.Warning),
		Notes: diag.Count(s.findings, diag.Note), Here: all.Here, Findings: all.Findings, Coverage: s.changes,
		More: max(len(s.findings)-maxFindings, 0), Added: findingsFor(file, s.news.added), Fixed: findingsFor(file, s.news.fixed)}
	if p.Coverage == nil {
		p.Coverage = []stateChange{}
	}
	return p
}

// findingsFor sorts findings for the page that shows a file: its own first, then by severity.
func findingsFor(file string, findings []diag.Finding) newFindings {
	list := slices.Clone(findings)
	slices.SortStableFunc(list, func(a, b diag.Finding) int {
		return cmp.Or(inFile(b, file)-inFile(a, file), int(b.Severity)-int(a.Severity))
	})
	n := newFindings{Findings: []panelFinding{}}
	for _, f := range list {
		n.Here += inFile(f, file)
	}
	n.Other = len(list) - n.Here
	for _, f := range list[:min(len(list), maxFindings)] {
		n.Findings = append(n.Findings, panelFinding{f.Severity.String(), f.Rule, diag.Clean(f.File), f.Line, f.Column,
			diag.Clean(f.Message), diag.Clean(f.Hint)})
	}
	return n
}

func inFile(f diag.Finding, file string) int {
	if file != "" && f.File == file {
		return 1
	}
	return 0
}

// fileOf returns the file of the document that a page shows, or "".
func (s *snapshot) fileOf(page string) string {
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
func stateChanges(before, now *check.Result) []stateChange {
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
