package history

import (
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
)

// commitOf parses the lines of a commit as printed by format. Their contents are not trusted.
func commitOf(text string) Commit {
	var f [7]string
	copy(f[:], strings.SplitN(text, "\n", len(f)))
	parent, others, _ := strings.Cut(f[1], " ")
	return Commit{ID: f[0], parent: parent, merge: others != "", Date: day(f[2]), Written: day(f[3]),
		Author: cleanLine(f[4]), address: f[5], Summary: cleanLine(f[6])}
}

// day returns a valid date or "": a commit may claim any.
func day(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return ""
	}
	return s
}

// maxSummary is the limit of an author or summary, in characters.
const maxSummary = 300

// cleanLine makes a single line without control characters, of at most maxSummary characters.
func cleanLine(s string) string {
	s = strings.Join(strings.Fields(diag.Clean(strings.ToValidUTF8(s, "\uFFFD"))), " ")
	if runes := []rune(s); len(runes) > maxSummary {
		return string(runes[:maxSummary]) + "…"
	}
	return s
}
