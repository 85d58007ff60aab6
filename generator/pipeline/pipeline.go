// Package pipeline writes findings as the hosts of pipelines read them: SARIF, the annotations of
// GitHub's workflows, and GitLab's code quality report.
//
// Findings quote documents, and a host obeys what it reads: a line that begins with two colons is
// a command to a runner. So every text is cleaned and escaped here, whatever it came from.
package pipeline

import (
	"net/url"

	"github.com/clausebook/clausebook/generator/diag"
)

// Reporter writes the findings of one run.
type Reporter struct {
	// Path turns a finding's file into what the host can open: relative to the repository's root,
	// with forward slashes.
	Path func(file string) string
	// Version is that of the program, such as v1.2.0; it may be empty.
	Version string
}

// address is a path as a relative URI.
func (r Reporter) address(file string) string {
	return (&url.URL{Path: diag.Clean(r.Path(file))}).String()
}

// text is what is wrong and how to fix it.
func text(f diag.Finding) string {
	if f.Hint == "" {
		return diag.Clean(f.Message)
	}
	return diag.Clean(f.Message) + "\nhint: " + diag.Clean(f.Hint)
}
