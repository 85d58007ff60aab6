package scaffold

import (
	"cmp"
	"strings"
)

// Repository is where the program and what its pipelines use come from.
const Repository = "github.com/clausebook/clausebook"

// NextRelease stands for a version wherever one has to be named, as long as there is no release. Nothing
// names another one.
const NextRelease = "v0.x"

// Pipeline is the file that a host runs, below the root of the repository.
func (m Manual) Pipeline() File {
	m.Branch = cmp.Or(m.Branch, "main")
	if m.Host == "gitlab" {
		return File{".gitlab-ci.yml", expand("gitlab.yml", m)}
	}
	return File{".github/workflows/manual.yml", expand("github.yml", m)}
}

// Release is the version that the pipeline names.
func (m Manual) Release() string { return cmp.Or(m.Version, NextRelease) }

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
