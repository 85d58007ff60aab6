package check

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/numbering"
)

var reusedID = Rule{
	Name: "reused-id", Severity: diag.Warning,
	Summary: "A new document has the id of one that was withdrawn.",
	text: func(r *run) {
		if r.History == nil {
			return
		}
		var ids *numbering.Numbering
		seen := map[string]bool{}
		for i := range r.History.Deleted {
			g := &r.History.Deleted[i]
			if seen[g.ID] || !document.ValidID(g.ID) || !g.Public() {
				continue
			}
			seen[g.ID] = true
			for _, e := range r.ByID(g.ID) {
				if !r.tookLater(e, g) {
					continue
				}
				if ids == nil {
					ids = numbering.New(r.Catalog)
				}
				hint := "references on paper and in records mean the one that was withdrawn: give this one an id that was never used"
				if free := ids.After(g.ID); free != "" {
					hint += "; the next free one is " + free
				}
				r.inDocument(e, e.ID.Pos, fmt.Sprintf("%s was the id of %s until that was deleted %s", g.ID, g.File, version{Commit: &g.Commit}.in()), hint)
			}
		}
	},
}

// tookLater reports whether a document got the id of a deleted document, rather than being that
// document restored. For uncommitted documents it compares titles.
func (r *run) tookLater(e *manual.Entry, g *history.Deleted) bool {
	past := r.manual.HistoryOf(e)
	if past.Status == manual.Unknown {
		return false
	}
	if past.Status == manual.Untracked {
		return !strings.EqualFold(e.Title.Value, g.Title)
	}
	since := 0 // the number of commits since it got the id; 0 if not committed
	for i := range past.Changes {
		if past.Changes[i].ID != e.ID.Value {
			break
		}
		since = past.Changes[i].Back
	}
	return since < g.Back
}
