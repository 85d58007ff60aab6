package check

import (
	"path"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

var unsafeFile = Rule{
	Name: "unsafe-file", Severity: diag.Error, Fixed: true,
	Summary: "A file that would be published could run a script in the reader's browser, or is not a regular file.",
	text: func(r *run) {
		for _, f := range r.Files {
			if r.manual.Use(f).Used && f.Unsafe != "" {
				hint := "publish a picture or a PDF instead, or put the file into a ZIP archive"
				switch ending := path.Ext(f.Path); {
				case strings.Contains(f.Path, `\`):
					hint = `rename the file or folder without \`
				case strings.Trim(ending, ". ") == "":
					hint = "give it the ending of its kind, such as .txt or .pdf"
				case strings.EqualFold(ending, ".svg"):
					hint = "export it as plain SVG, with fonts and pictures embedded and without HTML text, or as PNG"
				}
				r.findings = append(r.findings, diag.Finding{Rule: r.rule, File: f.Path, Pos: diag.Pos{Line: 1, Column: 1},
					Message: f.Unsafe, Hint: hint})
			}
		}
	},
}
