package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

var futureAudit = Rule{
	Name: "future-audit", Severity: diag.Warning,
	Summary: "An audit in manual.yaml is dated after the day of the build.",
	catalog: func(r *run) {
		for _, a := range r.Audits {
			if a.Date.After(r.Options.Date) {
				r.inConfig(a.Date.Pos, "", fmt.Sprintf("%s is dated %s, after the day of the build (%s), so it is not the last audit", a.Name.Value, a.Date.Value, r.Options.Date),
					"add an audit after it has taken place, or correct the date")
			}
		}
	},
}
