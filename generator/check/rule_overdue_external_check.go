package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
)

var overdueExternalCheck = Rule{
	Name: "overdue-external-check", Severity: diag.Warning,
	Summary: "The organization's own interval for checking an external document has passed, or the document was never checked.",
	catalog: func(r *run) {
		for d := range r.externals() {
			const hint = "check whether the edition is still the right one, then set `checked_on`"
			rule := "by the organization's own rule (`check_every: " + d.CheckEvery.Value + "`)"
			switch {
			case d.Unchecked():
				r.inRegister(d.CheckEvery.Pos, d, fmt.Sprintf("%s is to be checked %s, and no check is known", d.Label(), rule), hint)
			case d.Overdue(r.Options.Date):
				r.inRegister(d.CheckedOn.Pos, d, fmt.Sprintf("%s the check of %s was due on %s", rule, d.Label(), d.Due()), hint)
			case d.CheckedOn.After(r.Options.Date):
				r.inRegister(d.CheckedOn.Pos, d, fmt.Sprintf("the check of %s is dated %s, which is still to come", d.Label(), d.CheckedOn.Value),
					"write the day on which it was last checked")
			}
		}
	},
}

// externals iterates over the external documents.
func (r *run) externals() func(func(*config.ExternalDocument) bool) {
	return func(yield func(*config.ExternalDocument) bool) {
		if r.ExternalRegister == nil {
			return
		}
		for i := range r.ExternalRegister.Documents {
			if !yield(&r.ExternalRegister.Documents[i]) {
				return
			}
		}
	}
}

// inRegister reports a finding about an external document.
func (r *run) inRegister(pos diag.Pos, d *config.ExternalDocument, message, hint string) {
	r.findings = append(r.findings, diag.Finding{Rule: r.rule, File: r.ExternalRegister.File, Pos: pos, Message: message, Hint: hint, Subject: d.Label()})
}
