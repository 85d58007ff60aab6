package diag

import (
	"fmt"
	"strconv"
)

// Most limits the findings of one rule in one file that are listed one by one. A hostile document
// can cause hundreds of thousands.
const Most = 100

// Number is the number of findings that a finding stands for.
func (f Finding) Number() int { return max(f.Many, 1) }

// SumUp turns a finding into a summary of n findings of its rule in its file, at the position of
// the first of them.
func (f Finding) SumUp(n int) Finding {
	what := "findings"
	if n == 1 {
		what = "finding"
	}
	f.Many, f.Width, f.Subject = n, 0, ""
	f.Message = fmt.Sprintf("and %s more %s of %s in this file", thousands(n), what, f.Rule) + acceptedBy(f.Accepted)
	f.Hint = "fix those above, then check again"
	return f
}

// acceptedBy is what Accept adds to a message, or "".
func acceptedBy(why string) string {
	if why == "" {
		return ""
	}
	return acceptance(why)
}

// Cap keeps up to Most findings of each rule in each file, and replaces the others by a summary.
// Findings of different severity, and accepted ones, are counted separately. The findings have to
// be sorted and remain so; Cap modifies the slice.
func Cap(findings []Finding) []Finding {
	type kind struct {
		file, rule string
		severity   Severity
		accepted   string
	}
	seen, rest := map[kind]int{}, map[kind]int{}
	kept := findings[:0]
	for _, f := range findings {
		k := kind{f.File, f.Rule, f.Severity, f.Accepted}
		if f.Many == 0 && seen[k] < Most {
			seen[k]++
			kept = append(kept, f)
			continue
		}
		at, ok := rest[k]
		if !ok {
			rest[k] = len(kept)
			kept = append(kept, f.SumUp(f.Number()))
			continue
		}
		kept[at] = kept[at].SumUp(kept[at].Many + f.Number())
	}
	return kept
}

// thousands writes a number with a comma after each three digits.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}
