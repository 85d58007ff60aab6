package check

import "github.com/clausebook/clausebook/generator/diag"

var missingScopeStatement = Rule{
	Name: "missing-scope-statement", Severity: diag.Warning,
	Summary: "The manual does not say what its quality management system covers.",
	catalog: func(r *run) {
		if r.Config.Readable && !r.ScopeStatement.Given() {
			r.inConfig(r.ScopeStatement.Pos, "", "the manual has no scope statement",
				"add `scope_statement:` with products, sites and boundaries")
		}
	},
}
