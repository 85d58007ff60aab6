package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var expiredAcceptance = Rule{
	Name: "expired-acceptance", Severity: diag.Warning,
	Summary: "A finding was accepted until a date that has passed, and is reported again.",
	catalog: func(r *run) {
		for _, a := range r.Accept {
			if a.Until.Before(r.Options.Date) {
				r.inConfig(a.Pos, a.At.Value, fmt.Sprintf("%s at %s was accepted until %s", a.Rule.Value, a.At.Value, a.Until.Value),
					"fix what was accepted, or accept it again with a new day")
			}
		}
	},
}

var unusedAcceptance = Rule{
	Name: "unused-acceptance", Severity: diag.Note,
	Summary: "An accepted finding does not exist.",
	final: func(r *run) {
		for _, a := range r.Accept {
			used := func(f diag.Finding) bool { return matches(a, f) }
			if !a.Until.Before(r.Options.Date) && !slices.ContainsFunc(r.findings, used) {
				r.inConfig(a.Pos, "", fmt.Sprintf("%s reports nothing at %s", a.Rule.Value, a.At.Value), "delete the acceptance")
			}
		}
	},
}

// matches reports whether an acceptance names a finding: its rule, and its document, clause or
// file. A finding in manual.yaml about a clause is matched by the clause only; otherwise one line
// would accept all gaps.
func matches(a config.Acceptance, f diag.Finding) bool {
	if a.Rule.Value != f.Rule {
		return false
	}
	at := a.At.Value
	return f.Subject != "" && at == f.Subject || at == f.File && (f.File != config.File || f.Subject == "")
}

// accept turns a finding that the manual accepts on the build date into a note with the reason. An
// accepted gap is still not covered.
func accept(m *manual.Manual, f diag.Finding) diag.Finding {
	for _, a := range m.Accept {
		if matches(a, f) && !a.Until.Before(m.Options.Date) && !ruleNamed(f.Rule).Fixed {
			return f.Accept(fmt.Sprintf("until %s: %s", a.Until.Value, a.Reason.Value))
		}
	}
	return f
}
