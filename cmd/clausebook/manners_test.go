package main

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// TestVersionLine is what version prints of each kind of build.
func TestVersionLine(t *testing.T) {
	info := func(version string, settings ...string) *debug.BuildInfo {
		b := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: version}}
		for i := 0; i < len(settings); i += 2 {
			b.Settings = append(b.Settings, debug.BuildSetting{Key: settings[i], Value: settings[i+1]})
		}
		return b
	}
	const commit = "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d"
	for _, tt := range []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{"without information", info(""), "clausebook (devel) go1.26.8"},
		{"installed from a tag", info("v0.3.1"), "clausebook v0.3.1 go1.26.8"},
		{"built from a tag", info("v0.3.1", "vcs.revision", commit, "vcs.time", "2026-11-20T09:08:07Z", "vcs.modified", "false"),
			"clausebook v0.3.1 go1.26.8, commit 1a2b3c4d5e6f of 2026-11-20"},
		{"built from a changed tree", info("v0.3.1+dirty", "vcs.revision", commit, "vcs.time", "2026-11-20T09:08:07Z", "vcs.modified", "true"),
			"clausebook v0.3.1+dirty go1.26.8, commit 1a2b3c4d5e6f of 2026-11-20, with uncommitted changes"},
		{"installed from a commit", info("v0.0.0-20261122101112-db233ba0c0de"),
			"clausebook v0.0.0-20261122101112-db233ba0c0de go1.26.8, commit db233ba0c0de of 2026-11-22"},
		{"installed from a commit after a tag", info("v1.2.4-0.20261122101112-db233ba0c0de"),
			"clausebook v1.2.4-0.20261122101112-db233ba0c0de go1.26.8, commit db233ba0c0de of 2026-11-22"},
		{"with a short hash and no time", info("", "vcs.revision", "1a2b"), "clausebook (devel) go1.26.8, commit 1a2b"},
	} {
		if got := versionLine(tt.info); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestEditURL makes the pattern of edit_url from the address of the remote. A user or a password in it
// is never written.
func TestEditURL(t *testing.T) {
	for _, tt := range []struct{ address, host, folder, want string }{
		{"https://github.com/kranich/manual.git", "", ".", "https://github.com/kranich/manual/edit/main/{path}"},
		{"https://github.com/kranich/manual", "", "quality", "https://github.com/kranich/manual/edit/main/quality/{path}"},
		{"https://github.com/kranich/manual/", "", "a b/ö", "https://github.com/kranich/manual/edit/main/a%20b/%C3%B6/{path}"},
		{"git@github.com:kranich/manual.git", "", ".", "https://github.com/kranich/manual/edit/main/{path}"},
		{"github.com:kranich/manual.git", "", ".", "https://github.com/kranich/manual/edit/main/{path}"},
		{"ssh://git@github.com/kranich/manual.git", "", ".", "https://github.com/kranich/manual/edit/main/{path}"},
		{"ssh://git@ssh.github.com:443/kranich/manual.git", "", ".", "https://github.com/kranich/manual/edit/main/{path}"},
		{"git://github.com/kranich/manual.git", "", ".", "https://github.com/kranich/manual/edit/main/{path}"},
		{"https://x-access-token:secret@github.com/kranich/manual.git", "", ".", "https://github.com/kranich/manual/edit/main/{path}"},
		{"https://GitHub.com/Kranich/Manual.git", "", ".", "https://github.com/Kranich/Manual/edit/main/{path}"},
		{"https://gitlab.com/kranich/quality/manual.git", "", ".", "https://gitlab.com/kranich/quality/manual/-/edit/main/{path}"},
		{"git@gitlab.com:kranich/quality/manual.git", "", "docs", "https://gitlab.com/kranich/quality/manual/-/edit/main/docs/{path}"},
		{"git@altssh.gitlab.com:kranich/manual.git", "", ".", "https://gitlab.com/kranich/manual/-/edit/main/{path}"},
		{"ssh://git@gitlab.kranich.example:2222/quality/manual.git", "", ".", "https://gitlab.kranich.example/quality/manual/-/edit/main/{path}"},
		{"https://gitlab.kranich.example:8443/quality/manual.git", "", ".", "https://gitlab.kranich.example:8443/quality/manual/-/edit/main/{path}"},
		{"http://gitlab.kranich.example/quality/manual.git", "", ".", "http://gitlab.kranich.example/quality/manual/-/edit/main/{path}"},
		{"git@git.kranich.example:quality/manual.git", "gitlab", ".", "https://git.kranich.example/quality/manual/-/edit/main/{path}"},
		// The name of the remote is surer than the pipeline that was asked for.
		{"git@github.com:kranich/manual.git", "gitlab", ".", "https://github.com/kranich/manual/edit/main/{path}"},
		// Not known.
		{"git@git.kranich.example:quality/manual.git", "", ".", ""},
		{"https://codeberg.org/kranich/manual.git", "", ".", ""},
		{"git@github-work:kranich/manual.git", "", ".", ""},
		{"/srv/git/gitlab.git", "", ".", ""},
		{"../gitlab/manual.git", "", ".", ""},
		{"file:///srv/gitlab.com/manual.git", "", ".", ""},
		{`C:\git\gitlab.git`, "", ".", ""},
		{"https://github.com/", "", ".", ""},
		{"", "github", ".", ""},
	} {
		r := parseRemote(tt.address)
		kind := r.hosting()
		if kind == "" {
			kind = tt.host
		}
		got := r.editURL(kind, "main", tt.folder)
		if got != tt.want {
			t.Errorf("%s, in %s: %q, want %q", tt.address, tt.folder, got, tt.want)
		}
		if _, err := url.Parse(strings.ReplaceAll(got, "{path}", "x.md")); err != nil {
			t.Error(err)
		}
	}
}

// TestRemoteOf finds the remote and the branch in the files of git, in a further working tree too.
func TestRemoteOf(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("main/.git/config", "[submodule \"theme\"]\n\turl = https://gitlab.com/a/theme.git\n[remote \"fork\"]\n\turl = git@gitlab.com:me/manual.git\n"+
		"[remote \"origin\"]\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n\turl = git@github.com:kranich/manual.git\n[branch \"main\"]\n\tremote = origin\n")
	write("main/.git/HEAD", "ref: refs/heads/topic/x\n")
	write("main/.git/worktrees/second/HEAD", "ref: refs/heads/second\n")
	write("main/.git/worktrees/second/commondir", "../..\n")
	write("second/.git", "gitdir: ../main/.git/worktrees/second\n")
	write("detached/.git/HEAD", "1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d\n")
	for folder, want := range map[string]string{
		"main": "https://github.com/kranich/manual topic/x", "second": "https://github.com/kranich/manual second", "detached": " main", "gone": " main",
	} {
		repository := filepath.Join(dir, folder)
		if got := remoteOf(repository).page + " " + mainBranch(repository); got != want {
			t.Errorf("%s: %s, want %s", folder, got, want)
		}
	}
	write("main/.git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/trunk\n")
	for _, folder := range []string{"main", "second"} {
		if got := mainBranch(filepath.Join(dir, folder)); got != "trunk" {
			t.Errorf("%s: the branch is %s, want trunk", folder, got)
		}
	}
}

// TestInterrupt ends what reads a manual with a word. Nothing is written.
func TestInterrupt(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	out := filepath.Join(t.TempDir(), "site")
	for _, args := range [][]string{
		{"check", "../../example-manual"}, {"coverage", "../../example-manual"}, {"build", "../../example-manual", "-o", out},
		{"diff", "HEAD", "../../example-manual"},
	} {
		var stdout, stderr bytes.Buffer
		code := run(ctx, args, &stdout, &stderr)
		if code != exitFailure || stdout.Len() > 0 || stderr.String() != "clausebook: interrupted\n" {
			t.Errorf("%s: %d, %q, %q", args[0], code, stdout.String(), stderr.String())
		}
	}
	if _, err := os.Lstat(out); err == nil {
		t.Error("a site was written")
	}
}

// TestProgress shows nothing in the first second, then the state, and takes its line away.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	now := time.Unix(0, 0)
	show := counter(&out, "files written", func() time.Time { return now })
	show(1, 9)
	now = now.Add(900 * time.Millisecond)
	show(2, 9)
	if out.Len() > 0 {
		t.Errorf("%q within a second", out.String())
	}
	now = now.Add(200 * time.Millisecond)
	show(3, 9)
	show(2, 9) // overtaken
	show(4, 9) // too soon
	now = now.Add(200 * time.Millisecond)
	show(5, 9)
	show(9, 9)
	blank := "\r" + strings.Repeat(" ", len("3 of 9 files written")) + "\r"
	if want := "\r3 of 9 files written\r5 of 9 files written" + blank; out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	var quick bytes.Buffer
	wait(&quick, "reading", time.Hour)()
	if quick.Len() > 0 {
		t.Errorf("%q", quick.String())
	}
	slow := make(chan []byte, 9)
	done := wait(writerFunc(func(p []byte) { slow <- bytes.Clone(p) }), "reading", time.Millisecond)
	if first := string(<-slow); first != "\rreading …" {
		t.Errorf("%q", first)
	}
	done()
	done()
	if last := string(<-slow); strings.Trim(last, " \r") != "" || len(slow) > 0 {
		t.Errorf("%q", last)
	}
}

type writerFunc func([]byte)

func (w writerFunc) Write(p []byte) (int, error) {
	w(p)
	return len(p), nil
}

// TestMisspeltType takes for a mistake what one mistypes, and nothing else.
func TestMisspeltType(t *testing.T) {
	for word, want := range map[string]string{
		"procedur": "procedure", "proceduer": "procedure", "rocedure": "procedure", "PROCEDURE": "procedure", "Form": "form", "fomr": "form", "form ": "form",
		"instrction": "instruction", "instructoins": "instruction", "polic": "policy", "policies": "", "manul": "manual", "processes": "process", "records": "record",
		"procedure": "", "guideline": "", "report": "", "norm": "", "plan": "", "checklist": "", "standard": "", "Prozess": "", "Procédure": "", "manuel": "",
		"specification": "", "template": "", "work instruction": "", "Verfahrensanweisung": "", "Richtlinie": "", "role": "", "farm": "form",
	} {
		if got := misspeltType(word); got != want {
			t.Errorf("%q is taken for %q, want %q", word, got, want)
		}
	}
}
