package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var revisionNotRaised = Rule{
	Name: "revision-not-raised", Severity: diag.Warning,
	Summary: "The text of an approved document, or a file that it shows, changed since its revision was set.",
	text: func(r *run) {
		old := r.manual.Reader()
		defer old.Close()
		for _, e := range r.Entries {
			if e.Status.Value != document.Approved {
				continue
			}
			list := r.withFiles(e)
			at, set := r.sameContent(old, e, list).unraised(list)
			if at < 0 {
				continue
			}
			what, bound := r.change(old, e, list[at], list[at+1])
			if bound != "" && list[set].Commit.ID == "" {
				continue // unknown which state of the file had this revision
			}
			r.inDocument(e, e.Revision.Pos, fmt.Sprintf("%s was changed %s; %s", what, list[at].in(), setIn(e, bound, list[set])),
				"raise `revision` and have the document approved again, or take the change back")
		}
	},
}

// setIn says where a revision was set, and how the document uses what changed.
func setIn(e *manual.Entry, bound string, set version) string {
	is, as := "revision "+e.Revision.Value, ""
	if bound != "" {
		is += fmt.Sprintf(" of %s, which %s it,", e.Name(), bound)
	}
	if set.Revision != e.Revision.Value {
		as = " as " + set.Revision
	}
	return fmt.Sprintf("%s was set %s%s", is, set.in(), as)
}

// unraised returns the latest change since the revision was first approved, and where that was; at
// is -1 if there is none. Changes of the draft belong to the revision, and so does the first text
// after an approval that came without one.
func (s sameFunc) unraised(all []version) (at, set int) {
	if len(all) == 0 || all[0].Status != document.Approved {
		return -1, -1
	}
	list := all[:sameRevision(all)]
	set = len(list) - 1
	for list[set].Status != document.Approved {
		set--
	}
	if s(list[0], list[set]) {
		return -1, set // the common case; checked first because others read older texts
	}
	base := set
	if len(list) < len(all) && s(all[len(list)], list[set]) {
		for base > 0 && s(list[base], list[set]) {
			base--
		}
	}
	if s(list[base], list[0]) {
		return -1, set
	}
	return s.lastChange(list[:base+1]), set
}
