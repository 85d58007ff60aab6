package publish

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// tree is a folder as a test sees it: a line for each entry below it.
type tree map[string]string

func snapshot(t *testing.T, folder string) tree {
	t.Helper()
	all := tree{}
	err := filepath.WalkDir(folder, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(folder, p)
		all[filepath.ToSlash(rel)], err = describe(p, info)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func describe(path string, info fs.FileInfo) (string, error) {
	line := info.Mode().String()
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		target, err := os.Readlink(path)
		return line + " -> " + target, err
	case info.Mode().IsRegular():
		data, err := os.ReadFile(path)
		return line + " " + string(data), err
	}
	return line, nil
}

func (before tree) mustEqual(t *testing.T, after tree) {
	t.Helper()
	for path, line := range before {
		if after[path] != line {
			t.Errorf("%s: before %q, after %q", path, line, after[path])
		}
	}
	for path, line := range after {
		if _, ok := before[path]; !ok {
			t.Errorf("%s is new: %q", path, line)
		}
	}
}

type files map[string]string

// put writes files as somebody else than clausebook; a name that ends in a
// slash is a folder.
func put(t *testing.T, folder string, all files) {
	t.Helper()
	for name, text := range all {
		path := filepath.Join(folder, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(path), 0o777))
		if strings.HasSuffix(name, "/") {
			must(t, os.MkdirAll(path, 0o777))
			continue
		}
		must(t, os.WriteFile(path, []byte(text), 0o666))
	}
}

// mustHold checks the regular files below folder, the lists of files set aside.
func mustHold(t *testing.T, folder string, want files) {
	t.Helper()
	got := files{}
	for path, line := range snapshot(t, folder) {
		if line[0] == '-' && path != marker && path != spare {
			got[path] = line[strings.Index(line, " ")+1:]
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("%s holds\n%q, want\n%q", filepath.Base(folder), got, want)
	}
}

// mustStandAlone checks that a build left nothing beside the output.
func mustStandAlone(t *testing.T, output string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(filepath.Dir(output), ".*.clausebook-*"))
	must(t, err)
	if len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// newManual is a manual's folder with its usual content.
func newManual(t *testing.T) string {
	t.Helper()
	manual := filepath.Join(realTemp(t), "manual")
	put(t, manual, files{
		"manual.yaml":          "title: Manual",
		"documents/qm-01.md":   "# Scope",
		"documents/sub/one.md": "# One",
		"theme/page.html":      "<main>",
		"standards/iso.yaml":   "clauses",
		".git/HEAD":            "ref: refs/heads/main",
	})
	return manual
}

// realTemp is free of the links that some systems have on the way to their
// folder for temporary files.
func realTemp(t *testing.T) string {
	t.Helper()
	folder, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	return folder
}

func sourcesOf(manual string) []string {
	var all []string
	for _, name := range []string{"documents", "theme", "standards", "manual.yaml", "missing"} {
		all = append(all, filepath.Join(manual, name))
	}
	return all
}

// prepare opens a staging folder that is not flushed to disk: some tests publish
// hundreds of times, and others may be using the disk.
func prepare(t *testing.T, manual, output string) *Staging {
	t.Helper()
	s, err := Prepare(manual, sourcesOf(manual), output)
	must(t, err)
	s.flush = func(*os.Root, []string, []string) error { return nil }
	s.flushFolder = func(*os.Root, string) error { return nil }
	t.Cleanup(s.Discard)
	return s
}

// holding writes a text.
func holding(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func write(t *testing.T, s *Staging, all files) {
	t.Helper()
	for path, text := range all {
		must(t, s.Write(path, holding(text)))
	}
}

// publishSite does a whole build of all into the manual's public folder.
func publishSite(t *testing.T, manual string, all files) (output string) {
	t.Helper()
	output = filepath.Join(manual, "public")
	s := prepare(t, manual, output)
	write(t, s, all)
	must(t, s.Commit())
	return output
}

func mustRefuse(t *testing.T, err error, reason string) {
	t.Helper()
	var refused *Refused
	if !errors.As(err, &refused) {
		t.Fatalf("got error %v, want a refusal", err)
	}
	if !strings.Contains(refused.Reason, reason) || refused.Hint == "" {
		t.Errorf("refused with %q, want %q and a hint", refused, reason)
	}
}

// symlink skips the test where a link cannot be made.
func symlink(t *testing.T, target, path string) {
	t.Helper()
	err := os.Symlink(target, path)
	if err != nil && runtime.GOOS == "windows" {
		t.Skip(err)
	}
	must(t, err)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// inSteps makes s publish as on a file system that cannot exchange names.
func inSteps(s *Staging) {
	s.exchange = func(*os.Root, string, string) error { return errors.ErrUnsupported }
}

// withoutLinks makes s publish as on a file system that has none.
func withoutLinks(s *Staging) {
	s.link = func(*os.Root, string, string) error { return errors.ErrUnsupported }
}
