package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// releaseRun is the environment variable that .ci/release sets. Without it the batteries below are skipped: they take
// minutes, and need programs of Linux.
const releaseRun = "CLAUSEBOOK_RELEASE"

// points is for trying a battery out: with every call of a build, some run for an hour.
var points = flag.Int("points", 0, "try at most so many calls of each kind, spread over a build; 0 is every call")

func mustRelease(t *testing.T, programs ...string) {
	t.Helper()
	if os.Getenv(releaseRun) == "" {
		t.Skip("run by .ci/release")
	}
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Fatal(err)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// theProgram is the command, built once.
var theProgram = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "clausebook-release")
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "clausebook")
	cmd := exec.Command("go", "build", "-o", file, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is released
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return file, nil
})

func built(t testing.TB) string {
	t.Helper()
	file, err := theProgram()
	must(t, err)
	return file
}

// plain is a manual of two documents, of which one has a version.
func plain(t testing.TB, folder, version string) {
	t.Helper()
	const fields = "revision: 1\nstatus: approved\nowner: Manager\nauthor: Author\napprover: Director\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n"
	for name, text := range map[string]string{
		"manual.yaml":         "title: Manual\ncompany: Works\nedition: 2015\nscope: 9001\nscope_statement: Parts.\nrules: {gap: off, missing-documented-information: off, orphan: off}\n",
		"documents/a.md":      "---\nid: A-1\ntitle: First " + version + "\nclauses: [8.4.1]\n" + fields + "---\n\nSee [[B-2]] and ![a plan](plan.svg).\n",
		"documents/shop/b.md": "---\nid: B-2\ntitle: Second\n" + fields + "---\n\nThe second text, " + version + ".\n",
		"documents/plan.svg":  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>\n",
	} {
		file := filepath.Join(folder, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(file), 0o777))
		must(t, os.WriteFile(file, []byte(text), 0o666))
	}
}

// ran is what a command said and how it ended.
type ran struct {
	code           int // -1 if a signal ended it
	stdout, stderr string
}

func execute(t testing.TB, env []string, name string, args ...string) ran {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	return finish(t, cmd)
}

func finish(t testing.TB, cmd *exec.Cmd) ran {
	t.Helper()
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return ran{cmd.ProcessState.ExitCode(), out.String(), said.String()}
}

func build(t testing.TB, manual, output string, env ...string) ran {
	t.Helper()
	cmd := byCommand(t, manual, output)
	cmd.Env = append(os.Environ(), env...)
	return finish(t, cmd)
}

// sumsOf gives the sums of all files below a folder, by path; nil if there is none.
func sumsOf(t testing.TB, folder string) map[string]string {
	t.Helper()
	var all map[string]string
	err := filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		if all == nil {
			all = map[string]string{}
		}
		rel, _ := filepath.Rel(folder, file)
		all[filepath.ToSlash(rel)] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return all
}

// difference names a file that two trees do not have in common, or "".
func difference(a, b map[string]string) string {
	for name, sum := range a {
		if b[name] != sum {
			return name
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			return name
		}
	}
	return ""
}

// published is a manual of version B whose published site, which has a foreign file too, is still that of version A.
type published struct {
	*testing.T
	builder
	folder, manual, parent, output string
	old, new                       map[string]string
}

// builder makes manuals of a version, and builds them.
type builder struct {
	write   func(t testing.TB, folder, version string)
	command func(t testing.TB, manual, output string) *exec.Cmd
}

// byCommand are the arguments of a build.
func byCommand(t testing.TB, manual, output string) *exec.Cmd {
	return exec.Command(built(t), "build", manual, "-o", output, "--date", "2026-11-28")
}

func newPublished(t *testing.T, b builder) *published {
	t.Helper()
	p := &published{T: t, builder: b, folder: t.TempDir()}
	p.manual, p.parent = filepath.Join(p.folder, "manual"), filepath.Join(p.folder, "out")
	p.output = filepath.Join(p.parent, "site")
	for _, version := range []string{"B", "A"} {
		p.write(t, p.manual, version)
		if r := p.build(); r.code != 0 {
			t.Fatal(r)
		}
		if version == "B" {
			must(t, os.WriteFile(filepath.Join(p.output, "CNAME"), []byte("example.org\n"), 0o666))
		}
		p.old, p.new = sumsOf(t, p.output), p.old
	}
	if p.new["CNAME"] = p.old["CNAME"]; p.new["CNAME"] == "" {
		t.Fatal("the foreign file was lost")
	}
	must(t, os.CopyFS(filepath.Join(p.folder, "old"), os.DirFS(p.output)))
	p.write(t, p.manual, "B")
	return p
}

// build builds without a fault.
func (p *published) build() ran {
	p.Helper()
	return finish(p.T, p.command(p.T, p.manual, p.output))
}

// reset puts the site of version A back.
func (p *published) reset() {
	p.Helper()
	must(p.T, os.RemoveAll(p.output))
	must(p.T, os.CopyFS(p.output, os.DirFS(filepath.Join(p.folder, "old"))))
}

// state says whether the site is that of version A, of B, or neither, and names a file that is in neither.
func (p *published) state() string {
	p.Helper()
	now := sumsOf(p.T, p.output)
	switch {
	case maps.Equal(now, p.old):
		return "old"
	case maps.Equal(now, p.new):
		return "new"
	}
	return "mixed: " + difference(now, p.old) + ", " + difference(now, p.new)
}

// left names what a build has left beside the site.
func (p *published) left() string {
	list, err := os.ReadDir(p.parent)
	must(p.T, err)
	var names []string
	for _, e := range list {
		if n := e.Name(); n != "site" {
			names = append(names, n)
		}
	}
	return strings.Join(names, " ")
}
