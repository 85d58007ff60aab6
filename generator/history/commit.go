package history

import (
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/diag"
)

// commitOf reads the fields of a commit, each in its line. Who wrote them is not trusted.
func commitOf(text string) Commit {
	var f [6]string
	copy(f[:], strings.SplitN(text, "\n", len(f)))
	parent, others, _ := strings.Cut(f[1], " ")
	return Commit{ID: f[0], parent: parent, merge: others != "", Date: day(f[2]), Written: day(f[3]),
		Author: line(f[4]), Summary: line(f[5])}
}

// day keeps dates of our calendar: a commit may claim any.
func day(s string) string {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return ""
	}
	return s
}

// longestLine is more than anybody writes into a summary.
const longestLine = 300

// line makes one clean line of what somebody wrote.
func line(s string) string {
	s = strings.Join(strings.Fields(diag.Clean(strings.ToValidUTF8(s, "\uFFFD"))), " ")
	if runes := []rune(s); len(runes) > longestLine {
		return string(runes[:longestLine]) + "…"
	}
	return s
}
