package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/standard"
)

var unlikelyNotApplicable = Rule{
	Name: "unlikely-not-applicable", Severity: diag.Warning,
	Summary: "A clause is declared not applicable, which the edition does not allow or auditors rarely accept.",
	catalog: func(r *run) {
		if r.Own == nil {
			return
		}
		practice := r.Own.Practice()
		for _, d := range r.NotApplicable {
			c := r.Own.Clause(d.Clause)
			if c == nil || standard.WithinAny(d.Clause, r.OwnModel.Outside) || standard.WithinAny(d.Clause, practice.Usual) {
				continue
			}
			how, hint := "which auditors rarely accept", fmt.Sprintf("add `clauses: [%s]` to the document that covers it", d.Clause)
			switch {
			case practice.Within != "" && !standard.Within(d.Clause, practice.Within):
				how = fmt.Sprintf("but %s allows that for requirements of clause %s only", r.Own.Name, practice.Within)
				hint = "delete the declaration and claim the clause in a document"
			case standard.WithinAny(d.Clause, practice.Never):
				how, hint = "which auditors do not accept", "delete the declaration and claim the clause in a document"
			case standard.WithinAny(d.Clause, without9002(r.Own)):
				hint = "write `scope: 9002`: that model leaves design out"
			case !c.Requirement:
				hint = "declare only the clauses below it that cannot apply, and claim the others in documents"
			}
			r.inConfig(d.Pos, d.Clause, fmt.Sprintf("clause %s is declared not applicable, %s", d.Clause, how), hint)
		}
	},
}

// without9002 returns the clauses that are not part of ISO 9002:1994.
func without9002(e *standard.Edition) []string {
	s, _ := e.Scope("9002")
	return s.Outside
}
