package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

var duplicateID = Rule{
	Name: "duplicate-id", Severity: diag.Error, Fixed: true,
	Summary: "Two documents have the same id.",
	read: func(r *run) {
		for _, id := range r.IDs() {
			entries := r.ByID(id)
			for i, e := range entries {
				if len(entries) < 2 {
					continue
				}
				other := entries[(i+1)%len(entries)]
				r.inDocument(e, e.ID.Pos, fmt.Sprintf("id %s is also the id of %s, line %d", id, other.File, other.ID.Pos.Line),
					"give one of the two another id")
			}
		}
	},
}
