package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var notApproved = Rule{
	Name: "not-approved", Severity: diag.Error,
	Summary: "A document is approved, but does not say by whom, when or from when it is effective.",
	entry: func(r *run, e *manual.Entry) {
		if e.Status.Value != document.Approved {
			return
		}
		var missing []string
		for _, f := range []struct {
			name  string
			value document.Text
		}{{"approver", e.Approver}, {"approved_date", e.ApprovedDate.Text}, {"effective_date", e.EffectiveDate.Text}} {
			if !f.value.Given() {
				missing = append(missing, f.name)
			}
		}
		if len(missing) > 0 {
			r.inDocument(e, e.Status.Pos, fmt.Sprintf("the document is approved without %s", joinWords(missing)),
				"add what is missing, or set `status: review`")
		}
	},
}
