package pipeline

import (
	"io"

	"github.com/clausebook/clausebook/generator/diag"
)

// issue is one entry of GitLab's code quality report.
type issue struct {
	Description string   `json:"description"`
	CheckName   string   `json:"check_name"`
	Fingerprint string   `json:"fingerprint"`
	Severity    string   `json:"severity"`
	Location    location `json:"location"`
}

type location struct {
	Path  string `json:"path"`
	Lines lines  `json:"lines"`
}

type lines struct {
	Begin int `json:"begin"`
}

var gravity = map[diag.Severity]string{diag.Error: "critical", diag.Warning: "minor", diag.Note: "info"}

// GitLab writes the code quality report.
func (r Reporter) GitLab(w io.Writer, findings []diag.Finding) error {
	issues := make([]issue, 0, len(findings))
	names := diag.Fingerprints(findings)
	for i, f := range findings {
		issues = append(issues, issue{Description: text(f), CheckName: f.Rule, Fingerprint: names[i], Severity: gravity[f.Severity],
			Location: location{diag.Clean(r.Path(f.File)), lines{max(f.Line, 1)}}})
	}
	return diag.WriteJSON(w, issues)
}
