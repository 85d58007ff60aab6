package check

import "github.com/clausebook/clausebook/generator/diag"

// deepFolder is checked by package manual while it lists files.
var deepFolder = Rule{
	Name: "deep-folder", Severity: diag.Error, Fixed: true,
	Summary: "A folder is more than 32 levels below the documents folder, so nothing in it is read.",
}
