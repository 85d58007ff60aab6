package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

var statusWentBack = Rule{
	Name: "status-went-back", Severity: diag.Warning,
	Summary: "A revision that was approved or obsolete no longer is.",
	text: func(r *run) {
		for _, e := range r.Entries {
			list := r.versions(e)
			if at := wentBack(list); at >= 0 {
				r.inDocument(e, e.Status.Pos, fmt.Sprintf("revision %s was %s %s, but its status is now %s", e.Revision.Value, list[at].Status, list[at].in(), e.Status.Value),
					"raise `revision` when work on a new one begins; Git keeps the old one")
			}
		}
	},
}

// wentBack returns the latest version of the same revision with a later status, or -1. A document
// that was reverted byte for byte was put back on purpose.
func wentBack(list []version) int {
	if len(list) == 0 || reverted(list) {
		return -1
	}
	stage := slices.Index(document.Statuses, list[0].Status)
	return slices.IndexFunc(list[:sameRevision(list)], func(v version) bool {
		return stage >= 0 && public(v) && slices.Index(document.Statuses, v.Status) > stage
	})
}
