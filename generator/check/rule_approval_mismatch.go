package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

var approvalMismatch = Rule{
	Name: "approval-mismatch", Severity: diag.Error,
	Summary: "The commit that made a document approved is signed by somebody else than its approver.",
	text: func(r *run) {
		for _, e := range r.Entries {
			if a := r.manual.Approval(e); a.Mismatch && e.Approver.Given() {
				r.inDocument(e, e.Approver.Pos, fmt.Sprintf("the approver is %s, but commit %s, which made this revision approved, is signed by %s", e.Approver.Value, a.ShortSigned(), a.Signer),
					"let the approver sign the commit that sets `status: approved`, or set a signed tag on it")
			}
		}
	},
}
