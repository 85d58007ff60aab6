package check

import "github.com/clausebook/clausebook/generator/diag"

var unusedFile = Rule{
	Name: "unused-file", Severity: diag.Note,
	Summary: "No document shows or links to a file, so it is not published.",
	text: func(r *run) {
		for _, f := range r.Files {
			if !r.manual.Use(f).Used && f.Path != r.ExternalFile.Value {
				r.findings = append(r.findings, diag.Finding{Rule: r.rule, File: f.Path, Pos: diag.Pos{Line: 1, Column: 1},
					Message: "no document shows this file or links to it; it is not published", Hint: "link to it, or delete it"})
			}
		}
	},
}
