package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/standard"
)

var unlikelyNotApplicable = Rule{
	Name: "unlikely-not-applicable", Severity: diag.Warning,
	Summary: "A clause is declared not applicable that auditors seldom let go.",
	basis: func(r *run) {
		if r.Own == nil {
			return
		}
		practice := r.Own.Practice()
		for _, d := range r.NotApplicable {
			if r.Own.Clause(d.Clause) == nil || standard.WithinAny(d.Clause, r.OwnModel.Outside) ||
				standard.WithinAny(d.Clause, practice.Usual) {
				continue
			}
			how, hint := "auditors seldom accept", "claim it in a document"
			switch {
			case standard.WithinAny(d.Clause, practice.Never):
				how = "auditors do not accept"
			case !r.Own.Clause(d.Clause).Requirement:
				hint = "declare only what lies below it and truly cannot apply, and claim the rest in documents"
			}
			r.inConfig(d.Pos, d.Clause, fmt.Sprintf("clause %s is declared not applicable, which %s", d.Clause, how), hint)
		}
	},
}
