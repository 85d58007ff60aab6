package standard_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
)

// englishWords are words that a translation does not have.
var englishWords = regexp.MustCompile(`(?i)\b(the|and|of|for|with|heading|records|how)\b`)

// TestGermanTexts: every text of our own has a German one of the same form, and no other text has one.
func TestGermanTexts(t *testing.T) {
	used := map[string]bool{}
	for _, year := range standardname.Years() {
		e := standard.Load(year)
		german := e.Titles("de-CH")
		for _, text := range e.Texts() {
			used[text] = true
			own := german.Text(text)
			switch {
			case own == text:
				t.Errorf("%s: %q has no German text", e.Name, text)
			case strings.HasSuffix(own, ".") != strings.HasSuffix(text, "."), strings.HasPrefix(own, "Überschrift") != strings.HasPrefix(text, "Heading"):
				t.Errorf("%s: %q has another form than %q", e.Name, own, text)
			case englishWords.MatchString(own):
				t.Errorf("%s: %q is not German", e.Name, own)
			}
			for _, language := range []string{"en", "fr", ""} {
				if got := e.Titles(language).Text(text); got != text {
					t.Errorf("%s in %q: %q", e.Name, language, got)
				}
			}
		}
	}
	for _, text := range slices.Sorted(maps.Keys(standard.Translated("de"))) {
		if !used[text] {
			t.Errorf("%q is no longer a text of an edition", text)
		}
	}
}
