package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
)

var lineNumber = regexp.MustCompile(`\bline [0-9]+`)

// Fingerprints returns an identifier for each finding that does not change when lines are inserted
// above it, when its severity changes or when it is accepted, so that a host recognizes it in the
// next run. Identical findings in a file are numbered.
func Fingerprints(findings []Finding) []string {
	seen := map[string]int{}
	names := make([]string, 0, len(findings))
	for _, f := range findings {
		message := lineNumber.ReplaceAllString(strings.TrimSuffix(f.Message, acceptance(f.Accepted)), "line")
		if f.Many > 0 {
			message = "more" // the number may change
		}
		same := strings.Join([]string{f.Rule, f.File, f.Subject, message}, "\x00")
		sum := sha256.Sum256(fmt.Append(nil, same, "\x00", seen[same]))
		seen[same]++
		names = append(names, hex.EncodeToString(sum[:16]))
	}
	return names
}

// Accept turns a finding that the manual accepts into a note with the reason.
func (f Finding) Accept(why string) Finding {
	f.Severity = Note
	f.Message += acceptance(why)
	f.Accepted = why
	return f
}

func acceptance(why string) string { return " (accepted " + why + ")" }
