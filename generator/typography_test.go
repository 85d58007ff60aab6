package generator_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestTypography holds the strings of languages that have rules of their own for blanks and quotation marks.
func TestTypography(t *testing.T) {
	for language, wrong := range map[string]*regexp.Regexp{
		"de": regexp.MustCompile(`["”«»'‘]|„[^“]*$|\d[ ]?%|\bz\. ?B\.`),
		"fr": regexp.MustCompile(`["“”'‘]|[^\x{a0}\x{202f}][;?!»%]|[\pL\pN)}] ?:(?:[\s\x{a0}]|$)|«[^\x{a0}\x{202f}]`),
	} {
		l := builtinStrings(t, language)
		for _, key := range l.Keys() {
			group, name, _ := strings.Cut(key, ".")
			forms, several := l.Forms(group)[name].(map[string]string)
			if !several {
				forms = map[string]string{"other": l.Forms(group)[name].(string)}
			}
			for _, text := range forms {
				if found := wrong.FindString(text); found != "" {
					t.Errorf("%s: %s has %q: %s", language, key, found, text)
				}
			}
		}
	}
}
