package check

import "github.com/clausebook/clausebook/generator/diag"

// placeholderValue is found while a front matter is read, so that a value is not reported twice.
var placeholderValue = Rule{Name: "placeholder-value", Severity: diag.Error,
	Summary: "A field that identifies the document or its approval holds a placeholder."}
