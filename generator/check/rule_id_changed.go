package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

var idChanged = Rule{
	Name: "id-changed", Severity: diag.Warning,
	Summary: "A document was approved under another id.",
	text: func(r *run) {
		for _, e := range r.Entries {
			for _, v := range r.formerIDs(e) {
				if !keepsAddress(e, v.State.ID) {
					r.inDocument(e, e.ID.Pos, fmt.Sprintf("the id is %s; the document was %s as %s, %s", e.ID.Value, v.Status, v.State.ID, v.in()),
						fmt.Sprintf("put %s back, or let its address lead here: `aliases: [%s]`", v.State.ID, route.Document(v.State.ID)))
					break
				}
			}
		}
	},
}

// formerIDs returns the versions in which a document was approved under an id that no document has
// now.
func (r *run) formerIDs(e *manual.Entry) []version {
	return slices.DeleteFunc(r.versions(e), func(v version) bool {
		return v.State.ID == e.ID.Value || !document.ValidID(v.State.ID) || !public(v) || len(r.ByID(v.State.ID)) > 0
	})
}

// keepsAddress reports whether the address of a former id still leads to the document.
func keepsAddress(e *manual.Entry, id string) bool {
	return slices.ContainsFunc(e.Aliases, func(a document.Text) bool { return a.Value == route.Document(id) })
}
