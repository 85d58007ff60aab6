package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

// nearestID suggests a similar id other than the document's own, or returns another hint.
func (r *run) nearestID(word, own, otherwise string) string {
	near := r.nearest(word, func() []string {
		return slices.DeleteFunc(r.IDs(), func(id string) bool { return id == own })
	})
	if near == "" {
		return otherwise
	}
	return fmt.Sprintf("did you mean %s?", near)
}

var unknownDocument = Rule{
	Name: "unknown-document", Severity: diag.Error,
	Summary: "A reference names a document that does not exist, or several documents.",
	text: func(r *run) {
		r.links(func(place place, ref document.Ref, t manual.Target) {
			if ref.Kind == document.Wiki && t.Trouble == manual.NoDocument {
				place.report(r, ref.Pos, fmt.Sprintf("no document has the %s %s", what(ref.Target), ref.Target), r.nearestID(ref.Target, "", ""))
			}
			if t.Trouble == manual.Ambiguous {
				place.report(r, ref.Pos, fmt.Sprintf("%s names %d documents: %s", ref.Target, len(t.Candidates), joinFiles(t.Candidates)),
					"write the id of the one that is meant")
			}
		})
	},
	catalog: func(r *run) {
		r.auditParts()
		for d := range r.externals() {
			for _, id := range d.Documents {
				if len(r.ByID(id.Value)) == 0 {
					r.inRegister(id.Pos, d, fmt.Sprintf("documents names %s, and no document has this id", id.Value), r.nearestID(id.Value, "", "delete it here"))
				}
			}
		}
		for _, e := range r.Entries {
			for _, field := range e.IDFields() {
				if len(r.ByID(field.ID.Value)) == 0 {
					r.noDocument(e, field.Name, field.ID)
				}
			}
			for i := range e.Records {
				if record := &e.Records[i]; r.Form(e, record).Trouble == manual.NoDocument {
					r.noDocument(e, "form", record.Form)
				}
			}
		}
	},
}

// what says what a name in a wiki link may be: one that looks like an id is one.
func what(name string) string {
	if document.ValidID(name) && strings.ContainsAny(name, "0123456789") && !strings.Contains(name, " ") {
		return "id"
	}
	return "id, file name or title"
}

// joinFiles lists a few documents by their files.
func joinFiles(entries []*manual.Entry) string {
	const most = 3
	var files []string
	for _, e := range entries[:min(len(entries), most)] {
		files = append(files, e.File)
	}
	if more := len(entries) - most; more > 0 {
		files = append(files, fmt.Sprintf("%d more", more))
	}
	return joinWords(files)
}

func (r *run) noDocument(e *manual.Entry, field string, id document.Text) {
	r.inDocument(e, id.Pos, fmt.Sprintf("%s names %s, and no document has this id", field, id.Value),
		r.nearestID(id.Value, e.ID.Value, "a document that left the manual is kept with `status: obsolete`, or named in `history`"))
}
