package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// others leaves a document's own id out of what it could have meant.
func others(ids []string, own string) []string {
	return slices.DeleteFunc(ids, func(id string) bool { return id == own })
}

var unknownDocument = Rule{
	Name: "unknown-document", Severity: diag.Error,
	Summary: "A reference names an id that no document has.",
	read: func(r *run) {
		r.links(func(place place, ref document.Ref, t manual.Target) {
			if ref.Kind == document.Wiki && t.Trouble == manual.NoDocument {
				place.report(r, ref.Pos, fmt.Sprintf("no document has the id %s", ref.Target), didYouMean(ref.Target, r.IDs(), ""))
			}
		})
		for _, e := range r.Entries {
			for _, field := range e.IDFields() {
				if len(r.ByID(field.ID.Value)) == 0 {
					r.inDocument(e, field.ID.Pos, fmt.Sprintf("%s names %s, and no document has this id", field.Name, field.ID.Value),
						didYouMean(field.ID.Value, others(r.IDs(), e.ID.Value),
							"a document that left the manual is kept with `status: obsolete`, or named in `history`"))
				}
			}
		}
	},
}
