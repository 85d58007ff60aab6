package standard

import (
	"strings"
	"sync"
)

// Titles are the titles of an edition's clauses, and our own texts about them, in one language.
type Titles struct {
	edition    *Edition
	own, texts map[string]string // by clause, and by English text; nil for English
	language   string
}

// english is the language of the data, in which every clause has a title.
const english = "en"

// titleFiles are the files of titles in other languages.
var titleFiles = map[string]string{"de": "titles.de.yaml"}

// translated holds the translated titles by language, edition and clause.
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

// TitleLanguage is the language of titles on pages in a language such as de-AT: de if there are
// German titles, otherwise en.
func TitleLanguage(language string) string {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	if titleFiles[base] == "" {
		return english
	}
	return base
}

// TitledIn reports whether there are titles and our own texts in a language.
func TitledIn(language string) bool {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	return base == TitleLanguage(language)
}

// Titles returns the titles of the clauses in a language such as de or de-AT, or in English.
func (e *Edition) Titles(language string) Titles {
	language = TitleLanguage(language)
	if language == english {
		return Titles{edition: e, language: english}
	}
	return Titles{e, translated()[language][e.Year], translatedTexts()[language], language}
}

// Language is the language that the titles are in.
func (t Titles) Language() string { return t.language }

// Of returns the printed title of a clause.
func (t Titles) Of(c *Clause) string {
	if title := t.own[c.ID]; title != "" {
		return title
	}
	return c.Title
}

// Full returns the title of a clause for use outside its context: a clause titled General is
// prefixed by its parent.
func (t Titles) Full(c *Clause) string {
	if parent := t.edition.Clause(Parent(c.ID)); c.Title == "General" && parent != nil {
		return t.Of(parent) + ": " + t.Of(c)
	}
	return t.Of(c)
}

// FullTitle is Full in English.
func (e *Edition) FullTitle(c *Clause) string { return e.Titles(english).Full(c) }
