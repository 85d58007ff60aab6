package scaffold_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/scaffold"
)

// pipelineText is the pipeline of a plan that was changed.
func pipelineText(t *testing.T, change func(*scaffold.Manual)) (string, map[string]any) {
	t.Helper()
	m := plan("2015", "9001")
	change(&m)
	f := m.Pipeline()
	var tree map[string]any
	if err := yaml.Unmarshal(f.Text, &tree); err != nil {
		t.Fatalf("%s: %v\n%s", f.Path, err, f.Text)
	}
	return string(f.Text), tree
}

// at follows keys and indexes of a tree.
func at(tree any, path ...any) any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			m, _ := tree.(map[string]any)
			tree = m[step]
		case int:
			list, _ := tree.([]any)
			if step >= len(list) {
				return nil
			}
			tree = list[step]
		}
	}
	return tree
}

// TestPipelines: each host runs what this repository offers for it, at the version and for the folder asked for.
func TestPipelines(t *testing.T) {
	for _, folder := range []string{".", "quality", "it's a #manual", "no"} {
		for version, named := range map[string]string{"v1.2.3": "v1.2.3", "": scaffold.NextRelease} {
			text, tree := pipelineText(t, func(m *scaffold.Manual) { m.Folder, m.Version = folder, version })
			if filled := !strings.Contains(text, "FILL IN"); filled != (version != "") {
				t.Errorf("version %q:\n%s", version, text)
			}
			for _, task := range []string{"check", "publish"} {
				used := at(tree, "jobs", task, "steps", 0)
				want := map[string]any{"task": task, "directory": folder}
				if at(used, "uses") != "clausebook/clausebook/.github/actions/clausebook@"+named || cmp.Diff(want, at(used, "with")) != "" {
					t.Errorf("%s uses %v", task, used)
				}
			}
			text, tree = pipelineText(t, func(m *scaffold.Manual) { m.Host, m.Folder, m.Version = "gitlab", folder, version })
			if filled := !strings.Contains(text, "FILL IN"); filled != (version != "") {
				t.Errorf("version %q:\n%s", version, text)
			}
			want := map[string]any{"remote": "https://raw.githubusercontent.com/clausebook/clausebook/" + named + "/.gitlab/clausebook.yml",
				"inputs": map[string]any{"version": named, "directory": folder}}
			if diff := cmp.Diff(want, at(tree, "include", 0)); diff != "" {
				t.Error(diff)
			}
		}
	}
}

// TestBranch: the site is published from the branch that is named, and from no other one.
func TestBranch(t *testing.T) {
	for branch, want := range map[string]string{"": "main", "main": "main", "trunk": "trunk", "release/2026": "release/2026", "on": "on",
		"c++": `c\+\+`, "!a": `\!a`, "a]": `a\]`, "#1": "#1"} {
		text, tree := pipelineText(t, func(m *scaffold.Manual) { m.Branch = branch })
		if got := at(tree, "on", "push", "branches", 0); got != want {
			t.Errorf("%q: published from %v\n%s", branch, got, text)
		}
	}
}

// TestPins: what runs with rights on a repository is named by what it is, not by a tag that moves.
func TestPins(t *testing.T) {
	raw, err := os.ReadFile("../../.github/actions/clausebook/action.yml")
	if err != nil {
		t.Fatal(err)
	}
	uses := regexp.MustCompile(`uses: (.*)`).FindAllStringSubmatch(string(raw), -1)
	if len(uses) < 5 {
		t.Errorf("%d actions", len(uses))
	}
	for _, use := range uses {
		if !regexp.MustCompile(`^[a-z/-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$`).MatchString(use[1]) {
			t.Errorf("%s is not pinned", use[1])
		}
	}
}

// TestOneVersion: no file names a release of clausebook, since there is none, and all name the same
// repository and the Go that go.mod asks for.
func TestOneVersion(t *testing.T) {
	module, err := os.ReadFile("../../go.mod")
	if err != nil || !strings.HasPrefix(string(module), "module "+scaffold.Repository+"\n") {
		t.Fatalf("go.mod begins with %.60q, %v", module, err)
	}
	goes := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(string(module))[1]
	named := regexp.MustCompile(`clausebook@([^\s"'` + "`" + `]+)`)
	asked := regexp.MustCompile(`(?:go-version: "|golang:|FROM golang:|Go )(\d+\.\d+)`)
	files := []string{"README.md", ".github/CONTRIBUTING.md", ".github/SECURITY.md", ".github/actions/clausebook/action.yml", ".gitlab/clausebook.yml",
		"cmd/clausebook/README.md"}
	for _, file := range files {
		raw, err := os.ReadFile(filepath.Join("../..", file))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllSubmatch(raw, -1) {
			if v := string(m[1]); v != scaffold.NextRelease && v != "$CLAUSEBOOK_VERSION" {
				t.Errorf("%s names version %s", file, v)
			}
		}
		for _, m := range asked.FindAllSubmatch(raw, -1) {
			if string(m[1]) != goes {
				t.Errorf("%s asks for Go %s, go.mod for %s", file, m[1], goes)
			}
		}
	}
}
