package check

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/manual"
)

var duplicateTitle = Rule{
	Name: "duplicate-title", Severity: diag.Note,
	Summary: "Two effective documents have the same title.",
	count: func(r *run) {
		first := make(map[string]*manual.Entry, len(r.Entries))
		for _, e := range r.Entries {
			if !e.Title.Given() || e.Type.Value == "record" || !r.result.Effective(e) {
				continue
			}
			title := sameTitle(e.Title.Value)
			if other, ok := first[title]; ok {
				r.inDocument(e, e.Title.Pos, fmt.Sprintf("%s, %s, has this title too", other.Name(), other.File),
					"readers who look for one find the other: say in the title what each of them is for")
				continue
			}
			first[title] = e
		}
	},
}

// sameTitle normalizes a title for comparison.
func sameTitle(title string) string {
	return strings.ToLower(strings.Join(strings.Fields(document.Composed(title)), " "))
}
