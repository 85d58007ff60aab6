package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var missingField = Rule{
	Name: "missing-field", Severity: diag.Error,
	Summary: "A required field of a document, a record or manual.yaml is missing.",
	entry: func(r *run, e *manual.Entry) {
		if !e.Readable {
			return
		}
		for _, f := range []struct {
			name, hint string
			value      document.Text
		}{
			{"id", "add `id:` with the document's permanent name, such as QP-08-04", e.ID},
			{"title", "add `title:` with the document's name", e.Title},
			{"revision", "add `revision:`, such as 1", e.Revision},
			{"status", "add `status:` with draft, review, approved or obsolete", e.Status},
			{"owner", "add `owner:` with a role, such as Quality Manager", e.Owner},
		} {
			if !f.value.Given() {
				pos := f.value.Pos
				if pos.Line == 0 {
					pos = e.Start()
				}
				r.inDocument(e, pos, fmt.Sprintf("the document has no %s", f.name), f.hint)
			}
		}
	},
}
