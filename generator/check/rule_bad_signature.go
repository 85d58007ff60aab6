package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

var badSignature = Rule{
	Name: "bad-signature", Severity: diag.Error,
	Summary: "The signature of the commit that made a document approved is not valid.",
	text: func(r *run) {
		for d := range r.decisions() {
			of := "commit " + d.ShortSigned()
			if d.Tag != "" {
				of = "tag " + d.Tag
			}
			if d.Bad != "" {
				r.judge(d, fmt.Sprintf("the signature of %s, which approves this revision, %s", of, d.Bad),
					"have the document approved again, in a commit that its approver signs")
			}
		}
	},
}
