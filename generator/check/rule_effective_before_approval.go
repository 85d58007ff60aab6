package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

var effectiveBeforeApproval = Rule{
	Name: "effective-before-approval", Severity: diag.Warning,
	Summary: "A document takes effect before it is approved.",
	entry: func(r *run, e *manual.Entry) {
		if e.ApprovedDate.Valid && e.EffectiveDate.Before(e.ApprovedDate.Value) {
			r.inDocument(e, e.EffectiveDate.Pos, fmt.Sprintf("effective from %s, but approved only on %s",
				e.EffectiveDate.Value, e.ApprovedDate.Value), "let it take effect on or after the day of its approval")
		}
	},
}
