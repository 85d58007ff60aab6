package scaffold_test

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/scaffold"
	"github.com/clausebook/clausebook/themes"
)

// TestLanguages: each language of the built-in theme has a title, and manual.yaml
// names the language unless it is the default.
func TestLanguages(t *testing.T) {
	for _, language := range themes.Languages() {
		m := plan("2015", "9001")
		m.Language = language
		text := string(m.Configuration())
		settings := config.Read([]byte(text))
		if settings.Language.Value != language || strings.Contains(text, "\nlanguage: ") != (language != "en") {
			t.Errorf("%s: manual.yaml says %q\n%s", language, settings.Language.Value, text)
		}
		if scaffold.Titles[language] == "" {
			t.Errorf("%s has no title of a manual", language)
		}
	}
}

// TestWhereDocumentsAre writes the keys that depend on the folder and on the remote.
func TestWhereDocumentsAre(t *testing.T) {
	m := plan("2015", "9002")
	m.DocumentsFolder, m.EditURL = "a b: c", "https://gitlab.example/q/manual/-/edit/main/{path}"
	settings := config.Read(m.Configuration())
	if settings.Documents.Value != m.DocumentsFolder || settings.EditURL.Value != m.EditURL || len(settings.Findings) > 0 {
		t.Errorf("documents %q, edit_url %q, %v", settings.Documents.Value, settings.EditURL.Value, settings.Findings)
	}
}
