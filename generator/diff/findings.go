package diff

import (
	"regexp"

	"github.com/clausebook/clausebook/generator/check"
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// identity is what makes a finding the same one at another time. Its line is not: text above it
// comes and goes.
type identity struct{ rule, severity, file, subject, message string }

var lineNumber = regexp.MustCompile(`\bline \d+`)

// findings tells those that are new and those that are gone. A finding moves with its document.
func (c *Comparison) findings(pairs []twin) {
	now := map[string]*manual.Entry{}
	for _, p := range pairs {
		if p.before != nil && p.after != nil {
			now[p.before.File] = p.after
		}
	}
	var was []diag.Finding
	for _, f := range judged(c.Before) {
		if e := now[f.File]; e != nil {
			f.File, f.Subject = e.File, e.ID.Value
		}
		was = append(was, f)
	}
	gone, fresh := without(was, judged(c.After), func(f diag.Finding) identity {
		message := lineNumber.ReplaceAllString(f.Message, "line")
		if f.Many > 0 {
			message = "more" // the number is compared by itself
		}
		return identity{f.Rule, f.Severity.String(), f.File, f.Subject, message}
	})
	// A clause that was a gap for one reason and is one for another is no new gap.
	c.Gone, c.New = without(gone, fresh, func(f diag.Finding) identity {
		if f.File != config.File || f.Subject == "" {
			return identity{}
		}
		return identity{f.Rule, f.Severity.String(), f.File, f.Subject, ""}
	})
}

func judged(r *check.Result) []diag.Finding {
	if r == nil {
		return nil
	}
	return r.Findings
}

// without takes away what is on both sides, one for one. What has no identity stays. Of findings that
// are only counted the difference stays.
func without(before, after []diag.Finding, id func(diag.Finding) identity) (gone, fresh []diag.Finding) {
	left := map[identity]int{}
	for _, f := range before {
		left[id(f)] += f.Number()
	}
	for _, f := range after {
		same := 0
		if i := id(f); i != (identity{}) {
			same = min(left[i], f.Number())
			left[i] -= same
		}
		fresh = appendRest(fresh, f, f.Number()-same)
	}
	// What is left of several that are alike is the last of them.
	for i := len(before) - 1; i >= 0; i-- {
		n := before[i].Number()
		if k := id(before[i]); k != (identity{}) {
			n = min(left[k], n)
			left[k] -= n
		}
		gone = appendRest(gone, before[i], n)
	}
	diag.Sort(gone)
	return gone, fresh
}

// appendRest adds what is left of a finding: all, nothing, or a part of those that it stands for.
func appendRest(list []diag.Finding, f diag.Finding, n int) []diag.Finding {
	switch {
	case n <= 0:
		return list
	case n < f.Number():
		f = f.SumUp(n)
	}
	return append(list, f)
}
