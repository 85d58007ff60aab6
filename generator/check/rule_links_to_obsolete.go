package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var linksToObsolete = Rule{
	Name: "links-to-obsolete", Severity: diag.Warning,
	Summary: "A document refers to an obsolete one that it does not itself supersede.",
	text: func(r *run) {
		r.mentions(func(e, to *manual.Entry, pos diag.Pos) { r.toObsolete(e, to, pos) })
	},
	catalog: func(r *run) {
		r.named(func(e, to *manual.Entry, field string, pos diag.Pos) {
			switch field {
			case "supersedes": // a replaced document is expected to be obsolete
			case "superseded_by":
				if to.Status.Value == document.Obsolete && r.Replacement(to) == nil {
					r.inDocument(e, pos, fmt.Sprintf("%s is obsolete, and no approved document replaces it", to.Name()),
						fmt.Sprintf("name the document that is in force now, or add `superseded_by` to %s", to.Name()))
				}
			default:
				r.toObsolete(e, to, pos)
			}
		})
	},
}

// toObsolete reports a reference to an obsolete document, except from obsolete documents and from
// its replacement.
func (r *run) toObsolete(e, to *manual.Entry, pos diag.Pos) {
	if e.Status.Value == document.Obsolete || to.Status.Value != document.Obsolete || slices.Contains(r.Successors(to), e) {
		return
	}
	hint := "refer to what replaced it"
	if now := r.Replacement(to); now != nil && now != e {
		hint = fmt.Sprintf("refer to %s, which replaced it", now.Name())
	} else if len(to.SupersededBy) > 0 {
		hint = fmt.Sprintf("refer to %s, which replaced it", to.SupersededBy[0].Value)
	}
	r.inDocument(e, pos, fmt.Sprintf("%s is obsolete", to.Name()), hint)
}
