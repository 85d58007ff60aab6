package check

import "github.com/clausebook/clausebook/generator/diag"

// placeholderValue is checked while the front matter is read, so that a value is reported once.
var placeholderValue = Rule{Name: "placeholder-value", Severity: diag.Error,
	Summary: "A field that identifies the document or its approval holds a placeholder."}
