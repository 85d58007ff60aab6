package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

var approvalMismatch = Rule{
	Name: "approval-mismatch", Severity: diag.Error,
	Summary: "The commit that made a document approved is signed by somebody else than its approver.",
	text: func(r *run) {
		for d := range r.decisions() {
			if d.Mismatch {
				r.judge(d, fmt.Sprintf("the approver is %s, but commit %s, which made this revision approved, is signed by %s", d.of.Approver.Value, d.ShortSigned(), d.Signer),
					"let the approver sign the commit that sets `status: approved`, or set a signed tag on it")
			}
		}
	},
}
