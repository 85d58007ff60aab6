package standard

import (
	"maps"
	"slices"
)

// Texts are all of our own texts of an edition in English that are translated as data.
func (e *Edition) Texts() []string {
	var list []string
	add := func(text string) {
		if text != "" && text != DocumentedProcedure && text != QualityRecords && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	for _, c := range e.Clauses {
		add(c.Summary)
		for _, i := range c.Information {
			add(i.Item)
		}
	}
	return list
}

// Translated are our own texts in a language by their English ones.
func Translated(language string) map[string]string { return translatedTexts()[language] }

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
