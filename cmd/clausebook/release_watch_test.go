//go:build linux

package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWatchBattery serves a manual in Git while it is changed at random, and compares every file of the site with that of a
// build, again and again. It does so on a plain folder, by polling, where the system has no watches or no instances left,
// and on bindfs, where nothing is heard of changes below the mount. Each way has all seeds. Much of a run is waiting, so
// -parallel may be more than the machine has cores.
func TestWatchBattery(t *testing.T) {
	mustRelease(t, "git", "unshare", "bindfs", "fusermount")
	seeds, operations := 20, 100
	if *points > 0 {
		seeds, operations = min(seeds, *points), min(operations, 20*(*points))
	}
	for _, way := range []watchWay{{name: "plain"}, {name: "polling", poll: true}, {name: "without watches", limit: "max_inotify_watches"},
		{name: "without instances", limit: "max_inotify_instances"}, {name: "bindfs", bind: true}} {
		t.Run(way.name, func(t *testing.T) {
			took := make([][]time.Duration, seeds)
			t.Run("seeds", func(t *testing.T) {
				for seed := range seeds {
					t.Run(fmt.Sprint(seed), func(t *testing.T) {
						t.Parallel()
						took[seed] = watchSeed(t, way, seed, operations)
					})
				}
			})
			all := slices.Sorted(slices.Values(slices.Concat(took...)))
			if len(all) > 0 {
				t.Logf("%d operations, %d comparisons, true after %v at the median, %v at most", seeds*operations, len(all),
					all[len(all)/2].Round(time.Millisecond), all[len(all)-1].Round(time.Millisecond))
			}
		})
	}
}

// watchWay is how a preview learns of changes.
type watchWay struct {
	name  string
	limit string // of the system, which is set to 0
	poll  bool
	bind  bool
}

// watchSeed makes all changes of a seed, and gives how long it took after every tenth of them until the site was that of a build.
func watchSeed(t *testing.T, way watchWay, seed, operations int) []time.Duration {
	w := &watched{T: t, random: rand.New(rand.NewPCG(uint64(seed), 1)), folder: t.TempDir()}
	w.manual = filepath.Join(w.folder, "manual")
	served := w.manual
	w.begin()
	if way.bind {
		served = filepath.Join(w.folder, "mount")
		must(t, os.Mkdir(served, 0o777))
		if r := execute(t, nil, "bindfs", w.manual, served); r.code != 0 {
			t.Fatal(r)
		}
		t.Cleanup(func() { exec.Command("fusermount", "-u", "-z", served).Run() })
	}
	w.serve(served, way.limit, way.poll)
	var took []time.Duration
	for n := range operations {
		w.operation(n, way.bind)
		if n%max(1, operations/10) == max(1, operations/10)-1 {
			took = append(took, w.compare())
		}
	}
	return took
}

// watched is a manual that is served while it changes.
type watched struct {
	*testing.T
	random         *rand.Rand
	folder, manual string
	url            string
	did            []string
}

func (w *watched) git(args ...string) {
	w.Helper()
	base := []string{"-C", w.manual, "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"}
	if r := execute(w.T, []string{"GIT_EDITOR=true"}, "git", append(base, args...)...); r.code != 0 {
		w.Fatalf("git %q: %v", args, r)
	}
}

// begin makes a manual with a history of two branches.
func (w *watched) begin() {
	w.Helper()
	plain(w.T, w.manual, "at first")
	w.git("init", "-q", "-b", "main")
	w.git("add", ".")
	w.git("commit", "-qm", "First")
	w.git("checkout", "-qb", "other")
	w.document("other", "Of the other branch.")
	w.git("add", ".")
	w.git("commit", "-qm", "Second")
	w.git("checkout", "-q", "main")
}

func (w *watched) at(name string) string { return filepath.Join(w.manual, filepath.FromSlash(name)) }

func (w *watched) write(name, text string) {
	w.Helper()
	must(w.T, os.MkdirAll(filepath.Dir(w.at(name)), 0o777))
	must(w.T, os.WriteFile(w.at(name), []byte(text), 0o666))
}

func (w *watched) document(id, text string) {
	w.write("documents/more/"+id+".md", "---\nid: X-"+id+"\ntitle: Title\nrevision: 1\nstatus: draft\nowner: Manager\n---\n\n"+text+"\n")
}

// serve starts the preview and waits until it answers.
func (w *watched) serve(folder, limit string, poll bool) {
	w.Helper()
	args := []string{built(w.T), "serve", folder, "--addr", "127.0.0.1:0", "--date", "2026-11-28"}
	if poll {
		args = append(args, "--poll", "200ms")
	}
	if limit != "" {
		args = append([]string{"unshare", "--user", "--map-root-user", "sh", "-c", "echo 0 >/proc/sys/user/" + limit + ` && exec "$@"`, "sh"}, args...)
	}
	cmd := exec.Command(args[0], args[1:]...)
	said, err := cmd.StderrPipe()
	must(w.T, err)
	must(w.T, cmd.Start())
	w.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lines := bufio.NewScanner(said)
	for w.url == "" && lines.Scan() {
		if _, rest, ok := strings.Cut(lines.Text(), "http://"); ok && strings.Contains(lines.Text(), "serving") {
			w.url = "http://" + strings.Fields(rest)[0]
		}
	}
	if w.url == "" {
		w.Fatal("it does not serve")
	}
	go func() { _, _ = io.Copy(io.Discard, said) }()
}

// operation does one thing that people and programs do. What takes a folder away is not done below a mount, which
// keeps showing the old one.
func (w *watched) operation(n int, mounted bool) {
	w.Helper()
	time.Sleep(time.Duration(w.random.IntN(40)) * time.Millisecond)
	always := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	switch what := w.random.IntN(13); what {
	case 0:
		w.note("save")
		w.document(fmt.Sprint(w.random.IntN(4)), fmt.Sprintf("Text %d.", n))
	case 1:
		w.note("save of the same size and time")
		id := fmt.Sprint(w.random.IntN(4))
		w.document(id, fmt.Sprintf("Text %03d.", n))
		must(w.T, os.Chtimes(w.at("documents/more/"+id+".md"), always, always))
	case 2:
		w.note("picture")
		w.write("documents/new.svg", fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h%03d\"/></svg>\n", n))
		must(w.T, os.Chtimes(w.at("documents/new.svg"), always, always))
		must(w.T, os.Rename(w.at("documents/new.svg"), w.at("documents/plan.svg")))
	case 3:
		w.note("document removed")
		must(w.T, os.RemoveAll(w.at(fmt.Sprintf("documents/more/%d.md", w.random.IntN(4)))))
	case 4:
		w.note("folder away and back")
		w.away("documents", mounted)
	case 5:
		w.note("manual away and back")
		if !mounted {
			w.away(".", mounted)
		}
	case 6:
		w.note("checkout")
		w.git("checkout", "-qf", "other")
		w.git("checkout", "-qf", "main")
	case 7:
		w.note("commit")
		w.document(fmt.Sprint(w.random.IntN(4)), fmt.Sprintf("Committed %d.", n))
		w.git("add", ".")
		w.git("commit", "-qm", fmt.Sprint("Commit ", n))
	case 8:
		w.note("stash and pop")
		w.document("stashed", fmt.Sprintf("Stashed %d.", n))
		w.git("add", ".")
		w.git("stash", "-q")
		w.git("stash", "pop", "-q")
	case 9:
		w.note("rebase")
		w.git("add", ".")
		w.git("commit", "-q", "--allow-empty", "-m", fmt.Sprint("Before the rebase ", n))
		w.git("rebase", "-q", "-f", "HEAD~1")
	case 10:
		w.note("configuration")
		plain(w.T, w.manual, fmt.Sprint("version ", n))
	case 11:
		w.note("theme")
		w.write("theme/partials/body-end.html", fmt.Sprintf("<p>End %d</p>\n", n))
	case 12:
		w.note("error, then fixed")
		w.write("documents/more/0.md", "---\nid: [\n")
		time.Sleep(time.Duration(w.random.IntN(80)) * time.Millisecond)
		w.document("0", fmt.Sprintf("Fixed %d.", n))
	}
}

func (w *watched) note(what string) { w.did = append(w.did, what) }

// away takes a folder away, changes a picture and a text in it, and brings it back.
func (w *watched) away(name string, mounted bool) {
	w.Helper()
	from, to := w.at(name), filepath.Join(w.folder, "away")
	if mounted {
		to = w.at("away")
	}
	must(w.T, os.Rename(from, to))
	time.Sleep(time.Duration(w.random.IntN(60)) * time.Millisecond)
	file := filepath.Join(to, "plan.svg")
	if name == "." {
		file = filepath.Join(to, "documents", "plan.svg")
	}
	must(w.T, os.WriteFile(file, fmt.Appendf(nil, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h%03d\"/></svg>\n", w.random.IntN(900)), 0o666))
	must(w.T, os.Rename(to, from))
}

// compare waits until all that a build makes is served with the same bytes, and gives the time that took.
func (w *watched) compare() time.Duration {
	w.Helper()
	began := time.Now()
	output := filepath.Join(w.folder, "site")
	if r := execute(w.T, nil, built(w.T), "build", w.manual, "-o", output, "--date", "2026-11-28", "--drafts"); r.code != 0 {
		w.Fatalf("%v, after %q", r, w.did)
	}
	want := map[string]string{}
	must(w.T, filepath.WalkDir(output, func(file string, d os.DirEntry, err error) error {
		name, _ := filepath.Rel(output, file)
		if err != nil || d.IsDir() || strings.HasPrefix(name, ".") {
			return err
		}
		data, err := os.ReadFile(file)
		want[filepath.ToSlash(name)] = string(data)
		return err
	}))
	until := time.Now().Add(30 * time.Second)
	for name, text := range want {
		for w.get(name) != text {
			if time.Now().After(until) {
				w.Fatalf("%s differs, after %q", name, w.did)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	for _, id := range []string{"0", "1", "2", "3", "other", "stashed"} {
		if page := "documents/x-" + id + ".html"; want[page] == "" && w.get(page) != "" {
			w.Errorf("%s is served and is not in the build, after %q", page, w.did)
		}
	}
	return time.Since(began)
}

func (w *watched) get(name string) string {
	w.Helper()
	response, err := http.Get(w.url + name)
	must(w.T, err)
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	must(w.T, err)
	if response.StatusCode != http.StatusOK {
		return ""
	}
	return string(data)
}
