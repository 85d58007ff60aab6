package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/numbering"
)

var duplicateID = Rule{
	Name: "duplicate-id", Severity: diag.Error, Fixed: true,
	Summary: "Two documents have the same id.",
	catalog: func(r *run) {
		var ids *numbering.Numbering
		for _, e := range r.Entries {
			same := r.ByID(e.ID.Value)
			if len(same) < 2 {
				continue
			}
			if ids == nil {
				ids = numbering.New(r.Catalog)
			}
			hint := "give one of the two another id"
			if free := ids.After(e.ID.Value); free != "" {
				hint += "; the next free one is " + free
			}
			other := same[(slices.Index(same, e)+1)%len(same)]
			r.inDocument(e, e.ID.Pos, fmt.Sprintf("id %s is also the id of %s, line %d", e.ID.Value, other.File, other.ID.Pos.Line), hint)
		}
	},
}
