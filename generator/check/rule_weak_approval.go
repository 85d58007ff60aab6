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
		for _, e := range r.Entries {
			a := r.manual.Approval(e)
			if a.Strength == manual.NotApproved || !a.Strength.Less(least) || !e.Approver.Given() {
				continue
			}
			if a.Mismatch && !r.off(approvalMismatch.Name) || a.Bad != "" && !r.off(badSignature.Name) {
				continue // reported by another rule
			}
			message, hint := r.weakness(e, a)
			r.inDocument(e, e.Approver.Pos, fmt.Sprintf("%s; `minimum_approval` is %s", message, least), hint)
		}
	},
}

// weakness says why an approval is not stronger, and how it becomes so.
func (r *run) weakness(e *manual.Entry, a manual.Approval) (message, hint string) {
	past := r.manual.HistoryOf(e)
	if a.Strength == manual.Stated {
		const stated = "the approval is only stated in the document"
		switch {
		case past.Status == manual.Unknown:
			return stated + ", because there is no Git history", "check the manual in its Git repository"
		case past.Status == manual.Untracked || past.Status == manual.Modified:
			return stated + " and not committed", "commit the document"
		}
		return stated + ", as far as this clone knows", "fetch the whole history: `git fetch --unshallow`"
	}
	recorded := fmt.Sprintf("the approval is recorded in commit %s", a.ShortCommit())
	switch {
	case a.Mismatch || a.Bad != "":
		return recorded + ", and no valid signature is the approver's", "have the document approved in a commit that its approver signs"
	case a.Changed != "":
		return fmt.Sprintf("%s changed after the approver signed commit %s", a.Changed, a.ShortSigned()), "have the document approved again"
	case a.Signer != "":
		return fmt.Sprintf("%s, signed by %s, and it was not known before whose keys are those of %s", recorded, a.Signer, e.Approver.Value),
			fmt.Sprintf("add `%s` to `approver_keys`, then have the document approved again", e.Approver.Value)
	case a.Key != "":
		return fmt.Sprintf("%s, signed with the key %s, which was not in `approvers` before", recorded, a.Key),
			"add the key to `approvers` in a commit of its own, then have the document approved again"
	}
	return recorded + ", without a signature", "let the approver sign the commit that sets `status: approved`, or set a signed tag on it: `git tag -s`"
}
