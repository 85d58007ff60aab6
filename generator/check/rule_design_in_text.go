package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/designwords"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/standard"
)

var designInText = Rule{
	Name: "design-in-text", Severity: diag.Note,
	Summary: "Design is not applicable, but a text tells of it.",
	text: func(r *run) {
		clause := r.excludedDesign()
		if clause == "" {
			return
		}
		const hint = "check whose design it is: if you decide any characteristic of what you deliver, %s applies to that; if a customer does, say so there"
		for _, w := range designwords.InStatement(r.ScopeStatement.Value) {
			r.inConfig(r.ScopeStatement.Pos, "", fmt.Sprintf("the scope statement says %q, but design (%s) is not applicable", w.Text, clause), fmt.Sprintf(hint, clause))
		}
		for _, e := range r.Entries {
			from := e.InForceFrom()
			if e.Status.Value != document.Approved || !from.Valid || from.After(r.Options.Date) {
				continue
			}
			for _, w := range r.manual.Text(e).Design {
				r.inDocument(e, w.Pos, fmt.Sprintf("the text says %q, but design (%s) is not applicable", diag.Clean(w.Text), clause), fmt.Sprintf(hint, clause))
			}
		}
	},
}

// excludedDesign is the clause on design if the scope looked at or a declaration leaves it out, or "".
func (r *run) excludedDesign() string {
	if r.Standard == nil {
		return ""
	}
	clause := r.Standard.Design()
	switch {
	case standard.WithinAny(clause, slices.Concat(r.Model.Outside, r.Model.NotApplicable)):
		return clause
	case r.Standard != r.Own || r.Model.Number != r.OwnModel.Number && r.OwnModel.Number == "9002":
		return ""
	}
	for i := range r.NotApplicable {
		if standard.Within(clause, r.NotApplicable[i].Clause) {
			return clause
		}
	}
	return ""
}
