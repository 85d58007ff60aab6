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
	Summary: "Author and approver of a document are the same.",
	entry: func(r *run, e *manual.Entry) {
		if e.Author.Given() && strings.EqualFold(e.Author.Value, e.Approver.Value) && document.Placeholder(e.Author.Value) == "" {
			r.inDocument(e, e.Approver.Pos, fmt.Sprintf("%s is both author and approver", e.Approver.Value),
				"let another role approve it")
		}
	},
}
