package history

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// worked is a manual in a repository of two commits. The settings of the user are its own too.
type worked struct {
	*testing.T
	dir, home string
}

func newWorked(t *testing.T) *worked {
	t.Helper()
	w := &worked{t, t.TempDir(), t.TempDir()}
	t.Setenv("HOME", w.home)
	t.Setenv("XDG_CONFIG_HOME", "")
	w.git("init", "-q", "--initial-branch=main")
	w.commit("One")
	w.commit("Two")
	return w
}

func (w *worked) git(args ...string) string {
	w.Helper()
	out, err := exec.Command("git", append([]string{"-C", w.dir, "-c", "user.name=A", "-c", "user.email=a@b.example"}, args...)...).CombinedOutput()
	if err != nil {
		w.Fatalf("git %s: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (w *worked) put(file, text string) {
	w.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		w.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		w.Fatal(err)
	}
}

func (w *worked) in(name, text string) { w.put(filepath.Join(w.dir, filepath.FromSlash(name)), text) }

func (w *worked) read(name string) string {
	w.Helper()
	text, err := os.ReadFile(filepath.Join(w.dir, filepath.FromSlash(name)))
	if err != nil {
		w.Fatal(err)
	}
	return string(text)
}

func (w *worked) commit(subject string) {
	w.in("documents/a.md", subject)
	w.git("add", "documents")
	w.git("commit", "-qm", subject)
}

// config writes the settings of the repository and, if not "", those of the user.
func (w *worked) config(more, user string) {
	w.in(".git/config", "[core]\n\trepositoryformatversion = 0\n"+more)
	w.put(filepath.Join(w.home, ".gitconfig"), user)
}

func (w *worked) chown(t *testing.T, id int) {
	_ = filepath.WalkDir(w.dir, func(file string, _ os.DirEntry, _ error) error { return os.Chown(file, id, id) })
}

// essence is what a manual shows of a history, with the tags of its last two commits.
func essence(l *Log) string {
	if l == nil {
		return "none"
	}
	tags := fmt.Sprint(l.Tags(l.Head))
	for _, d := range l.Documents {
		for _, c := range d.Changes {
			tags += fmt.Sprint(l.Tags(c.Commit.ID))
		}
	}
	return fmt.Sprintf("%s %q, trouble %t, shallow %t, %d documents, tags %v", l.Head, l.Last.Summary, l.Trouble != "", l.Shallow, len(l.Documents), tags)
}

// TestWatchIsRead: after any change of a repository or of git's settings, a Watch answers as Read does.
func TestWatchIsRead(t *testing.T) {
	for name, steps := range map[string][]func(*worked){
		"settings broken and repaired": {func(w *worked) { w.config("[core\n", "") }, func(w *worked) { w.config("", "") }},
		"an unknown extension": {func(w *worked) { w.in(".git/config", "[core]\n\trepositoryformatversion = 9\n") },
			func(w *worked) { w.config("", "") }},
		"bare":                     {func(w *worked) { w.config("\tbare = true\n", "") }, func(w *worked) { w.config("", "") }},
		"a working tree elsewhere": {func(w *worked) { w.config("\tworktree = /nowhere\n", "") }, func(w *worked) { w.config("", "") }},
		"an included file": {func(w *worked) { w.config("[include]\n\tpath = more\n", "") }, func(w *worked) { w.in(".git/more", "[a\n") },
			func(w *worked) { w.in(".git/more", "") }},
		"the user's settings": {func(w *worked) { w.config("", "[a\n") }, func(w *worked) { w.config("", "[a]\n") }},
		"a file that the user includes": {func(w *worked) { w.config("", "[include]\n\tpath = ~/more\n") },
			func(w *worked) { w.put(filepath.Join(w.home, "more"), "[a\n") }, func(w *worked) { w.put(filepath.Join(w.home, "more"), "") }},
		"HEAD on a symbolic reference": {func(w *worked) {
			w.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
			w.git("symbolic-ref", "HEAD", "refs/heads/alias")
		}, func(w *worked) { w.commit("Three") }, func(w *worked) { w.commit("Four") }},
		"HEAD two references away": {func(w *worked) {
			w.git("symbolic-ref", "refs/heads/b", "refs/heads/main")
			w.git("symbolic-ref", "refs/heads/a", "refs/heads/b")
			w.git("symbolic-ref", "HEAD", "refs/heads/a")
		}, func(w *worked) { w.commit("Three") }, func(w *worked) {
			w.git("branch", "other", "main~1")
			w.git("symbolic-ref", "refs/heads/b", "refs/heads/other")
		}},
		"HEAD a link to the branch": {func(w *worked) {
			_ = os.Remove(filepath.Join(w.dir, ".git", "HEAD"))
			_ = os.Symlink("refs/heads/main", filepath.Join(w.dir, ".git", "HEAD"))
		}, func(w *worked) { w.commit("Three") }},
		"tags in folders": {func(w *worked) { w.git("tag", "-am", "x", "v/1/a") }, func(w *worked) { w.git("tag", "-am", "y", "v/1/b", "HEAD~1") },
			func(w *worked) { w.git("tag", "-fam", "z", "v/1/a", "HEAD~1") }, func(w *worked) { w.git("tag", "-d", "v/1/a") }},
		"away and back": {func(w *worked) { _ = os.Rename(filepath.Join(w.dir, ".git"), filepath.Join(w.dir, "away")) },
			func(w *worked) { _ = os.Rename(filepath.Join(w.dir, "away"), filepath.Join(w.dir, ".git")) }},
		"detached, amended, reset": {func(w *worked) { w.git("checkout", "-q", "--detach") }, func(w *worked) { w.commit("Three") },
			func(w *worked) { w.git("commit", "-q", "--amend", "-m", "Drei") }, func(w *worked) { w.git("reset", "-q", "--hard", "HEAD~1") }},
		"a second working tree": {func(w *worked) {
			tree := filepath.Join(w.home, "tree")
			w.git("worktree", "add", "-q", "-b", "side", tree)
			w.dir = tree
		}, func(w *worked) { w.commit("Three") }, func(w *worked) { w.git("pack-refs", "--all") }, func(w *worked) { w.commit("Four") }},
		"another owner": {func(w *worked) { w.chown(t, 4711); w.config("\tbare = false\n", "") }, func(w *worked) { w.put(filepath.Join(w.home, ".gitconfig"), "[safe]\n\tdirectory = *\n") },
			func(w *worked) { w.put(filepath.Join(w.home, ".gitconfig"), "") }},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "another owner" && os.Getuid() != 0 {
				t.Skip("only root can give files away")
			}
			r := newWorked(t)
			w := &Watch{Folder: r.dir}
			w.Log(t.Context(), "documents")
			for i, step := range steps {
				if step(r); w.Folder != r.dir {
					w = &Watch{Folder: r.dir}
				}
				got := w.Log(t.Context(), "documents")
				if want := Read(t.Context(), r.dir, "documents"); essence(got) != essence(want) {
					t.Errorf("after step %d:\n%s, want\n%s", i+1, essence(got), essence(want))
				}
				if again := w.Log(t.Context(), "documents"); again != got {
					t.Errorf("after step %d it was read again without a change", i+1)
				}
			}
		})
	}
}

// TestWithoutReplacements: what only this clone replaces changes nothing, so every clone gives the same history.
func TestWithoutReplacements(t *testing.T) {
	r := newWorked(t)
	want := essence(Read(t.Context(), r.dir, "documents"))
	head, first := r.git("rev-parse", "HEAD"), r.git("rev-parse", "HEAD~1")
	tree := r.git("rev-parse", "HEAD~1^{tree}")
	forged := r.git("commit-tree", "-m", "Forged", tree)
	for name, change := range map[string]struct{ do, undo func() }{
		"replaced": {func() { r.git("replace", "-f", head, forged) }, func() { r.git("replace", "-d", head) }},
		"grafted": {func() { r.in(".git/info/grafts", head+"\n"+first+" "+forged+"\n") },
			func() { _ = os.Remove(filepath.Join(r.dir, ".git", "info", "grafts")) }},
	} {
		change.do()
		if got := r.git("log", "--format=%s"); got == "Two\nOne" {
			t.Fatalf("%s: git shows what it always did, so this test shows nothing", name)
		}
		l := Read(t.Context(), r.dir, "documents")
		if got := essence(l); got != want || len(l.Documents["documents/a.md"].Changes) != 2 {
			t.Errorf("%s:\n%s, want\n%s", name, got, want)
		}
		change.undo()
	}
}

// TestNoFetch: a partial clone lacks objects, and git would fetch them with the programs that the repository names.
// Each of two walls keeps it from that; gits before 2.45 may know only the second.
func TestNoFetch(t *testing.T) {
	defer func(was []string) { safeEnvironment = was }(safeEnvironment)
	both := safeEnvironment
	for name, c := range map[string]struct {
		without string
		ran     bool
	}{
		"both walls":      {without: "nothing"},
		"an older git":    {without: "GIT_NO_LAZY_FETCH="},
		"the first alone": {without: "GIT_ALLOW_PROTOCOL="},
		"neither":         {without: "GIT_NO_LAZY_FETCH=|GIT_ALLOW_PROTOCOL=", ran: true},
	} {
		for _, address := range []string{"ext::touch RAN", "/nowhere", "ssh://host/x"} {
			r := newWorked(t)
			r.in("manual.yaml", "title: T\n")
			r.git("add", ".")
			r.git("commit", "-qm", "Settings")
			blob := r.git("rev-parse", "HEAD:manual.yaml")
			ran := filepath.Join(r.home, "ran")
			r.config(fmt.Sprintf("[extensions]\n\tpartialClone = origin\n[remote \"origin\"]\n\turl = %s\n\tpromisor = true\n\tuploadpack = touch '%s';\n"+
				"[core]\n\tsshCommand = touch '%s';\n[protocol \"ext\"]\n\tallow = always\n[protocol \"file\"]\n\tallow = always\n[protocol \"ssh\"]\n\tallow = always\n",
				strings.ReplaceAll(address, "RAN", ran), ran, ran), "")
			r.in(".git/config", strings.Replace(r.read(".git/config"), "= 0", "= 1", 1))
			if err := os.Remove(filepath.Join(r.dir, ".git", "objects", blob[:2], blob[2:])); err != nil {
				t.Fatal(err)
			}
			safeEnvironment = nil
			for _, v := range both {
				wall, _, _ := strings.Cut(v, "=")
				if !strings.Contains(c.without, wall+"=") {
					safeEnvironment = append(safeEnvironment, v)
				}
			}
			Read(t.Context(), r.dir, "documents")
			_, err := os.Stat(ran)
			if (err == nil) != c.ran {
				t.Errorf("%s, %s: a program ran: %t, want %t", name, address, err == nil, c.ran)
			}
		}
	}
}
