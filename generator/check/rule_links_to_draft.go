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
	read: func(r *run) {
		r.mentions(func(e, to *manual.Entry, pos diag.Pos) {
			if e.Published() && !to.Public() && !to.Published() {
				r.inDocument(e, pos, fmt.Sprintf("%s is not published (%s); readers see its name without a link", to.Name(), to.Status.Value),
					"approve it, or refer to it later")
			}
		})
	},
}

// mentions visits every place in a document's text that leads to another document.
func (r *run) mentions(visit func(from, to *manual.Entry, pos diag.Pos)) {
	for _, e := range r.Entries {
		for i, ref := range e.Refs {
			t := e.Targets[i]
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
