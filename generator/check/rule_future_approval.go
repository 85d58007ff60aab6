package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var futureApproval = Rule{
	Name: "future-approval", Severity: diag.Warning,
	Summary: "A document is approved, but its approval is dated after the day of the build.",
	entry: func(r *run, e *manual.Entry) {
		if e.Status.Value == document.Approved && e.ApprovedDate.After(r.Options.Date) {
			r.inDocument(e, e.ApprovedDate.Pos, fmt.Sprintf("the approval is dated %s, after the day of the build (%s); the document does not count until then",
				e.ApprovedDate.Value, r.Options.Date), "set `status: review` until it is approved, or correct the date")
		}
	},
}
