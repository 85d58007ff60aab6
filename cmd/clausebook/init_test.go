package main

import (
	"cmp"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"
)

// TestBuildInformation is what the step that installs clausebook is written from: a version that is
// no plain release cannot be installed by anybody else, or not for long.
func TestBuildInformation(t *testing.T) {
	for version, want := range map[string]string{
		"v1.2.3": "v1.2.3", "v0.1.0": "v0.1.0", "v12.0.10": "v12.0.10",
		"(devel)": "", "": "", "v1.2.3-rc.1": "", "v1.2.3+dirty": "", "v0.0.0-20261122101112-db233ba0c0de": "", "v1.2": "", "1.2.3": "",
		"v1.2.3-0.20261122101112-db233ba0c0de+dirty": "", "v1.2.3\n": "",
	} {
		if got := release(&debug.BuildInfo{Main: debug.Module{Version: version}}); got != want {
			t.Errorf("%q is installed as %q, want %q", version, got, want)
		}
	}
}

// TestHostOf reads the host from the address of the remote, in each form that git takes.
func TestHostOf(t *testing.T) {
	for address, want := range map[string]string{
		"git@gitlab.com:quality/manual.git":              "gitlab",
		"https://gitlab.kranich.example/quality/manual":  "gitlab",
		"ssh://git@GitLab.kranich.example:22/manual.git": "gitlab",
		"https://user:word@gitlab.com/manual.git":        "gitlab",
		"git@github.com:quality/gitlab-manual.git":       "github",
		"https://github.com/gitlab/manual.git":           "github",
		"/srv/git/gitlab.git":                            "github",
		"https://codeberg.org/quality/manual.git":        "forgejo",
		"git@git.gitea.example:quality/manual.git":       "gitea",
		"https://forgejo.kranich.example/q/manual":       "forgejo",
		"git@bitbucket.org:quality/manual.git":           "bitbucket",
		"ssh://git@altssh.bitbucket.org:443/q/m.git":     "bitbucket",
		"git@ssh.dev.azure.com:v3/kranich/quality/m":     "azure",
		"https://me@dev.azure.com/kranich/q/_git/m":      "azure",
		"https://kranich.visualstudio.com/q/_git/m":      "azure",
		// Of their own servers, these have no pipelines that are known.
		"ssh://git@bitbucket.kranich.example:7999/q/m.git": "github",
		"https://git.sr.ht/~kranich/manual":                "github",
		"git@git.kranich.example:quality/manual.git":       "github",
	} {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, ".git"), 0o755); err != nil {
			t.Fatal(err)
		}
		config := "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = " + address + "\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n"
		if err := os.WriteFile(filepath.Join(dir, ".git", "config"), []byte(config), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := cmp.Or(remoteOf(dir).hosting(), "github"); got != want {
			t.Errorf("%s is at %s, want %s", address, got, want)
		}
	}
	if got := cmp.Or(remoteOf(t.TempDir()).hosting(), "github"); got != "github" {
		t.Error(got)
	}
}
