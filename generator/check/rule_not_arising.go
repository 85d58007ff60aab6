package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/standard"
)

var notArising = Rule{
	Name: "not-arising", Severity: diag.Error,
	Summary: "`not_arising` names something that is not conditional in the standard, or gives no reason.",
	catalog: func(r *run) {
		if r.Own == nil {
			return
		}
		cases := r.Own.Cases()
		for _, n := range r.NotArising {
			clause := caseClause(n.Case)
			switch {
			case r.Own.Clause(clause) == nil: // reported by unknown-clause
			case !slices.Contains(cases, n.Case):
				message, hint := noSuchCase(r.Own, r.Own.Standard(r.OwnModel), clause, n.Case)
				r.inConfig(n.Pos, clause, message, hint)
			case strings.TrimSpace(n.Reason) == "":
				r.inConfig(n.Pos, clause, fmt.Sprintf("`not_arising` gives no reason for %s", n.Case),
					"say in the organization's own words why the case does not arise")
			}
		}
	},
}

// caseClause returns the clause of a case: 7.6 for 7.6#basis.
func caseClause(name string) string {
	clause, _, _ := strings.Cut(name, "#")
	return clause
}

// noSuchCase explains that a name is not a case of a clause, and lists the cases.
func noSuchCase(e *standard.Edition, name, clause, written string) (message, hint string) {
	var own []string // the cases of the clause itself
	all := e.Cases()
	for _, c := range all {
		if caseClause(c) == clause {
			own = append(own, c)
		}
	}
	switch {
	case len(own) > 1 && written == clause:
		return fmt.Sprintf("clause %s of %s has %d conditional items of documented information; name one", clause, name, len(own)),
			"write " + joinAlternatives(own)
	case len(own) > 0:
		return fmt.Sprintf("clause %s of %s has no conditional item %s", clause, name, written), "write " + joinAlternatives(own)
	}
	hint = "the conditional ones are " + joinWords(all)
	if c := e.Clause(clause); c.Requirement && len(c.Information) > 0 {
		return fmt.Sprintf("the documented information of clause %s of %s is not conditional", clause, name), hint
	}
	return fmt.Sprintf("clause %s of %s has no documented information that is conditional", clause, name), hint
}

// joinAlternatives joins names as in "a, b or c".
func joinAlternatives(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
	return strings.Join(names, "")
}
