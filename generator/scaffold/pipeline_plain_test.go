package scaffold_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/scaffold"
)

var plainHosts = []string{"gitea", "forgejo", "bitbucket", "azure"}

// TestPlainPipelines: for a host that can include no jobs of ours, the file installs the version asked for with the Go
// of go.mod, names the folder, and takes foreign actions by what they are.
func TestPlainPipelines(t *testing.T) {
	module, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	goes := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(string(module))[1]
	uses := regexp.MustCompile(`uses: (.*)`)
	for _, host := range plainHosts {
		for _, folder := range []string{".", "quality", "it's a #manual", "no", "$(id)"} {
			for version, named := range map[string]string{"v1.2.3": "v1.2.3", "": scaffold.NextRelease} {
				text, tree := pipelineText(t, func(m *scaffold.Manual) {
					m.Host, m.Folder, m.Version = host, folder, version
					m.HasFolder = func(string) bool { return false }
				})
				directory := at(tree, "env", "DIRECTORY")
				switch host {
				case "azure":
					directory = at(tree, "variables", "DIRECTORY")
				case "bitbucket":
					first := at(tree, "pipelines", "pull-requests", "**", 0, "step", "script", 0).(string)
					directory = strings.ReplaceAll(strings.Trim(strings.TrimPrefix(first, "DIRECTORY="), "'"), `'\''`, "'")
				}
				if want := strings.TrimSuffix("./"+folder, "/."); directory != want {
					t.Errorf("%s: directory %v, want %s", host, directory, want)
				}
				if filled := !strings.Contains(text, "FILL IN"); filled != (version != "") {
					t.Errorf("%s: version %q:\n%s", host, version, text)
				}
				if !strings.Contains(text, "go install "+scaffold.Repository+"/cmd/clausebook@"+named+"\n") || !strings.Contains(text, goes) {
					t.Errorf("%s installs something else than version %s with Go %s:\n%s", host, named, goes, text)
				}
				for _, use := range uses.FindAllStringSubmatch(text, -1) {
					if !regexp.MustCompile(`^https://github\.com/[a-z/-]+@[0-9a-f]{40} # v[0-9.]+$`).MatchString(use[1]) {
						t.Errorf("%s: %s is not pinned", host, use[1])
					}
				}
			}
		}
	}
}

// TestWorkflowFolder: Gitea and Forgejo get their file where they look for it, and the workflows that a repository has
// go on.
func TestWorkflowFolder(t *testing.T) {
	for _, tt := range []struct {
		host, there, want string
	}{
		{"gitea", "", ".gitea"}, {"gitea", ".github", ".github"}, {"gitea", ".forgejo", ".gitea"}, {"gitea", ".gitea .github", ".gitea"},
		{"forgejo", "", ".forgejo"}, {"forgejo", ".github", ".github"}, {"forgejo", ".gitea", ".gitea"}, {"forgejo", ".forgejo .github", ".forgejo"},
		{"github", ".forgejo", ".github"},
	} {
		m := plan("2015", "9001")
		m.Host = tt.host
		m.HasFolder = func(path string) bool {
			return slices.Contains(strings.Fields(tt.there), strings.TrimSuffix(path, "/workflows"))
		}
		if got := m.Pipeline().Path; got != tt.want+"/workflows/manual.yml" {
			t.Errorf("%s with %s: %s", tt.host, tt.there, got)
		}
	}
}
