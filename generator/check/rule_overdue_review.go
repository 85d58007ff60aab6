package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

var overdueReview = Rule{
	Name: "overdue-review", Severity: diag.Warning,
	Summary: "The day on which the organization meant to review a document has passed.",
	basis: func(r *run) {
		for _, e := range r.Entries {
			due := r.Due(e)
			if due == "" || due >= r.Options.Date {
				continue
			}
			pos, rule := e.ReviewDate.Pos, "review_date of this document"
			if !e.ReviewDate.Given() {
				pos, rule = e.ApprovedDate.Pos, "review_every in manual.yaml"
			}
			r.inDocument(e, pos, fmt.Sprintf("by the organization's own rule (%s) the review was due on %s", rule, due),
				"review the document and set a new `review_date`")
		}
	},
}
