package scaffold

import (
	"cmp"
	"slices"
	"strings"
)

// Repository is where the program and what its pipelines use come from.
const Repository = "github.com/clausebook/clausebook"

// NextRelease stands for a version wherever one has to be named, as long as there is no release. Nothing
// names another one.
const NextRelease = "v0.x"

// Hosts lists the hosts that a pipeline can be written for.
var Hosts = []string{"github", "gitlab", "gitea", "forgejo", "bitbucket", "azure"}

// workflowFolders are the folders in which Gitea and Forgejo look for workflows. They read only the
// first one that is there.
var workflowFolders = map[string][]string{
	"gitea":   {".gitea/workflows", ".github/workflows"},
	"forgejo": {".forgejo/workflows", ".gitea/workflows", ".github/workflows"},
}

// Pipeline is the file that a host runs, below the root of the repository.
func (m Manual) Pipeline() File {
	m.Branch = cmp.Or(m.Branch, "main")
	switch m.Host {
	case "gitlab":
		return File{".gitlab-ci.yml", expand("gitlab.yml", m)}
	case "bitbucket":
		return File{"bitbucket-pipelines.yml", expand("bitbucket.yml", m)}
	case "azure":
		return File{"azure-pipelines.yml", expand("azure.yml", m)}
	case "gitea", "forgejo":
		folders := workflowFolders[m.Host]
		folder := folders[0]
		if i := slices.IndexFunc(folders, m.HasFolder); i > 0 {
			folder = folders[i]
		}
		return File{folder + "/manual.yml", expand("gitea.yml", m)}
	}
	return File{".github/workflows/manual.yml", expand("github.yml", m)}
}

// Release is the version that the pipeline names.
func (m Manual) Release() string { return cmp.Or(m.Version, NextRelease) }

// Program is what `go install` installs in a pipeline that runs the commands itself.
func (m Manual) Program() string { return Repository + "/cmd/clausebook@" + m.Release() }

// Directory is the manual's folder as such a pipeline names it.
func (m Manual) Directory() string { return strings.TrimSuffix("./"+m.Folder, "/.") }

// shellQuote is a text as one word of a shell.
func shellQuote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// Action is the action of GitHub that the pipeline uses, without its version.
func (m Manual) Action() string {
	return strings.TrimPrefix(Repository, "github.com/") + "/.github/actions/clausebook"
}

// Component is the address of the jobs that a pipeline of GitLab includes.
func (m Manual) Component() string {
	return "https://raw.githubusercontent.com/" + strings.TrimPrefix(Repository, "github.com/") + "/" + m.Release() + "/.gitlab/clausebook.yml"
}

// patternMarks are the characters of a branch's name that have a meaning in a pattern of GitHub. The
// others cannot be in a name.
var patternMarks = strings.NewReplacer("+", `\+`, "!", `\!`, "]", `\]`)

// BranchPattern is a pattern of GitHub that matches the branch only.
func (m Manual) BranchPattern() string { return patternMarks.Replace(m.Branch) }
