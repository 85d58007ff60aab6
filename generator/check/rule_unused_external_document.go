package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

var unusedExternalDocument = Rule{
	Name: "unused-external-document", Severity: diag.Note,
	Summary: "No document refers to an external document.",
	text: func(r *run) {
		i := -1
		for d := range r.externals() {
			i++
			if len(r.manual.ExternalUsers(i)) > 0 {
				continue
			}
			r.inRegister(d.Pos, d, fmt.Sprintf("no document refers to %s", d.Label()),
				"name it in the documents that use it, or list them here under `documents:`; delete it if it is no longer used")
		}
	},
}
