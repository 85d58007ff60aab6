package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/clausebook/clausebook/generator/scaffold"
)

// settleHost decides which host the pipeline is for. Without a remote it is the most usual one. A host of an unknown
// kind gets no file, since it might not read it.
func (i *initCmd) settleHost() {
	remote := remoteOf(i.repository)
	i.Branch = mainBranch(i.repository)
	i.EditURL = remote.editURL(cmp.Or(remote.hosting(), i.Host), i.Branch, i.Folder)
	i.HasFolder = func(path string) bool {
		info, err := os.Stat(filepath.Join(i.repository, filepath.FromSlash(path)))
		return err == nil && info.IsDir()
	}
	switch {
	case i.Host != "":
	case remote.host == "":
		i.Host, i.guessed = scaffold.Hosts[0], true
	default:
		i.Host, i.remoteHost = remote.hosting(), remote.host
	}
}

// addPipeline writes the file that the host runs.
func (i *initCmd) addPipeline() error {
	if i.Host == "" {
		return nil
	}
	return i.add(i.repository, []scaffold.File{i.Pipeline()})
}

// explainPipeline says what is to be known about the pipeline file, or why there is none.
func (i *initCmd) explainPipeline(w io.Writer) {
	another := fmt.Sprintf("`clausebook init%s --host HOST` adds the file for one of ", argument(quoted(i.dir)))
	switch {
	case i.Host == "":
		fmt.Fprintf(w, "no pipeline file was written, since it is not known what kind of host %s is\nhint: %s%s; "+
			"for a server without pipelines see \"How to publish the site\" in `clausebook docs`\n",
			i.remoteHost, another, strings.Join(scaffold.Hosts, ", "))
		return
	case i.guessed:
		fmt.Fprintf(w, "no remote names the host, so the pipeline file is for GitHub\nhint: %s%s\n", another, strings.Join(scaffold.Hosts[1:], ", "))
	}
	if i.Version == "" {
		fmt.Fprintf(w, "this build of clausebook is not a release: fill in its version in %s, instead of %s\n",
			i.Pipeline().Path, scaffold.NextRelease)
	}
}

// afterPush says what the host does once the manual has been pushed, and what it needs for that.
func (i *initCmd) afterPush() string {
	const checks = "the pipeline checks each pull request and "
	switch i.Host {
	case "github":
		return "; " + checks + "publishes the site"
	case "gitlab":
		return "; the pipeline checks each merge request and publishes the site"
	case "gitea", "forgejo":
		return fmt.Sprintf("; once Actions are enabled, %sbuilds the site (to publish it, see %s)", checks, i.Pipeline().Path)
	case "bitbucket":
		return "; once Pipelines are enabled, " + checks + "keeps the site as an artifact"
	case "azure":
		return fmt.Sprintf(", create a pipeline from %s and make it a build validation of the branch; "+
			"it checks each pull request and keeps the site as an artifact", i.Pipeline().Path)
	}
	return ""
}
