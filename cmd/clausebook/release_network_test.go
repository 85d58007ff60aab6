//go:build linux

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// hostileRepository is a manual whose repository names programs and addresses wherever git takes some, and lacks an
// object that git would fetch.
func hostileRepository(t *testing.T, mark string) string {
	t.Helper()
	manual := filepath.Join(t.TempDir(), "manual")
	plain(t, manual, "A")
	git := func(args ...string) string {
		t.Helper()
		r := execute(t, nil, "git", append([]string{"-C", manual, "-c", "user.name=A", "-c", "user.email=a@example.com"}, args...)...)
		if r.code != 0 {
			t.Fatal(args, r)
		}
		return strings.TrimSpace(r.stdout)
	}
	git("init", "-q", "-b", "main")
	git("add", ".")
	git("commit", "-qm", "One")
	blob := git("rev-parse", "HEAD:documents/shop/b.md")
	plain(t, manual, "B")
	git("commit", "-qam", "Two")
	fields, message, _ := strings.Cut(git("cat-file", "commit", "HEAD"), "\n\n")
	signed := filepath.Join(t.TempDir(), "signed") // a log that shows signatures runs a program for it
	must(t, os.WriteFile(signed, []byte(fields+"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n"+message+"\n"), 0o666))
	git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", signed))
	run := "touch " + mark
	config := "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n[protocol]\n\tallow = always\n" +
		"[remote \"origin\"]\n\turl = ext::" + run + "\n\tpromisor = true\n\tuploadpack = " + run + ";\n"
	for _, key := range strings.Fields("core.fsmonitor core.sshCommand core.pager core.editor core.askPass core.gitProxy core.alternateRefsCommand diff.external diff.x.textconv diff.x.command " +
		"filter.x.clean filter.x.smudge filter.x.process gpg.program gpg.ssh.program gpg.ssh.defaultKeyCommand credential.helper pager.log pager.show sequence.editor uploadpack.packObjectsHook " +
		"merge.x.driver trailer.x.command trailer.x.cmd alias.log alias.rev-parse alias.ls-tree") {
		git("config", "--file", filepath.Join(manual, ".git", "more"), key, "!"+run+" #")
	}
	more, err := os.ReadFile(filepath.Join(manual, ".git", "more"))
	must(t, err)
	more = []byte(strings.NewReplacer("\"!", "\"", "= !", "= ").Replace(string(more)))
	for _, p := range strings.Fields("ext file ssh git http https") {
		config += "[protocol \"" + p + "\"]\n\tallow = always\n"
	}
	must(t, os.WriteFile(filepath.Join(manual, ".git", "config"), append([]byte(config+"[log]\n\tshowSignature = true\n"), more...), 0o666))
	must(t, os.WriteFile(filepath.Join(manual, ".gitattributes"), []byte("* diff=x filter=x merge=x\n"), 0o666))
	for _, hook := range strings.Fields("post-checkout post-index-change fsmonitor-watchman reference-transaction pre-commit post-rewrite") {
		must(t, os.WriteFile(filepath.Join(manual, ".git", "hooks", hook), []byte("#!/bin/sh\n"+run+"\n"), 0o755))
	}
	must(t, os.Remove(filepath.Join(manual, ".git", "objects", blob[:2], blob[2:])))
	return manual
}

// TestNoNetwork: no command opens a connection or runs anything but git, whatever a repository and the environment say.
func TestNoNetwork(t *testing.T) {
	mustRelease(t, "strace", "unshare")
	mark := filepath.Join(t.TempDir(), "ran")
	manual := hostileRepository(t, mark)
	output := filepath.Join(t.TempDir(), "site")
	run := "touch " + mark
	env := []string{"GIT_SSH_COMMAND=" + run, "GIT_EXTERNAL_DIFF=" + run, "GIT_PAGER=" + run, "PAGER=" + run, "GIT_EDITOR=" + run, "EDITOR=" + run, "GIT_ASKPASS=" + run,
		"GIT_PROXY_COMMAND=" + run, "GIT_TRACE_SETUP=1", "GIT_DIR=/nowhere", "HTTP_PROXY=http://127.0.0.1:9", "LESSOPEN=|" + run, "BROWSER=" + run}
	executed := regexp.MustCompile(`execve\("([^"]*)", \[(.*?)\], `)
	for _, args := range [][]string{{"check", manual}, {"build", manual, "-o", output}, {"coverage", manual}, {"diff", "HEAD~1", manual}} {
		trace := filepath.Join(t.TempDir(), "trace")
		args = append(args, "--date", "2026-11-28")
		r := execute(t, env, "strace", append([]string{"-f", "-qq", "-s", "300", "-o", trace, "-e", "trace=network,execve", built(t)}, args...)...)
		if r.code == 2 || strings.Contains(r.stderr, "unknown") {
			t.Errorf("%s: exit %d, %s", args[0], r.code, r.stderr)
		}
		text, err := os.ReadFile(trace)
		must(t, err)
		gits := 0
		for line := range strings.Lines(string(text)) {
			switch m := executed.FindStringSubmatch(line); {
			case m == nil && strings.Contains(line, "execve"), m == nil && strings.Contains(line, "exited"):
			case m == nil && regexp.MustCompile(`\b(socket|connect|bind|listen|send\w*|recv\w*)\(`).MatchString(line):
				t.Errorf("%s: %s", args[0], line)
			case m != nil && m[1] == built(t):
			case m != nil && filepath.Base(m[1]) == "git":
				if gits++; strings.Contains(m[2], "First") || strings.Contains(m[2], mark) {
					t.Errorf("%s: git is given text of the manual: %s", args[0], m[2])
				}
			case m != nil:
				t.Errorf("%s: runs %s", args[0], m[1])
			}
		}
		if gits < 5 {
			t.Errorf("%s: git ran %d times, so it was led away from the repository", args[0], gits)
		}
		t.Logf("%s: exit %d, git ran %d times, nothing else did", args[0], r.code, gits)
		alone := execute(t, env, "unshare", append([]string{"-n", built(t)}, args...)...)
		if alone.code != r.code {
			t.Errorf("%s: exit %d without a network, %d with one\n%s", args[0], alone.code, r.code, alone.stderr)
		}
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("a program that the repository names was run")
	}
	// What the test sees: plain git does run one.
	execute(t, nil, "git", "-C", manual, "status")
	execute(t, nil, "git", "-C", manual, "cat-file", "-p", "HEAD~1:documents/shop/b.md")
	if _, err := os.Stat(mark); err != nil {
		t.Error(fmt.Errorf("plain git runs nothing either, so this test shows nothing: %w", err))
	}
}
