package check

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var selfApproval = Rule{
	Name: "self-approval", Severity: diag.Warning,
	Summary: "The same person is author and approver of a document.",
	entry: func(r *run, e *manual.Entry) {
		if !e.Author.Given() || !e.Approver.Given() || document.Placeholder(e.Author.Value) != "" {
			return
		}
		if strings.EqualFold(e.Author.Value, e.Approver.Value) {
			r.selfApproved(e, e.Approver.Value, "")
		} else if both, others := shared(e.Author.Value, e.Approver.Value); len(both) > 0 {
			r.selfApproved(e, inList(both), inList(others))
		}
	},
}

// selfApproved reports authors who approved a document, naming other approvers.
func (r *run) selfApproved(e *manual.Entry, both, others string) {
	message, hint := both+" is both author and approver", "let another role approve it"
	if strings.Contains(both, " and ") && !strings.EqualFold(both, e.Approver.Value) {
		message = both + " are both authors and approvers"
	}
	if others != "" {
		message = fmt.Sprintf("%s; also approved by %s", message, others)
		hint = fmt.Sprintf("leave the approval to %s", others)
	}
	r.inDocument(e, e.Approver.Pos, message, hint)
}

func inList(list []party) string {
	var names []string
	for _, p := range list {
		names = append(names, p.text)
	}
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], ", ") + " and " + names[n]
	}
	return strings.Join(names, "")
}
