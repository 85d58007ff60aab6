package adopt

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/scaffold"
	"github.com/clausebook/clausebook/themes"
)

// configuration is manual.yaml.
func (p *Plan) configuration() []byte {
	s := p.Settings
	m := scaffold.Manual{Title: cmp.Or(s.Title, "Quality manual"), Company: cmp.Or(s.Company, scaffold.Company(s.Language)), Edition: cmp.Or(s.Edition, "2015"),
		Scope: cmp.Or(s.Scope, "9001"), Language: cmp.Or(s.Language, scaffold.DefaultLanguage), DocumentsFolder: s.Documents, Exclude: s.Exclude}
	if m.DocumentsFolder == "documents" {
		m.DocumentsFolder = ""
	}
	text := m.Configuration()
	if bytes.HasPrefix(text, []byte("# yaml-language-server")) { // names a file that only init writes
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	if len(s.Fields) > 0 {
		text = append(text, "fields: "+flowList(s.Fields)+"\n"...)
	}
	return text
}

// languageWords are common words of a language that the others do not have.
var languageWords = map[string][]string{
	"en": {"the", "and", "of", "is"}, "de": {"und", "der", "ist", "wird"}, "fr": {"les", "des", "est", "une"}, "es": {"los", "del", "por", "las"},
	"it": {"il", "che", "della", "sono"}, "no": {"og", "er", "skal", "av"},
}

// languageIn returns the language of a text as far as its common words tell, or "".
func languageIn(text string) string {
	const most = 4 << 10 // bytes
	count := map[string]int{}
	for _, word := range strings.Fields(strings.ToLower(text[:min(len(text), most)])) {
		for language, words := range languageWords {
			if slices.Contains(words, word) {
				count[language]++
			}
		}
	}
	return mostOften(count)
}

// interfaceLanguage returns the language of most documents if there is an interface in it, else the usual one.
func interfaceLanguage(results []*scanned) string {
	count := map[string]int{}
	for _, r := range results {
		if r.language != "" {
			count[r.language]++
		}
	}
	if language := mostOften(count); slices.Contains(themes.Languages(), language) {
		return language
	}
	return scaffold.DefaultLanguage
}

// mostOften returns the word with the highest count, the first of several in alphabetical order; "" if there is none.
func mostOften(count map[string]int) string {
	best := ""
	for word, n := range count {
		if n > count[best] || n == count[best] && word < best {
			best = word
		}
	}
	return best
}
