package check

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/coverage"
	"github.com/clausebook/clausebook/generator/diag"
)

var missingJustification = Rule{
	Name: "missing-justification", Severity: diag.Error,
	Summary: "A clause is not applicable, but the organization does not say why.",
	count: func(r *run) {
		for _, d := range r.NotApplicable {
			if strings.TrimSpace(d.Justification) == "" {
				r.inConfig(d.Pos, d.Clause, fmt.Sprintf("clause %s is declared not applicable without a justification", d.Clause),
					"say in the organization's own words why it does not apply")
			}
		}
		for _, root := range r.Model.NotApplicable {
			for _, leaf := range r.Standard.Leaves(root) {
				c := r.result.Clause(leaf.ID)
				if c.State == coverage.NotApplicable && c.Declaration == nil {
					r.inConfig(r.Config.Scope.Pos, root, fmt.Sprintf("under scope %s clause %s is left out without a justification", r.Model.Number, root),
						fmt.Sprintf("add a line `\"%s\": …` to `not_applicable:` that says why design does not apply", root))
					break
				}
			}
		}
	},
}
