package check

import (
	"fmt"
	"path"

	"github.com/clausebook/clausebook/generator/diag"
)

var duplicateSectionPage = Rule{
	Name: "duplicate-section-page", Severity: diag.Warning,
	Summary: "A folder has both README.md and index.md, and only one of them introduces it.",
	catalog: func(r *run) {
		for _, h := range r.SecondIntros() {
			shown := r.PageOf(h.File)
			r.findings = append(r.findings, diag.Finding{Rule: r.rule, File: h.File, Pos: diag.Pos{Line: 1, Column: 1},
				Message: fmt.Sprintf("this file is not shown: %s introduces the folder", path.Base(shown.File)),
				Hint:    "move what is missing there and delete this file, or give it an `id` to make it a document"})
		}
	},
}
