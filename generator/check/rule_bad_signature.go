package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

var badSignature = Rule{
	Name: "bad-signature", Severity: diag.Error,
	Summary: "The signature of the commit that made a document approved is not valid.",
	text: func(r *run) {
		for _, e := range r.Entries {
			a := r.manual.Approval(e)
			of := "commit " + a.ShortSigned()
			if a.Tag != "" {
				of = "tag " + a.Tag
			}
			if a.Bad != "" && e.Approver.Given() {
				r.inDocument(e, e.Approver.Pos, fmt.Sprintf("the signature of %s, which approves this revision, %s", of, a.Bad),
					"have the document approved again, in a commit that its approver signs")
			}
		}
	},
}
