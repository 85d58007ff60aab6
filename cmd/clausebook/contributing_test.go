package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

var (
	namedFile = regexp.MustCompile("`((?:cmd|generator|themes|\\.ci|\\.github)/[^` ]*)`")
	namedRule = regexp.MustCompile("`(rule_[a-z_]+\\.go)`")
)

// TestContributing holds the lists of files to touch against the files that there are.
func TestContributing(t *testing.T) {
	text, err := readmeFile("../../.github/CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, m := range namedFile.FindAllStringSubmatch(text, -1) {
		file := m[1]
		if i := strings.IndexAny(strings.ReplaceAll(file, "README", "readme"), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"); i >= 0 {
			file = filepath.Dir(file) // NAME, LANGUAGE or YEAR stands for what is added
		}
		files = append(files, file)
	}
	for _, m := range namedRule.FindAllStringSubmatch(text, -1) {
		files = append(files, "generator/check/"+m[1])
	}
	if len(files) < 25 {
		t.Errorf("%d files are named", len(files))
	}
	for _, file := range files {
		if _, err := os.Stat(filepath.Join(sourceFolder, "../..", file)); err != nil {
			t.Error(err)
		}
	}
}

var pinnedTool = regexp.MustCompile(`([a-z-]+)(?:/v[0-9]+)?@(?:v?[0-9]|latest)`)

// TestTesting: the page on what is tested names each tool that the two scripts run in a version.
func TestTesting(t *testing.T) {
	text, err := readmeFile("../../.github/TESTING.md")
	if err != nil {
		t.Fatal(err)
	}
	tools := 0
	for _, script := range []string{".ci/run", ".ci/release"} {
		commands, err := readmeFile("../../" + script)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pinnedTool.FindAllStringSubmatch(commands, -1) {
			tools++
			if !strings.Contains(text, m[1]) {
				t.Errorf("%s runs %s, which the page does not name", script, m[1])
			}
		}
	}
	if tools < 6 {
		t.Errorf("%d tools are run", tools)
	}
}

// TestIssueForms reads the forms as the host does: each has a name, a description and fields with ids of
// their own.
func TestIssueForms(t *testing.T) {
	forms, err := filepath.Glob(filepath.Join(sourceFolder, "../../.github/ISSUE_TEMPLATE/*.yml"))
	if err != nil || len(forms) < 3 {
		t.Fatal(forms, err)
	}
	for _, file := range forms {
		if filepath.Base(file) == "config.yml" {
			continue
		}
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var form struct {
			Name, Description string
			Body              []struct {
				Type, ID   string
				Attributes struct{ Label string }
			}
		}
		if err := yaml.Unmarshal(raw, &form); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if form.Name == "" || form.Description == "" || len(form.Body) == 0 {
			t.Errorf("%s has no name, description or body", file)
		}
		seen := map[string]bool{}
		for _, field := range form.Body {
			if field.ID == "" || seen[field.ID] || field.Attributes.Label == "" || field.Type == "" {
				t.Errorf("%s: field %q lacks an id of its own, a label or a type", file, field.ID)
			}
			seen[field.ID] = true
		}
	}
}
