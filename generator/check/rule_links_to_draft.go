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
		r.mentions(func(e, to *manual.Entry, pos diag.Pos) { r.toDraft(e, to, pos, "approve it, or refer to it later") })
	},
	catalog: func(r *run) {
		r.named(func(e, to *manual.Entry, field string, pos diag.Pos) {
			hint := "approve it, or refer to it later"
			if field == "supersedes" {
				hint = "set `status: obsolete` in it if it was replaced, or delete it here"
			}
			r.toDraft(e, to, pos, hint)
		})
	},
}

// earlier is the revision that is in force in place of a document of the folder, or nil.
func (r *run) earlier(e *manual.Entry) *manual.Entry {
	if now := r.inForce.ByFile(e.File); now != nil && now.Next != nil {
		return now
	}
	return nil
}

// toDraft reports a reference to a document that is not approved yet and has no earlier revision in force. Unpublished documents with
// errors are reported elsewhere.
func (r *run) toDraft(e, to *manual.Entry, pos diag.Pos, hint string) {
	waits := to.Status.Value == document.Draft || to.Status.Value == document.Review
	if e.Published() && waits && !to.Published() && r.earlier(to) == nil {
		r.inDocument(e, pos, fmt.Sprintf("%s is not published (%s); readers see its name without a link", to.Name(), statusPhrase(to)), hint)
	}
}

func statusPhrase(e *manual.Entry) string {
	if e.Status.Value == document.Review {
		return "in review"
	}
	return e.Status.Value
}

// named visits every field that names another document.
func (r *run) named(visit func(from, to *manual.Entry, field string, pos diag.Pos)) {
	for _, e := range r.Entries {
		for _, field := range e.IDFields() {
			if same := r.ByID(field.ID.Value); len(same) == 1 && same[0] != e {
				visit(e, same[0], field.Name, field.ID.Pos)
			}
		}
		for i := range e.Records {
			record := &e.Records[i]
			if to := r.Form(e, record).Entry; to != nil && to != e {
				visit(e, to, "form", record.Form.Pos)
			}
		}
	}
}

// mentions visits every mention of a document that is not in force.
func (r *run) mentions(visit func(from, to *manual.Entry, pos diag.Pos)) {
	for _, e := range r.manual.DocumentsWithRefs() {
		refs, targets := r.manual.Text(e).Refs, r.manual.Targets(e)
		for _, i := range r.manual.RefsToCheck(e) {
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
