package check

import (
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var emptyText = Rule{
	Name: "empty-text", Severity: diag.Warning,
	Summary: "A document is approved, but its text is still to be written.",
	entry: func(r *run, e *manual.Entry) {
		if e.Status.Value != document.Approved || e.Content == document.HasText {
			return
		}
		message := map[document.Content]string{
			document.NoText:          "the document is approved and has no text",
			document.PlaceholderText: "the document is approved and has only placeholders for a text",
			document.StarterText:     "the document is approved, and its text is unchanged from the template",
		}[e.Content]
		r.inDocument(e, e.Status.Pos, message+"; it does not count", "write the text, or set `status: draft`")
	},
}
