package standard

import "sync"

// textFiles are the files of our own texts in other languages. A language that has titles has texts as well.
var textFiles = map[string]string{"de": "texts.de.yaml"}

// translatedTexts holds our own texts by language and English text.
var translatedTexts = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for language, file := range textFiles {
		all[language] = map[string]string{}
		for _, e := range parse(file).Entries {
			all[language][e.Key.Text] = e.Value.Text
		}
	}
	return all
})

// Text returns one of our own texts of the data, which is the summary of a clause or an item of documented
// information, in the language of the titles. Any other text is returned as it is.
func (t Titles) Text(text string) string {
	if own := t.texts[text]; own != "" {
		return own
	}
	return text
}
