package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var expiredAcceptance = Rule{
	Name: "expired-acceptance", Severity: diag.Warning,
	Summary: "A finding was accepted until a day that has passed, and is reported again.",
	read: func(r *run) {
		for _, a := range r.Accept {
			if a.Until.Before(r.Options.Date) {
				r.inConfig(a.Pos, a.At.Value, fmt.Sprintf("%s at %s was accepted until %s", a.Rule.Value, a.At.Value, a.Until.Value),
					"mend what was accepted, or accept it again with a new day")
			}
		}
	},
}

// accept makes a note of a finding that the manual accepts until a day still to come. It stays in
// sight with the reason; accepting a gap does not cover it.
func accept(m *manual.Manual, f diag.Finding) diag.Finding {
	for _, a := range m.Accept {
		if a.Rule.Value != f.Rule || a.Until.Before(m.Options.Date) || ruleNamed(f.Rule).Fixed {
			continue
		}
		if at := a.At.Value; at == f.File || f.Subject != "" && at == f.Subject {
			f.Severity = diag.Note
			f.Message += fmt.Sprintf(" (accepted until %s: %s)", a.Until.Value, a.Reason.Value)
			break
		}
	}
	return f
}
