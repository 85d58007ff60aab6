package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

var changedAfterApproval = Rule{
	Name: "changed-after-approval", Severity: diag.Warning,
	Summary: "The approval of a document is older than its text.",
	text: func(r *run) {
		for _, e := range r.Entries {
			list := r.versions(e)
			at := unapproved(list)
			if at < 0 || !e.ApprovedDate.Valid {
				continue
			}
			if changed, _ := unraised(list); changed >= 0 && !r.off(revisionNotRaised.Name) {
				continue // one fault, one finding
			}
			r.inDocument(e, e.ApprovedDate.Pos, fmt.Sprintf("the text was approved on %s and changed after that, %s", e.ApprovedDate.Value, list[at].in()),
				"have the document approved as it is now, and set the new `approved_date`")
		}
	},
}

// unapproved finds the latest change of an approved document's text that was written after the day of
// its approval. The text with which its revision first came counts as approved, since Git may be
// younger than the document; so does what came in one step with the approval.
func unapproved(list []version) int {
	if len(list) == 0 || list[0].Status != document.Approved {
		return -1
	}
	list = list[:sameRevision(list)]
	day := list[0].Approved
	seen := slices.IndexFunc(list, func(v version) bool { return v.day <= day })
	if seen < 0 {
		seen = len(list) - 1
	}
	if list[seen].Text == list[0].Text {
		return -1
	}
	for i := range seen {
		together := list[i].Approved == day && list[i+1].Approved != day
		if list[i].Text != list[i+1].Text && !together {
			return i
		}
	}
	return -1
}
