package comparison

import (
	"regexp"

	"github.com/clausebook/clausebook/generator"
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
		return identity{f.Rule, f.Severity.String(), f.File, f.Subject, lineNumber.ReplaceAllString(f.Message, "line")}
	})
	// A clause that was a gap for one reason and is one for another is no new gap.
	c.Gone, c.New = without(gone, fresh, func(f diag.Finding) identity {
		if f.File != manual.ConfigFile || f.Subject == "" {
			return identity{}
		}
		return identity{f.Rule, f.Severity.String(), f.File, f.Subject, ""}
	})
}

func judged(r *generator.Result) []diag.Finding {
	if r == nil {
		return nil
	}
	return r.Findings
}

// without takes away what is on both sides, one for one. What has no identity stays.
func without(before, after []diag.Finding, id func(diag.Finding) identity) (gone, fresh []diag.Finding) {
	left := map[identity]int{}
	for _, f := range before {
		left[id(f)]++
	}
	for _, f := range after {
		if i := id(f); i != (identity{}) && left[i] > 0 {
			left[i]--
		} else {
			fresh = append(fresh, f)
		}
	}
	// What is left of several that are alike is the last of them.
	for i := len(before) - 1; i >= 0; i-- {
		k := id(before[i])
		if k == (identity{}) || left[k] > 0 {
			left[k]--
			gone = append(gone, before[i])
		}
	}
	diag.Sort(gone)
	return gone, fresh
}
