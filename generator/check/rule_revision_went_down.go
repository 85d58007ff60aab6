package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
)

var revisionWentDown = Rule{
	Name: "revision-went-down", Severity: diag.Warning,
	Summary: "A document has an older revision than it had before.",
	text: func(r *run) {
		for _, e := range r.Entries {
			list := r.versions(e)
			n := sameRevision(list)
			if n == len(list) || reverted(list) {
				continue
			}
			before := list[n:][:sameRevision(list[n:])]
			order, known := compareRevisions(e.Revision.Value, before[0].Revision)
			if known && order < 0 && slices.ContainsFunc(before, public) {
				r.inDocument(e, e.Revision.Pos, fmt.Sprintf("the revision is %s; it was %s %s", e.Revision.Value, before[0].Revision, before[0].in()),
					fmt.Sprintf("give it a revision after %s", before[0].Revision))
			}
		}
	},
}
