// Package diagram draws flow charts and sequence diagrams that are written as Mermaid text.
//
// Draw is a pure function: the same text gives the same bytes on every machine, since all measures are whole numbers.
// The pictures are inline SVG of a few elements with classes, without scripts, ids and references; the style sheet of
// the site gives them colours for screen and paper. Labels are text, which can be searched and selected.
package diagram

import (
	"fmt"
	"strings"
)

// Note says what in a text is not drawn, by its line, counted from 1.
type Note struct {
	Line    int
	Message string
}

// Limits of a diagram that people can read; they also bound the time that a drawing takes.
const (
	maxText  = 64 << 10 // bytes
	maxNodes = 400
	maxEdges = 800
	maxBends = 4000 // of all edges
	maxDepth = 8    // of groups
	maxLabel = 400  // characters
)

// Draw draws a text. If it is not understood, svg is empty and the note says why; otherwise notes name what was left
// out. No text takes longer than a fraction of a second.
func Draw(text string) (svg string, notes []Note) {
	if len(text) > maxText {
		return "", []Note{{1, fmt.Sprintf("the diagram has %d bytes, expected at most %d", len(text), maxText)}}
	}
	lines := strings.Split(text, "\n")
	first := firstStatement(lines)
	kind := ""
	if first < len(lines) {
		kind, _, _ = strings.Cut(strings.TrimSpace(strings.TrimRight(strings.TrimSpace(lines[first]), ";")), " ")
	}
	var fault *Note
	switch kind {
	case "graph", "flowchart":
		svg, notes, fault = drawFlow(lines, first)
	case "sequenceDiagram":
		svg, notes, fault = drawSequence(lines, first)
	default:
		fault = &Note{min(first+1, len(lines)), fmt.Sprintf("%q is not a diagram that is drawn; flowchart and sequenceDiagram are", shorten(kind))}
	}
	if fault != nil {
		return "", []Note{*fault}
	}
	return svg, notes
}

// firstStatement is the index of the first line that is not blank, a comment or a front matter.
func firstStatement(lines []string) int {
	settings := false
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if line == "---" {
			settings = !settings
			continue
		}
		if !settings && line != "" && !strings.HasPrefix(line, "%%") {
			return i
		}
	}
	return len(lines)
}

func shorten(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
