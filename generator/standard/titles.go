package standard

import (
	"strings"
	"sync"
)

// Titles are the titles of an edition's clauses in one language.
type Titles struct {
	edition  *Edition
	own      map[string]string // nil where they are English
	language string
}

// english is the language of the data; every clause has a title in it.
const english = "en"

// titleFiles are the languages besides English that the data has titles in.
var titleFiles = map[string]string{"de": "titles.de.yaml"}

// translated reads the titles of a language once: by edition, then by clause.
var translated = sync.OnceValue(func() map[string]map[string]map[string]string {
	all := map[string]map[string]map[string]string{}
	for language, file := range titleFiles {
		all[language] = map[string]map[string]string{}
		for _, edition := range parse(file).Entries {
			titles := map[string]string{}
			for _, e := range edition.Value.Entries {
				titles[e.Key.Text] = e.Value.Text
			}
			all[language][edition.Key.Text] = titles
		}
	}
	return all
})

// TitleLanguage is the language in which pages in a language, such as de-AT, show titles: de where
// the data has German ones, else en.
func TitleLanguage(language string) string {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	if titleFiles[base] == "" {
		return english
	}
	return base
}

// TitledIn reports whether titles are in the language of pages in it.
func TitledIn(language string) bool {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	return base == TitleLanguage(language)
}

// Titles gives the titles of the clauses in a language, such as de or de-AT, else in English.
func (e *Edition) Titles(language string) Titles {
	language = TitleLanguage(language)
	return Titles{e, translated()[language][e.Year], language}
}

// Language is the language that the titles are in.
func (t Titles) Language() string { return t.language }

// Of gives the title of a clause, as it is printed.
func (t Titles) Of(c *Clause) string {
	if title := t.own[c.ID]; title != "" {
		return title
	}
	return c.Title
}

// Full gives the title of a clause as it stands alone: one that is only called General is named by
// its parent too.
func (t Titles) Full(c *Clause) string {
	if parent := t.edition.Clause(Parent(c.ID)); c.Title == "General" && parent != nil {
		return t.Of(parent) + ": " + t.Of(c)
	}
	return t.Of(c)
}

// FullTitle is the English title of a clause as it stands alone.
func (e *Edition) FullTitle(c *Clause) string { return e.Titles(english).Full(c) }
