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
		r.mentions(func(e, to *manual.Entry, pos diag.Pos) {
			supersedes := slices.ContainsFunc(e.Supersedes, func(id document.Text) bool { return id.Value == to.ID.Value })
			if e.Status.Value == document.Obsolete || to.Status.Value != document.Obsolete || supersedes {
				return
			}
			hint := "refer to what replaced it"
			if len(to.SupersededBy) > 0 {
				hint = fmt.Sprintf("refer to %s, which replaced it", to.SupersededBy[0].Value)
			}
			r.inDocument(e, pos, fmt.Sprintf("%s is obsolete", to.Name()), hint)
		})
	},
}
