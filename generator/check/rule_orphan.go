package check

import (
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var orphan = Rule{
	Name: "orphan", Severity: diag.Note,
	Summary: "No other document refers to a document.",
	text: func(r *run) {
		for _, e := range r.Entries {
			if e.Current() && !manual.Introduced(r.manual, e) && len(r.manual.Referrers(e)) == 0 && len(r.Entries) > 1 {
				r.inDocument(e, e.ID.Pos, "no other document refers to this one", "refer to it where a reader would need it")
			}
		}
	},
}
