package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var weakApproval = Rule{
	Name: "weak-approval", Severity: diag.Error,
	Summary: "The approval of a document is weaker than `minimum_approval`.",
	text: func(r *run) {
		least := manual.Strength(r.MinimumApproval.Value)
		for d := range r.decisions() {
			if d.Strength == manual.NotApproved || !d.Strength.Less(least) {
				continue
			}
			if d.Mismatch && !r.off(approvalMismatch.Name) || d.Bad != "" && !r.off(badSignature.Name) {
				continue // reported by another rule
			}
			message, hint := d.weakness()
			r.judge(d, fmt.Sprintf("%s; `minimum_approval` is %s", message, least), hint)
		}
	},
}

// weakness says why an approval is not stronger, and how it becomes so.
func (d decision) weakness() (message, hint string) {
	if d.Strength == manual.Stated {
		const stated = "the approval is only stated in the document"
		switch {
		case d.past.Status == manual.Unknown:
			return stated + ", because there is no Git history", "check the manual in its Git repository"
		case d.past.Status == manual.Untracked || d.past.Status == manual.Modified:
			return stated + " and not committed", "commit the document"
		}
		return stated + ", as far as this clone knows", "fetch the whole history: `git fetch --unshallow`"
	}
	recorded := fmt.Sprintf("the approval is recorded in commit %s", d.ShortCommit())
	switch {
	case d.Mismatch || d.Bad != "":
		return recorded + ", and no valid signature is the approver's", "have the document approved in a commit that its approver signs"
	case d.Changed != "":
		return fmt.Sprintf("%s changed after the approver signed commit %s", d.Changed, d.ShortSigned()), "have the document approved again"
	case d.Signer != "":
		return fmt.Sprintf("%s, signed by %s, and it was not known before whose keys are those of %s", recorded, d.Signer, d.of.Approver.Value),
			fmt.Sprintf("add `%s` to `approver_keys`, then have the document approved again", d.of.Approver.Value)
	case d.Key != "":
		return fmt.Sprintf("%s, signed with the key %s, which was not in `approvers` before", recorded, d.Key),
			"add the key to `approvers` in a commit of its own, then have the document approved again"
	}
	return recorded + ", without a signature", "let the approver sign the commit that sets `status: approved`, or set a signed tag on it: `git tag -s`"
}
