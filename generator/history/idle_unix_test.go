//go:build unix

package history

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// repositoryWith makes a repository of a manual with a document in one commit, whose subject is given.
func repositoryWith(t *testing.T, author, subject []byte) string {
	t.Helper()
	dir := t.TempDir()
	git := func(stdin []byte, args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=Author", "-c", "user.email=a@example.com"}, args...)...)
		cmd.Stdin = bytes.NewReader(stdin)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("git %s: %v", args[0], err)
		}
		return strings.TrimSpace(string(out))
	}
	if err := os.Mkdir(filepath.Join(dir, "documents"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"manual.yaml": "title: T\n", "documents/a.md": "---\nid: A\n---\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	git(nil, "init", "-q", "-b", "main")
	git(nil, "add", ".")
	commit := fmt.Appendf(nil, "tree %s\nauthor %s <a@example.com> 1700000000 +0000\ncommitter C <c@example.com> 1700000000 +0000\n\n%s\n",
		git(nil, "write-tree"), author, subject)
	git(nil, "update-ref", "refs/heads/main", git(commit, "hash-object", "-t", "commit", "-w", "--stdin"))
	return dir
}

// readIn reads the history, which may take only some time.
func readIn(t *testing.T, dir string, within time.Duration) *Log {
	t.Helper()
	done := make(chan *Log, 1)
	go func() { done <- Read(t.Context(), dir, "documents") }()
	select {
	case l := <-done:
		return l
	case <-time.After(within):
		t.Fatalf("hangs for %s", within)
		return nil
	}
}

// TestPipesInRepository: git would wait for ever for what comes from them.
func TestPipesInRepository(t *testing.T) {
	for _, name := range []string{"HEAD", "config", "packed-refs", "shallow", "refs/heads/main", "refs/heads/other", "refs/replace/" + strings.Repeat("a", 40),
		"objects/info/alternates", "info/grafts", "info/attributes", "index", ""} {
		dir := repositoryWith(t, []byte("A"), []byte("S"))
		file := filepath.Join(dir, ".git", filepath.FromSlash(name))
		_ = os.RemoveAll(file)
		_ = os.MkdirAll(filepath.Dir(file), 0o777)
		if err := syscall.Mkfifo(file, 0o666); err != nil {
			t.Skip("no pipes here: ", err)
		}
		l := readIn(t, dir, 20*time.Second)
		if l == nil || !strings.Contains(l.Trouble, "is not a regular file") {
			t.Errorf(".git/%s: %+v", name, l)
		}
		w := &Watch{Folder: dir}
		if l := w.Log(t.Context(), "documents"); l == nil || l.Trouble == "" {
			t.Errorf(".git/%s: a preview has %+v", name, l)
		}
	}
}

// TestEndlessFiles: settings of a repository name files without end, and git must not read them.
func TestEndlessFiles(t *testing.T) {
	if _, err := os.Stat("/dev/zero"); err != nil {
		t.Skip(err)
	}
	for _, setting := range []string{"diff.orderFile", "mailmap.file", "core.attributesFile"} {
		dir := repositoryWith(t, []byte("A"), []byte("S"))
		if err := exec.Command("git", "-C", dir, "config", setting, "/dev/zero").Run(); err != nil {
			t.Fatal(err)
		}
		if l := readIn(t, dir, 20*time.Second); l == nil || l.Trouble != "" || len(l.Documents) != 1 {
			t.Errorf("%s: %+v", setting, l)
		}
	}
	dir := repositoryWith(t, []byte("A"), []byte("S"))
	if err := syscall.Mkfifo(filepath.Join(dir, ".mailmap"), 0o666); err != nil {
		t.Fatal(err)
	}
	if l := readIn(t, dir, 20*time.Second); l == nil || l.Trouble != "" {
		t.Errorf(".mailmap: %+v", l)
	}
}

// TestSilence: a git that does not answer is ended.
func TestSilence(t *testing.T) {
	defer func(was time.Duration) { idleTimeout = was }(idleTimeout)
	idleTimeout = 500 * time.Millisecond
	dir := repositoryWith(t, []byte("A"), []byte("S"))
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o666); err != nil {
		t.Skip("no pipes here: ", err)
	}
	if err := exec.Command("git", "-C", dir, "config", "include.path", pipe).Run(); err != nil {
		t.Fatal(err)
	}
	l := readIn(t, dir, 20*time.Second)
	if l == nil || !strings.Contains(l.Trouble, "no answer for") {
		t.Errorf("%+v", l)
	}
	// Nobody has the pipe open to read any more.
	if f, err := os.OpenFile(pipe, os.O_WRONLY|syscall.O_NONBLOCK, 0); err == nil {
		f.Close()
		t.Error("git still waits for the pipe")
	}
}

// TestLongWords: what somebody wrote into a commit is kept only as far as anybody reads it.
func TestLongWords(t *testing.T) {
	long := bytes.Repeat([]byte("long "), 10<<20/5)
	for name, dir := range map[string]string{"subject": repositoryWith(t, []byte("A"), long), "author": repositoryWith(t, long, []byte("S"))} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		l := readIn(t, dir, 30*time.Second)
		runtime.ReadMemStats(&after)
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 5 {
			t.Errorf("%s: %d MiB for a commit", name, used)
		}
		if l == nil || l.Trouble != "" || len(l.Documents) != 1 || len(l.Documents["documents/a.md"].Changes) != 1 {
			t.Fatalf("%s: %+v", name, l)
		}
		c := l.Documents["documents/a.md"].Changes[0].Commit
		if got := c.Author + c.Summary; len(got) > 1000 || !strings.HasPrefix(strings.TrimPrefix(got, "A"), "long long") {
			t.Errorf("%s: author and summary are %.100q", name, got)
		}
	}
}

// TestOutputLimit: output that is held as a whole is bounded.
func TestOutputLimit(t *testing.T) {
	_, w := withIdleTimer(t.Context())
	defer w.stop()
	o := &boundedBuffer{watch: w, max: 10}
	if n, err := o.Write(make([]byte, 25)); n != 25 || err != nil || o.Len() != 10 || !o.over {
		t.Errorf("%d, %v, %d", n, err, o.Len())
	}
	o = &boundedBuffer{watch: w, max: 10, fail: true}
	if _, err := o.Write(make([]byte, 25)); err == nil || w.ctx.Err() == nil {
		t.Error("the command goes on")
	}
}
