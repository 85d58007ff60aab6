package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var overdueReview = Rule{
	Name: "overdue-review", Severity: diag.Warning,
	Summary: "The review date of a document has passed.",
	entry: func(r *run, e *manual.Entry) {
		due := r.Due(e)
		if due == "" || due >= r.Options.Date {
			return
		}
		pos, rule := e.ReviewDate.Pos, "review_date of this document"
		if !e.ReviewDate.Given() {
			pos, rule = e.ApprovedDate.Pos, "review_every in manual.yaml"
		}
		r.inDocument(e, pos, fmt.Sprintf("by the organization's own rule (%s) the review was due on %s", rule, due),
			"review the document and set a new `review_date`")
	},
}
