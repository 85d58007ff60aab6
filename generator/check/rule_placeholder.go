package check

import (
	"fmt"
	"regexp"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

// stillToWrite matches what a new manual says where its organization has to say something of its own.
var stillToWrite = regexp.MustCompile(`(?i)to be written|noch (?:zu schreiben|einzutragen)|^à rédiger|\(à compléter\)`)

var placeholder = Rule{
	Name: "placeholder", Severity: diag.Warning,
	Summary: "A placeholder is left in a text or a value.",
	catalog: func(r *run) {
		report := func(text, subject, what string, pos diag.Pos) {
			if stillToWrite.MatchString(text) {
				r.inConfig(pos, subject, fmt.Sprintf("%s is still to be written", what), "write it in the organization's own words")
			} else if found := document.Placeholder(text); found != "" {
				r.inConfig(pos, subject, fmt.Sprintf("%s is still a placeholder: %s", what, diag.Clean(found)), "write it in the organization's own words")
			}
		}
		report(r.Title.Value, "", "the title", r.Title.Pos)
		report(r.Company.Value, "", "the company", r.Company.Pos)
		report(r.ScopeStatement.Value, "", "the scope statement", r.ScopeStatement.Pos)
		for _, d := range r.NotApplicable {
			report(d.Justification, d.Clause, "the justification for clause "+d.Clause, d.Pos)
		}
	},
}
