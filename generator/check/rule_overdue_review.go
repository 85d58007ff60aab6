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
		if due, rule := r.overdue(e); due != "" {
			pos := e.ReviewDate.Pos
			if !e.ReviewDate.Given() {
				pos = e.ApprovedDate.Pos
			}
			r.inDocument(e, pos, fmt.Sprintf("by the organization's own rule (%s) the review was due on %s", rule, due),
				"review the document and set a new `review_date`")
		}
	},
	catalog: func(r *run) {
		for _, e := range r.Entries {
			now := r.earlier(e)
			if now == nil {
				continue
			}
			if due, rule := r.overdue(now); due != "" {
				r.inDocument(e, e.Status.Pos, fmt.Sprintf("by the organization's own rule (%s) the review of revision %s, which is in force, was due on %s",
					rule, now.Revision.Value, due), "review it; approving the next revision sets a new date")
			}
		}
	},
}

// overdue gives the day on which the review of a document was due, if that has passed, and the rule that sets it.
func (r *run) overdue(e *manual.Entry) (due, rule string) {
	due = r.Due(e)
	switch {
	case due == "" || due >= r.Options.Date:
		return "", ""
	case e.ReviewDate.Given():
		return due, "review_date of this document"
	}
	return due, "review_every in manual.yaml"
}
