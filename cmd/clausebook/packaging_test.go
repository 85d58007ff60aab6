package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/scaffold"
)

// releaseFile is what of .goreleaser.yaml decides what is built.
type releaseFile struct {
	Version int
	Builds  []struct {
		Main                              string
		Env, Flags, Ldflags, Goos, Goarch []string
	}
	Checksum struct {
		NameTemplate string `yaml:"name_template"`
	}
	Sboms   []struct{ Artifacts string }
	Dockers []struct {
		Dockerfile string
		Images     []string
	} `yaml:"dockers_v2"`
}

func readRelease(t *testing.T) releaseFile {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(sourceFolder, "../../.goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var r releaseFile
	if err := yaml.Unmarshal(raw, &r); err != nil {
		t.Fatal(err)
	}
	if r.Version != 2 || len(r.Builds) != 1 {
		t.Fatalf("%+v", r)
	}
	return r
}

// TestRelease: a release has binaries for the usual systems, checksums, lists of what is in them, and an image
// whose file is there.
func TestRelease(t *testing.T) {
	r := readRelease(t)
	b := r.Builds[0]
	if !slices.Equal(b.Goos, []string{"linux", "darwin", "windows"}) || !slices.Equal(b.Goarch, []string{"amd64", "arm64"}) {
		t.Errorf("built for %v, %v", b.Goos, b.Goarch)
	}
	if r.Checksum.NameTemplate == "" || len(r.Sboms) == 0 || len(r.Dockers) != 1 {
		t.Errorf("%+v", r)
	}
	for _, file := range []string{b.Main, r.Dockers[0].Dockerfile} {
		if _, err := os.Stat(filepath.Join(sourceFolder, "../..", file)); err != nil {
			t.Error(err)
		}
	}
	docker, err := readmeFile("../../.docker/Dockerfile")
	if err != nil || !strings.Contains(docker, "apk add --no-cache git") {
		t.Errorf("the image has no Git, which the history of documents needs: %v", err)
	}
}

// TestReleaseBuild builds the program as a release does. It is small, and ready at once.
func TestReleaseBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	b := readRelease(t).Builds[0]
	program := filepath.Join(t.TempDir(), "clausebook.exe")
	args := append([]string{"build", "-o", program}, b.Flags...)
	build := exec.Command("go", append(args, "-ldflags", strings.Join(b.Ldflags, " "), b.Main)...)
	build.Dir, build.Env = filepath.Join(sourceFolder, "../.."), append(os.Environ(), b.Env...)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat(program)
	if err != nil {
		t.Fatal(err)
	}
	const most = 25_000_000
	if info.Size() > most {
		t.Errorf("the program has %d bytes, at most %d are allowed", info.Size(), most)
	}
	fastest := time.Hour
	for range 20 {
		version := exec.Command(program, "version")
		out, err := version.Output()
		if err != nil || !bytes.HasPrefix(out, []byte("clausebook ")) {
			t.Fatalf("%q, %v", out, err)
		}
		// Its own time, since others share the machine.
		fastest = min(fastest, version.ProcessState.UserTime()+version.ProcessState.SystemTime())
	}
	t.Logf("%d bytes, version in %v", info.Size(), fastest)
	if fastest > 20*time.Millisecond {
		t.Errorf("version takes %v", fastest)
	}
}

var firstCommand = regexp.MustCompile(`(?m)^    (go run [^#\n]*[^# \n]) *#.*public`)

// TestFreshClone runs the first command of the README in a fresh clone with nothing but Go and Git on the path.
func TestFreshClone(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("builds the program")
	}
	text, err := readmeFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	m := firstCommand.FindStringSubmatch(text)
	if m == nil {
		t.Fatal("the README does not begin with a command that builds the example")
	}
	tools, clone := t.TempDir(), filepath.Join(t.TempDir(), "clausebook")
	for _, name := range []string{"go", "git"} {
		file, err := exec.LookPath(name)
		if err != nil {
			t.Skip(err)
		}
		if err := os.WriteFile(filepath.Join(tools, name), []byte("#!/bin/sh\nexec '"+file+"' \"$@\"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("git", "clone", "-q", "--shared", filepath.Join(sourceFolder, "../.."), clone).CombinedOutput(); err != nil {
		t.Skipf("this is not a repository: %s", out)
	}
	words := strings.Fields(m[1])
	run := exec.Command(words[0], words[1:]...)
	run.Path, run.Dir = filepath.Join(tools, words[0]), clone
	// As TestReleaseBuild builds it, so that what is compiled once is used again.
	run.Env = append(os.Environ(), "PATH="+tools, "CGO_ENABLED=0", "GOFLAGS="+strings.Join(readRelease(t).Builds[0].Flags, " "))
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", m[1], err, out)
	}
	if _, err := os.Stat(filepath.Join(clone, "example-manual/public/index.html")); err != nil {
		t.Error(err)
	}
}

// TestNoRelease: the version of a program that is not a release is never named where one is to be installed.
func TestNoRelease(t *testing.T) {
	if plainVersion.MatchString(scaffold.NextRelease) {
		t.Skip("there is a release")
	}
	text, err := readmeFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "There is no release yet") || !strings.Contains(text, scaffold.NextRelease) {
		t.Error("the README does not say that there is no release, and what stands for its version")
	}
}

var shownFile = regexp.MustCompile(`(?:\]\(|src(?:set)?=")([^)#":]+)[)"#]`)

// TestReadmeIsShort: the README is read in five minutes, and what it shows or links to is there.
func TestReadmeIsShort(t *testing.T) {
	text, err := readmeFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(text, "\n"); n > 150 {
		t.Errorf("the README has %d lines, at most 150 are allowed", n)
	}
	found := shownFile.FindAllStringSubmatch(text, -1)
	if len(found) < 15 {
		t.Errorf("%d files are shown", len(found))
	}
	for _, m := range found {
		if _, err := os.Stat(filepath.Join(sourceFolder, "../..", m[1])); err != nil {
			t.Error(err)
		}
	}
}
