package check

import (
	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/signature"
)

var approversFile = Rule{
	Name: signature.Rule, Severity: diag.Error,
	Summary: "A file of the keys of approvers is missing, or has a line that is not understood.",
	catalog: func(r *run) {
		if len(r.Approvers) > 0 {
			return
		}
		const hint = "add `approvers:` with the name of a file of public keys"
		if r.MinimumApproval.Value == config.Verified {
			r.inConfig(r.MinimumApproval.Pos, "", "no approval can be verified, because `approvers` names no file of keys", hint)
		}
		if len(r.ApproverKeys) > 0 {
			r.inConfig(r.ApproverKeys[0].Approver.Pos, "", "`approver_keys` has no effect, because `approvers` names no file of keys", hint)
		}
	},
}
