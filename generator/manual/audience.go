package manual

import (
	"regexp"
	"slices"
	"strings"
)

// audienceSeparator separates the names in a distribution.
var audienceSeparator = regexp.MustCompile(`[,;/|\n]|\s(?:and|und|&)\s`)

// Audience lists the names in the distribution of a document, such as Production and Purchasing.
func (e *Entry) Audience() []string {
	var names []string
	for _, part := range audienceSeparator.Split(e.Distribution.Value, -1) {
		if name := strings.Join(strings.Fields(part), " "); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// IsFor reports whether the distribution of a document names somebody. Only a whole name counts; its case does not.
func (e *Entry) IsFor(name string) bool {
	name = strings.Join(strings.Fields(name), " ")
	same := func(other string) bool { return strings.EqualFold(other, name) }
	return same(strings.Join(strings.Fields(e.Distribution.Value), " ")) || slices.ContainsFunc(e.Audience(), same)
}
