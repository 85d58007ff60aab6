package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/standard"
)

var missingDocumentedInformation = Rule{
	Name: "missing-documented-information", Severity: diag.Note,
	Summary: "The standard requires a document or record that nothing in the manual provides.",
	count: func(r *run) {
		for _, c := range r.result.Clauses {
			for _, item := range c.Items {
				if !item.Missing() {
					continue
				}
				hint := fmt.Sprintf("add `clauses: [%s]` to the effective document that holds it", c.ID)
				if item.Record() {
					hint = fmt.Sprintf("add a record with `clauses: [%s]` to the `records:` of an effective document", c.ID)
				}
				if item.Case != "" && r.Own == r.Standard {
					hint += fmt.Sprintf(", or a line `\"%s\": …` to `not_arising:` that says why the case does not arise", item.Case)
				}
				r.inConfig(r.Config.Scope.Pos, c.ID, fmt.Sprintf("clause %s requires%s documented information that no document provides: %s",
					c.ID, obligationPhrase[item.Obligation()], item.Item), hint)
			}
		}
	},
}

// obligationPhrase qualifies "requires" in messages.
var obligationPhrase = map[standard.Obligation]string{standard.ToExtentNecessary: ", to the extent necessary,",
	standard.WhereCaseArises: ", where the case arises,"}
