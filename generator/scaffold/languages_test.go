package scaffold_test

import (
	"regexp"
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

// TestStillToWrite: whatever the organization has to say itself is reported until it does, in each language, and no
// word of another language is left.
func TestStillToWrite(t *testing.T) {
	english := regexp.MustCompile(`\b([Tt]he|[Tt]o be|written|and|of|is|what|your|[Qq]uality|[Mm]anagement [Rr]eview|[Ff]ault)\b`)
	for _, language := range themes.Languages() {
		m := plan("2015", "9002")
		m.Language, m.Company = language, scaffold.Company(language)
		r := read(t, m, func(s string) string { return s })
		found := 0
		for _, f := range r.Findings {
			if f.Rule == "placeholder" && f.File == config.File {
				found++
			}
		}
		if found != 3 {
			t.Errorf("%s: %d of company, scope statement and justification are reported", language, found)
		}
		if !scaffold.HasDrafts(language) || language == scaffold.DefaultLanguage {
			continue
		}
		for _, f := range append(m.Documents(), scaffold.File{Path: "draft", Text: scaffold.Draft{Owner: scaffold.Owner(language), Language: language}.Text()}) {
			if word := english.Find(f.Text); word != nil {
				t.Errorf("%s: %s says %q", language, f.Path, word)
			}
		}
	}
	if text := string(scaffold.Draft{Language: "de-AT"}.Text()); !strings.Contains(text, "## Ablauf") {
		t.Errorf("a draft in Austria:\n%s", text)
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
