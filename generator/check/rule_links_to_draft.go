package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var linksToDraft = Rule{
	Name: "links-to-draft", Severity: diag.Warning,
	Summary: "A published document refers to one that is not published.",
	text: func(r *run) {
		r.mentions(func(e, to *manual.Entry, pos diag.Pos) {
			if e.Published() && !to.Public() && !to.Published() {
				r.inDocument(e, pos, fmt.Sprintf("%s is not published (%s); readers see its name without a link", to.Name(), inWords(to)),
					"approve it, or refer to it later")
			}
		})
	},
}

func inWords(e *manual.Entry) string {
	if e.Status.Value == document.Review {
		return "in review"
	}
	return e.Status.Value
}

// mentions visits every place in a document's text that leads to another document that is not in
// force.
func (r *run) mentions(visit func(from, to *manual.Entry, pos diag.Pos)) {
	for _, e := range r.texts.Noted() {
		refs, targets := r.texts.Text(e).Refs, r.texts.Targets(e)
		for _, i := range r.texts.Notable(e) {
			ref, t := refs.At(i), targets[i]
			if t.Entry != nil && t.Entry != e && ref.Kind != document.Run {
				visit(e, t.Entry, ref.Pos)
			}
			for _, s := range t.Spans {
				if s.Entry != nil {
					visit(e, s.Entry, s.At(ref))
				}
			}
		}
	}
}
