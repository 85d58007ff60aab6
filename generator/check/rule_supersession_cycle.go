package check

import (
	"fmt"
	"slices"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var supersessionCycle = Rule{
	Name: "supersession-cycle", Severity: diag.Error,
	Summary: "A document supersedes itself, or documents supersede each other.",
	entry: func(r *run, e *manual.Entry) {
		if !e.ID.Given() {
			return
		}
		for _, field := range e.IDFields() {
			switch {
			case field.ID.Value != e.ID.Value:
			case field.Name == "supersedes":
				r.inDocument(e, field.ID.Pos, fmt.Sprintf("%s supersedes itself", e.Name()),
					"name the document that it replaces, or delete it; earlier revisions share the id and are not listed")
			case field.Name == "superseded_by":
				r.inDocument(e, field.ID.Pos, fmt.Sprintf("%s is superseded by itself", e.Name()),
					"name the document that replaces it, or delete it; the next revision shares the id and is not listed")
			}
		}
	},
	count: func(r *run) {
		for _, e := range r.Succeeded() {
			by := r.result.Replaced(e)
			if by == nil || by.Cycle == nil {
				continue
			}
			r.inDocument(e, cyclePos(e, by.Cycle), fmt.Sprintf("%s supersede each other; none of them counts", joinNames(by.Cycle)),
				"correct `supersedes` and `superseded_by`, and set `status: obsolete` in each document that was replaced")
		}
	},
}

// cyclePos returns the position where a document names another one of the cycle, or that of its
// status.
func cyclePos(e *manual.Entry, cycle []*manual.Entry) diag.Pos {
	for _, ids := range [][]document.Text{e.SupersededBy, e.Supersedes} {
		for _, id := range ids {
			if slices.ContainsFunc(cycle, func(o *manual.Entry) bool { return o.ID.Value == id.Value }) {
				return id.Pos
			}
		}
	}
	return e.Status.Pos
}

// joinNames names the first few documents and counts the others.
func joinNames(entries []*manual.Entry) string {
	const shown = 5
	var names []string
	for _, e := range entries[:min(len(entries), shown)] {
		names = append(names, e.Name())
	}
	if more := len(entries) - shown; more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return joinWords(names)
}
