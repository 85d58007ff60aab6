package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

var revisionNotRaised = Rule{
	Name: "revision-not-raised", Severity: diag.Warning,
	Summary: "The text of an approved document changed since its revision was set.",
	read: func(r *run) {
		for _, e := range r.Entries {
			list := r.versions(e)
			if at, set := unraised(list); at >= 0 {
				r.inDocument(e, e.Revision.Pos, fmt.Sprintf("the text was changed %s; revision %s was set %s", list[at].in(), e.Revision.Value, list[set].in()),
					"raise `revision` and have the document approved again, or take the change back")
			}
		}
	},
}

// unraised finds the latest change that the revision of an approved document does not stand for, and
// where that revision was set: approved for the first time. What was written until the day of that
// approval belongs to it, so that a revision may be set first and its text follow.
func unraised(list []version) (at, set int) {
	if len(list) == 0 || list[0].Status != document.Approved {
		return -1, -1
	}
	list = list[:sameRevision(list)]
	set = len(list) - 1
	for list[set].Status != document.Approved {
		set--
	}
	last := max(list[set].day, list[set].Approved)
	of := set
	for of > 0 && list[of-1].day <= last {
		of--
	}
	if list[of].Text == list[0].Text {
		return -1, set
	}
	return lastChange(list[:of+1]), set
}
