package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

var changedAfterApproval = Rule{
	Name: "changed-after-approval", Severity: diag.Warning,
	Summary: "The approval of a document is older than its text or than a file that it shows.",
	text: func(r *run) {
		old := r.manual.Reader()
		defer old.Close()
		for _, e := range r.Entries {
			if e.Status.Value != document.Approved || !e.ApprovedDate.Valid {
				continue
			}
			list := r.withFiles(e)
			same := r.sameContent(old, e, list)
			at := same.unapproved(list)
			if at < 0 {
				continue
			}
			if changed, _ := same.unraised(list); changed >= 0 && !r.off(revisionNotRaised.Name) {
				continue // reported by another rule
			}
			what, bound := r.change(old, e, list[at], list[at+1])
			message := fmt.Sprintf("the text was approved on %s and changed after that, %s", e.ApprovedDate.Value, list[at].in())
			if bound != "" {
				message = fmt.Sprintf("%s was changed %s; %s, which %s it, was approved on %s", what, list[at].in(), e.Name(), bound, e.ApprovedDate.Value)
			}
			r.inDocument(e, e.ApprovedDate.Pos, message, "have the document approved as it is now, and set the new `approved_date`")
		}
	},
}

// unapproved returns the index of the latest change of an approved document written after its
// approval date, or -1. The first text of the revision counts as approved, since Git may have been
// introduced later; so does a text that came with the approval.
func (s sameFunc) unapproved(list []version) int {
	if len(list) == 0 || list[0].Status != document.Approved {
		return -1
	}
	list = list[:sameRevision(list)]
	day := list[0].Approved
	seen := slices.IndexFunc(list, func(v version) bool { return v.day <= day })
	if seen < 0 {
		seen = len(list) - 1
	}
	if s(list[seen], list[0]) {
		return -1
	}
	for i := range seen {
		together := list[i].Approved == day && list[i+1].Approved != day
		if !together && !s(list[i], list[i+1]) {
			return i
		}
	}
	return -1
}
