package config

import (
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/yaml"
)

// internal reads the classifications of documents that stay in the house.
func (r *reader) internal(v *yaml.Value) {
	if v.Kind == yaml.Map {
		r.bad(v, "expected a list of classifications, not a map", "write `internal: [confidential]`")
		return
	}
	for _, item := range v.List() {
		if t := r.text(item); t.Given() {
			r.config.Internal = append(r.config.Internal, t)
		}
	}
}

// IsInternal reports whether documents of a classification stay in the house. Case and the number of blanks make
// no difference.
func (c *Config) IsInternal(classification document.Text) bool {
	plain := func(t document.Text) string { return strings.ToLower(strings.Join(strings.Fields(t.Value), " ")) }
	return classification.Given() &&
		slices.ContainsFunc(c.Internal, func(t document.Text) bool { return plain(t) == plain(classification) })
}
