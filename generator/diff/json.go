package diff

import (
	"io"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/diag"
)

type sideJSON struct {
	Revision  string       `json:"revision,omitempty"`
	Commit    string       `json:"commit,omitempty"`
	MergeBase bool         `json:"merge_base,omitempty"`
	Manual    bool         `json:"manual"`
	Standard  string       `json:"standard"`
	Edition   string       `json:"edition"`
	Scope     string       `json:"scope"`
	Summary   *summaryJSON `json:"summary"`
}

type summaryJSON struct {
	Requirements  int     `json:"requirements"`
	Covered       int     `json:"covered"`
	Pending       int     `json:"pending"`
	Gap           int     `json:"gap"`
	NotApplicable int     `json:"not_applicable"`
	Outside       int     `json:"outside"`
	Percent       float64 `json:"percent"`
}

type findingJSON struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// JSON writes a comparison for programs. Files are relative to the manual's folder.
func (c *Comparison) JSON(w io.Writer) error {
	base := side(c.Before)
	base.Revision, base.Commit, base.MergeBase = c.Base.Name, c.Base.Commit, c.Base.MergeBase
	type findings struct {
		New  []findingJSON `json:"new"`
		Gone []findingJSON `json:"gone"`
	}
	return diag.WriteJSON(w, struct {
		Base          sideJSON   `json:"base"`
		Now           sideJSON   `json:"now"`
		Date          string     `json:"date"`
		Regression    bool       `json:"regression"`
		Compared      bool       `json:"clauses_compared"`
		Configuration bool       `json:"configuration_changed"`
		Notes         []string   `json:"notes"`
		Documents     []Document `json:"documents"`
		Clauses       []Clause   `json:"clauses"`
		Since         *sinceJSON `json:"since_audit,omitempty"`
		Findings      findings   `json:"findings"`
	}{
		base, side(c.After), c.After.Manual.Options.Date, c.Regression(), c.Compared, c.Configuration,
		append([]string{}, c.Notes...), append([]Document{}, c.Documents...), append([]Clause{}, c.Clauses...), c.sinceJSON(),
		findings{items(c.New), items(c.Gone)},
	})
}

func side(r *check.Result) sideJSON {
	x := matrix(r)
	if x == nil {
		return sideJSON{Manual: r != nil}
	}
	s := x.Summary
	return sideJSON{Manual: true, Standard: x.Standard, Edition: x.Manual.Standard.Year, Scope: x.Model.Number,
		Summary: &summaryJSON{s.Requirements, s.Covered, s.Pending, s.Gap, s.NotApplicable, s.Outside, s.Percent()}}
}

func items(list []diag.Finding) []findingJSON {
	out := []findingJSON{}
	for _, f := range list {
		out = append(out, findingJSON{f.Rule, f.Severity.String(), f.File, f.Line, f.Column, f.Message, f.Hint})
	}
	return out
}
