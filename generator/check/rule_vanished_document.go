package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/history"
)

var vanishedDocument = Rule{
	Name: "vanished-document", Severity: diag.Warning,
	Summary: "An approved document was deleted without becoming obsolete.",
	text: func(r *run) {
		if r.History == nil {
			return
		}
		seen := map[string]bool{}
		for _, e := range r.Entries {
			for _, v := range r.formerIDs(e) {
				seen[v.State.ID] = true // still in the manual, under another id
			}
		}
		vanished := func(s history.State, file, then, in string) {
			if !r.IsDocument(file) || s.Status != document.Approved || !document.ValidID(s.ID) || seen[s.ID] || len(r.ByID(s.ID)) > 0 {
				return
			}
			seen[s.ID] = true
			r.inConfig(r.Config.Documents.Pos, s.ID, fmt.Sprintf("%s was approved, and %s was deleted %s", s.ID, then, in),
				"restore the file with `status: obsolete`, so that people who look for it learn what replaced it")
		}
		for _, file := range r.manual.Uncommitted.Deleted {
			if changes := r.History.Documents[file].Changes; len(changes) > 0 {
				vanished(changes[0].State, file, file, version{folder: true}.in())
			}
		}
		for _, g := range r.History.Deleted {
			vanished(g.State, g.File, g.FileThen(), version{Commit: &g.Commit}.in())
		}
	},
}
