package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

var missingDocumentedInformation = Rule{
	Name: "missing-documented-information", Severity: diag.Note,
	Summary: "The standard asks for a document or record that nothing in the manual answers.",
	count: func(r *run) {
		for _, c := range r.tally.Clauses {
			for _, item := range c.Items {
				if !item.Demanded() || item.Answered() {
					continue
				}
				hint := fmt.Sprintf("an effective document that claims %s answers it", c.ID)
				if item.Record() {
					hint = fmt.Sprintf("add a record with `clauses: [%s]` to the `records:` of an effective document", c.ID)
				}
				r.inConfig(r.Config.Scope.Pos, c.ID, fmt.Sprintf("clause %s asks for this, and nothing answers it: %s", c.ID, item.Item), hint)
			}
		}
	},
}
