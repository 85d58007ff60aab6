package scaffold

import "strings"

// DefaultLanguage is the one that manual.yaml need not name.
const DefaultLanguage = "en"

// Titles are the usual titles of a manual by language.
var Titles = map[string]string{"en": "Quality manual", "de": "Qualitätsmanagementhandbuch", "fr": "Manuel qualité"}

// words are what a new manual says in one language where its organization has to say something of its own.
type words struct {
	company, statement, design string
	owner                      string // the role that owns a draft
	draft                      string // the file of the text of a new document
}

// wordsByLanguage has the default language, and others as far as there are words. Rule placeholder
// reports company, statement and design until they are replaced.
var wordsByLanguage = map[string]words{
	"en": {
		company:   "Your company (to be written)",
		statement: "To be written: what you make or do, for whom, and at which sites.",
		design: "To be written: why design and development does not apply to what you make, and that leaving it\n" +
			"out changes neither your ability nor your responsibility to deliver what was agreed.",
		owner: "Quality Manager", draft: "draft.md"},
	"de": {
		company:   "Ihr Unternehmen (noch einzutragen)",
		statement: "Noch zu schreiben: was Sie herstellen oder leisten, für wen und an welchen Standorten.",
		design: "Noch zu schreiben: warum Entwicklung auf das, was Sie herstellen, nicht anwendbar ist, und dass ihr\n" +
			"Wegfall weder Ihre Fähigkeit noch Ihre Verantwortung berührt, das Vereinbarte zu liefern.",
		owner: "Leitung Qualität", draft: "entwurf.md"},
	"fr": {
		company:   "Votre entreprise (à compléter)",
		statement: "À rédiger : ce que vous fabriquez ou faites, pour qui et sur quels sites.",
		design: "À rédiger : pourquoi la conception et le développement ne s’appliquent pas à ce que vous fabriquez, et\n" +
			"que leur exclusion ne change ni votre aptitude ni votre responsabilité de livrer ce qui a été convenu.",
		owner: "Responsable qualité", draft: "brouillon.md"},
}

// baseOf is a language such as de-AT without its region.
func baseOf(language string) string {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	return base
}

// wordsIn returns the words of a language such as de or de-AT, or else those of the default language.
func wordsIn(language string) words {
	if w, ok := wordsByLanguage[baseOf(language)]; ok {
		return w
	}
	return wordsByLanguage[DefaultLanguage]
}

// Company stands in manual.yaml for the name of an organization that has not been given.
func Company(language string) string { return wordsIn(language).company }

// Owner is the usual owner of a document.
func Owner(language string) string { return wordsIn(language).owner }

// Statement stands for the scope statement.
func (m Manual) Statement() string { return wordsIn(m.Language).statement }

// DesignReason stands for the reason why design is not applicable, on several lines.
func (m Manual) DesignReason() []string { return strings.Split(wordsIn(m.Language).design, "\n") }

// HasDrafts reports whether the drafts of a new manual are in a language.
func HasDrafts(language string) bool { return firstDrafts[0].files[baseOf(language)] != "" }

// OtherLanguage is the language where it is not the default.
func (m Manual) OtherLanguage() string {
	if m.Language == DefaultLanguage {
		return ""
	}
	return m.Language
}
