package check

import "github.com/clausebook/clausebook/generator/document"

func equalRevisions(a, b string) bool { return document.EqualRevisions(a, b) }

func bareRevision(s string) string { return document.BareRevision(s) }
