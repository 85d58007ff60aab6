package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
)

var lineNumber = regexp.MustCompile(`\bline [0-9]+`)

// Fingerprints gives each finding a name that stays when lines are put in above it, when its
// severity changes and when it is accepted, so that a host knows it again in the next run. What is
// found twice in a file is told apart by its order. They are in the order of the findings.
func Fingerprints(findings []Finding) []string {
	seen := map[string]int{}
	names := make([]string, 0, len(findings))
	for _, f := range findings {
		message := lineNumber.ReplaceAllString(strings.TrimSuffix(f.Message, acceptance(f.Accepted)), "line")
		if f.Many > 0 {
			message = "more" // the number changes and the finding stays
		}
		same := strings.Join([]string{f.Rule, f.File, f.Subject, message}, "\x00")
		sum := sha256.Sum256(fmt.Append(nil, same, "\x00", seen[same]))
		seen[same]++
		names = append(names, hex.EncodeToString(sum[:16]))
	}
	return names
}

// Accept makes a note of a finding that the manual takes for settled. It stays in sight with why.
func (f Finding) Accept(why string) Finding {
	f.Severity = Note
	f.Message += acceptance(why)
	f.Accepted = why
	return f
}

func acceptance(why string) string { return " (accepted " + why + ")" }
