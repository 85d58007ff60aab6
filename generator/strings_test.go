package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator/citation"
	"github.com/clausebook/clausebook/generator/i18n"
	"github.com/clausebook/clausebook/themes"
)

// builtinStrings reads the built-in strings of a language.
func builtinStrings(t *testing.T, name string) *i18n.Language {
	t.Helper()
	file := "strings/" + name + ".yaml"
	raw, err := fs.ReadFile(themes.Default(), file)
	if err != nil {
		t.Fatal(err)
	}
	f, findings := i18n.Read(file, raw)
	for _, f := range findings {
		t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
	}
	return i18n.New(name, f)
}

// TestLanguagesAreComplete holds every built-in language against English: the same strings, with the
// same arguments in each form.
func TestLanguagesAreComplete(t *testing.T) {
	english := builtinStrings(t, i18n.English)
	files, err := fs.Glob(themes.Default(), "strings/*.yaml")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".yaml"))
	}
	if diff := cmp.Diff(themes.Languages(), names); diff != "" {
		t.Errorf("the schema of manual.yaml knows other languages (-schema +theme):\n%s", diff)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		l := builtinStrings(t, name)
		if diff := cmp.Diff(english.Keys(), l.Keys()); diff != "" {
			t.Errorf("%s: (-en +%s)\n%s", file, name, diff)
		}
		for _, key := range english.Keys() {
			if diff := cmp.Diff(placeholders(t, english, key), placeholders(t, l, key)); diff != "" {
				t.Errorf("%s: arguments of %s: %s", file, key, diff)
			}
		}
		for day, want := range map[string]string{"2026-03-02": "March", "2026-12-31": "December"} {
			if got := l.Day(day); got == day || got == l.ShortDay("2020-01-01") || name == "en" && !strings.Contains(got, want) {
				t.Errorf("%s words %s as %s", file, day, got)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{\d\}`)

// placeholders lists what a string is told, over all its forms.
func placeholders(t *testing.T, l *i18n.Language, key string) []string {
	group, name, _ := strings.Cut(key, ".")
	var text string
	switch forms := l.Forms(group)[name].(type) {
	case string:
		text = forms
	case map[string]string:
		text = forms["other"]
	default:
		t.Errorf("%s has no text", key)
	}
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

var (
	said       = regexp.MustCompile(`\bsay "([^"]+)"`)
	handedOver = regexp.MustCompile(`\bhandover "([^"]+)"`)
)

// TestEveryStringIsUsed finds strings that nothing says, and keys of which there is no string.
func TestEveryStringIsUsed(t *testing.T) {
	english := builtinStrings(t, i18n.English)
	used := map[string]bool{"dates.long": true, "dates.short": true, "dates.month": true, "numbers.decimal": true} // said by package words
	err := fs.WalkDir(themes.Default(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".html" {
			return err
		}
		raw, err := fs.ReadFile(themes.Default(), p)
		for _, m := range said.FindAllStringSubmatch(string(raw), -1) {
			used[m[1]] = true
		}
		for _, m := range handedOver.FindAllStringSubmatch(string(raw), -1) {
			for name := range english.Forms(m[1]) {
				used[m[1]+"."+name] = true
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range english.Forms("citing") { // said by package generator
		used["citing."+name] = true
	}
	for _, key := range english.Keys() {
		if !used[key] && !literals(t)[key] {
			t.Errorf("nothing says %s", key)
		}
		delete(used, key)
	}
	for key := range used {
		t.Errorf("there is no string %s", key)
	}
}

// literals are the texts in the source of package site, where keys of strings stand in full.
var literals = func() func(*testing.T) map[string]bool {
	var found map[string]bool
	return func(t *testing.T) map[string]bool {
		if found != nil {
			return found
		}
		found = map[string]bool{}
		files, err := filepath.Glob("site/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, raw, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					text, _ := strconv.Unquote(lit.Value)
					found[text] = true
				}
				return true
			})
		}
		return found
	}
}()

// key is how the key of a string looks in the source of package site.
var key = regexp.MustCompile(`^[a-z]+\.[a-z_]+$`)

// TestEveryKeyIsKnown checks that each key in the source of package site has its string.
func TestEveryKeyIsKnown(t *testing.T) {
	english := builtinStrings(t, i18n.English)
	groups := map[string]bool{}
	for _, k := range english.Keys() {
		group, _, _ := strings.Cut(k, ".")
		groups[group] = true
	}
	for text := range literals(t) {
		group, _, _ := strings.Cut(text, ".")
		if _, known := english.Args(text); key.MatchString(text) && groups[group] && !known && !strings.HasSuffix(text, ".html") {
			t.Errorf("there is no string %s", text)
		}
	}
}

// TestCitingInEnglish holds the words that name clauses against those that package manual understands by itself.
func TestCitingInEnglish(t *testing.T) {
	english := builtinStrings(t, i18n.English)
	want := reflect.ValueOf(citation.English)
	for i := range want.NumField() {
		key := "citing." + strings.ToLower(want.Type().Field(i).Name)
		if diff := cmp.Diff(want.Field(i).String(), english.Say(key)); diff != "" {
			t.Errorf("%s (-package manual +en.yaml)\n%s", key, diff)
		}
	}
}
