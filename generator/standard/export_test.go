package standard

import (
	"maps"
	"slices"
)

// Gaps lists the clauses that have no title in the language, and the ids of titles that are no clauses.
func (t Titles) Gaps() (missing, unknown []string) {
	if t.language == english {
		return nil, nil
	}
	for _, c := range t.edition.Clauses {
		if t.own[c.ID] == "" {
			missing = append(missing, c.ID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(t.own)) {
		if t.edition.Clause(id) == nil {
			unknown = append(unknown, id)
		}
	}
	return missing, unknown
}

// Indexed lists the editions in scopes.yaml.
func Indexed() []string { return slices.Sorted(maps.Keys(catalogue().file)) }
