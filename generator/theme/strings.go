package theme

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/i18n"
)

// stringsFolder has a file for each language, such as strings/de.yaml. The manual's own file does
// not replace the built-in one: it overrides it string by string.
const stringsFolder = "strings/"

// loadStrings loads the strings of a language. Strings missing in the manual's own file come from
// the built-in file, then from the English one.
func (t *Theme) loadStrings(builtin, own map[string][]byte, name string) ([]diag.Finding, error) {
	t.languages = languages(builtin, own)
	if !slices.Contains(t.languages, name) {
		name = i18n.English
	}
	english, found := i18n.Read(stringsFile(i18n.English), builtin[stringsFile(i18n.English)])
	if len(found) > 0 {
		return nil, broken(found[0])
	}
	var files []*i18n.File
	var findings []diag.Finding
	for _, language := range slices.Compact([]string{name, i18n.English}) {
		file := stringsFile(language)
		if raw, ok := own[file]; ok {
			f, found := i18n.Read(path.Join(Folder, file), raw)
			findings = append(append(findings, found...), f.Against(english)...)
			files = append(files, f)
		}
		if raw, ok := builtin[file]; ok && language != i18n.English {
			f, found := i18n.Read(file, raw)
			if found = append(found, f.Against(english)...); len(found) > 0 {
				return nil, broken(found[0])
			}
			files = append(files, f)
		}
	}
	t.words = i18n.New(name, append(files, english)...)
	return findings, nil
}

func broken(f diag.Finding) error {
	return fmt.Errorf("the built-in theme: %s:%d: %s", f.File, f.Line, f.Message)
}

func stringsFile(language string) string { return stringsFolder + language + ".yaml" }

// languages returns the languages that have strings.
func languages(sets ...map[string][]byte) []string {
	list := []string{i18n.English}
	for _, files := range sets {
		for file := range files {
			if name, ok := languageOf(file); ok {
				list = append(list, name)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// languageOf returns the language of a strings file.
func languageOf(file string) (name string, ok bool) {
	name, ok = strings.CutPrefix(file, stringsFolder)
	if !ok || path.Ext(name) != ".yaml" {
		return "", false
	}
	name = strings.TrimSuffix(name, ".yaml")
	return name, i18n.Names(name)
}

// Languages returns the languages that the theme has strings for, sorted.
func (t *Theme) Languages() []string { return t.languages }

// Words returns the strings in the theme's language, or in English if the theme has no strings for
// it.
func (t *Theme) Words() *i18n.Language { return t.words }

// unused reports the manual's own files that have no effect: templates of unknown pages, partials
// that are not called, and files elsewhere.
func (t *Theme) unused(builtin map[string][]byte, called map[string]bool) []diag.Finding {
	var findings []diag.Finding
	for _, name := range slices.Sorted(maps.Keys(t.own)) {
		_, replaces := builtin[name]
		_, language := languageOf(name)
		if replaces || language || called[name] || isAsset(name) {
			continue
		}
		findings = append(findings, diag.Finding{Rule: "unused-theme-file", File: path.Join(Folder, name), Pos: diag.Pos{Line: 1, Column: 1},
			Message: "nothing in the theme uses this file", Hint: useOf(name, builtin)})
	}
	return findings
}

// useOf guesses what a file was meant to be, as a hint.
func useOf(name string, builtin map[string][]byte) string {
	var siblings []string // names of built-in files in the same folder
	for other := range builtin {
		if path.Dir(other) == path.Dir(name) {
			siblings = append(siblings, path.Base(other))
		}
	}
	slices.Sort(siblings)
	if near := diag.Nearest(path.Base(name), siblings); near != "" {
		return fmt.Sprintf("did you mean %s?", path.Join(path.Dir(name), near))
	}
	hint := map[string]string{
		"partials": fmt.Sprintf("a template calls it as {{template %q .}}", name),
		"pages":    "the pages are " + strings.Join(kinds(builtin), ", "),
		"strings":  "its name has to be that of a language, such as strings/de.yaml",
	}[strings.Split(name, "/")[0]]
	return cmp.Or(hint, "files to publish belong in assets; themes/README.md lists the files of a theme")
}

func kinds(files map[string][]byte) []string {
	var list []string
	for name := range files {
		if kind, ok := strings.CutPrefix(name, "pages/"); ok {
			list = append(list, strings.TrimSuffix(kind, ".html"))
		}
	}
	slices.Sort(list)
	return list
}
