package check

import "github.com/clausebook/clausebook/generator/diag"

// placeholderValue is checked while the front matter is read, so that a value is reported once.
var placeholderValue = Rule{Name: "placeholder-value", Severity: diag.Error,
	Summary: "A field that says what the document is, or who approved it and when, holds a placeholder."}
