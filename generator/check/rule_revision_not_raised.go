package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

var revisionNotRaised = Rule{
	Name: "revision-not-raised", Severity: diag.Warning,
	Summary: "The text of an approved document changed since its revision was set.",
	text: func(r *run) {
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
// where that revision was set: approved for the first time. What a draft went through before belongs
// to it, and, where it came without another text, so does the text that followed it first.
func unraised(all []version) (at, set int) {
	if len(all) == 0 || all[0].Status != document.Approved {
		return -1, -1
	}
	list := all[:sameRevision(all)]
	set = len(list) - 1
	for list[set].Status != document.Approved {
		set--
	}
	stands := set
	if len(list) < len(all) && all[len(list)].Text == list[set].Text {
		for stands > 0 && list[stands].Text == list[set].Text {
			stands--
		}
	}
	if list[stands].Text == list[0].Text {
		return -1, set
	}
	return lastChange(list[:stands+1]), set
}
