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

// stringsFolder holds a file for each language, such as strings/de.yaml. Here the manual's own file
// does not hide the built-in one: it goes before it, string by string.
const stringsFolder = "strings/"

// loadStrings reads the strings of one language. What the manual's own file lacks is taken from the built-in
// file of that name, and what that lacks, from the English one.
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

// languages lists what there are strings for.
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

// languageOf gives the language that a file holds strings of.
func languageOf(file string) (name string, ok bool) {
	name, ok = strings.CutPrefix(file, stringsFolder)
	if !ok || path.Ext(name) != ".yaml" {
		return "", false
	}
	name = strings.TrimSuffix(name, ".yaml")
	return name, i18n.Names(name)
}

// Languages lists the languages that the theme has strings for, in order.
func (t *Theme) Languages() []string { return t.languages }

// Words are the strings of the language that the theme was loaded in: English, where it has none of
// the one that was asked for.
func (t *Theme) Words() *i18n.Language { return t.words }

// unused reports the manual's own files that nothing takes: a template of a page that there is not, a
// partial that no template calls, and what lies elsewhere.
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

// useOf says what a file was probably meant to be.
func useOf(name string, builtin map[string][]byte) string {
	var beside []string // the names of its built-in neighbours
	for other := range builtin {
		if path.Dir(other) == path.Dir(name) {
			beside = append(beside, path.Base(other))
		}
	}
	slices.Sort(beside)
	if near := diag.Nearest(path.Base(name), beside); near != "" {
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
