package manual

import (
	"slices"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/document"
)

// takeDefaults gives a document the values that manual.yaml has for it and that it does not have itself.
func (e *Entry) takeDefaults(c *config.Config) {
	if len(c.Defaults) == 0 || !e.Readable {
		return
	}
	own := e.Header
	for i := range slices.Backward(c.Defaults) { // the last one counts
		d := &c.Defaults[i]
		if !c.Covers(d.At, own.File) {
			continue
		}
		if e.Header == own {
			filled := *own
			e.Header = &filled
		}
		if !e.reviewEvery.Known() {
			e.reviewEvery = d.ReviewEvery
		}
		for _, field := range [...]struct{ to, from *document.Text }{
			{&e.Revision, &d.Revision}, {&e.Status, &d.Status}, {&e.Owner, &d.Owner},
			{&e.Distribution, &d.Distribution}, {&e.Classification, &d.Classification},
		} {
			if !field.to.Given() && field.from.Given() {
				*field.to = document.Text{Value: field.from.Value, Pos: own.Start()}
			}
		}
		if e.Type.Pos.Line == 0 && d.Type.Given() {
			e.Type = document.Text{Value: d.Type.Value, Pos: own.Start()}
		}
	}
}

// sameDefaults reports whether two configurations give documents the same values.
func sameDefaults(a, b *config.Config) bool {
	return a == b || a != nil && slices.Equal(a.Defaults, b.Defaults) && a.Documents.Value == b.Documents.Value
}

// findUnusedPatterns lists the patterns of `exclude` and `defaults` that name nothing.
func (c *Catalog) findUnusedPatterns(found *listing) []config.Pattern {
	var list []config.Pattern
	for _, p := range c.Exclude {
		if !found.matched[p.Value] {
			list = append(list, p)
		}
	}
	for _, d := range c.Defaults {
		if !slices.ContainsFunc(c.headers, func(h *document.Header) bool { return c.Covers(d.At, h.File) }) {
			list = append(list, d.At)
		}
	}
	return list
}

// UnusedPatterns lists the patterns of `exclude` and `defaults` that name nothing.
func (c *Catalog) UnusedPatterns() []config.Pattern { return c.unusedPatterns }
