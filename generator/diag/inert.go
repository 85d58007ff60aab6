package diag

import (
	"regexp"
	"strings"
)

var (
	// A runner of GitHub or Azure obeys ##[name] anywhere in a line, one of Azure ##vso[name] too, and one
	// of TeamCity ##teamcity[name].
	command = regexp.MustCompile(`##([A-Za-z]*\[)`)
	// A line that begins with two colons is a command to a runner of GitHub, also behind blanks.
	atStart = regexp.MustCompile(`(?m)^([\s\p{Z}\x{feff}]*:):`)
)

// Inert parts what the runner of a pipeline would obey in the log of a job, so that what an author wrote
// can be read there and nothing more: `##[` becomes `## [`, and `::` at the beginning of a line `: :`.
func Inert(text string) string {
	if strings.Contains(text, "##") {
		text = command.ReplaceAllString(text, "## $1")
	}
	if strings.Contains(text, "::") {
		text = atStart.ReplaceAllString(text, "$1 :")
	}
	return text
}

// inertLine does the same for a line of source and keeps its width, so that a mark stays under its word.
func inertLine(line string) string {
	if strings.Contains(line, "##") {
		line = command.ReplaceAllString(line, "#\uFFFD$1")
	}
	return line
}

// inertJSON does the same in JSON, where an escape says the same.
func inertJSON(out []byte) []byte { return command.ReplaceAll(out, []byte(`#\u0023$1`)) }
