package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

var unusedPattern = Rule{
	Name: "unused-pattern", Severity: diag.Note,
	Summary: "A pattern of `exclude` or `defaults` in manual.yaml matches nothing.",
	catalog: func(r *run) {
		for _, p := range r.UnusedPatterns() {
			r.inConfig(p.Pos, "", fmt.Sprintf("%s matches nothing", p.Value), "delete it, or correct it; a pattern begins at the documents folder or at the manual's")
		}
	},
}

// ownFields removes findings about fields of the organization's own.
func (r *run) ownFields(d *document.Document, c *config.Config) []diag.Finding {
	if len(c.Fields) == 0 || len(d.Extra) == 0 {
		return d.Findings
	}
	own := map[diag.Pos]bool{}
	for _, f := range d.Extra {
		own[f.Pos] = c.OwnField(f.Name)
	}
	var list []diag.Finding
	for _, f := range d.Findings {
		if f.Rule != unknownField.Name || !own[f.Pos] {
			list = append(list, f)
		}
	}
	return list
}
