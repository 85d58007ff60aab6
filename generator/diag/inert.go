package diag

import (
	"regexp"
	"strings"
)

var (
	// Runners of GitHub and Azure execute ##[name] anywhere in a line, Azure also ##vso[name],
	// TeamCity ##teamcity[name].
	command = regexp.MustCompile(`##([A-Za-z]*\[)`)
	// GitHub executes lines that begin with two colons, even after blanks.
	atStart = regexp.MustCompile(`(?m)^([\s\p{Z}\x{feff}]*:):`)
)

// Inert breaks up text that a pipeline runner would execute as a command in the log of a job: `##[`
// becomes `## [`, and `::` at the start of a line `: :`.
func Inert(text string) string {
	if strings.Contains(text, "##") {
		text = command.ReplaceAllString(text, "## $1")
	}
	if strings.Contains(text, "::") {
		text = atStart.ReplaceAllString(text, "$1 :")
	}
	return text
}

// inertLine is Inert for a line of source, and keeps its width so that underlining still matches.
func inertLine(line string) string {
	if strings.Contains(line, "##") {
		line = command.ReplaceAllString(line, "#\uFFFD$1")
	}
	return line
}

// inertJSON is Inert for JSON, by escaping.
func inertJSON(out []byte) []byte { return command.ReplaceAll(out, []byte(`#\u0023$1`)) }
