//go:build unix

package manual_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// looks loads a manual on disk in each way that the program does: through the confined root and through
// any other file system, with a memory and without.
func looks(t *testing.T, folder string) map[string]*manual.Manual {
	t.Helper()
	own, err := rootfs.New(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { own.Close() })
	all := map[string]*manual.Manual{"other": load(t, os.DirFS(folder), manual.Options{}), "own": load(t, own, manual.Options{})}
	var memory manual.Cache
	for range 2 {
		settings, err := config.Open(own)
		if err != nil {
			t.Fatal(err)
		}
		if all["memory"], err = memory.Load(own, settings, manual.Options{Date: day}); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestLinkedLogo: a logo that is a link, or below one, or a pipe, is a finding and is not read.
func TestLinkedLogo(t *testing.T) {
	for _, c := range []struct {
		logo, link, to string
		twice          bool // the walk over the documents finds it too
	}{
		{"img/logo.png", "img/logo.png", "../.git/config", false},
		{"img/logo.png", "img/logo.png", "real.png", false},
		{"img/logo.png", "img/logo.png", "nowhere.png", false},
		{"img/logo.png", "img/logo.png", "/etc/hostname", false},
		{"img/logo.png", "img", ".git", false},
		{"img/deep/logo.png", "img/deep", "../.git", false},
		{"documents/logo.png", "documents/logo.png", "../.git/config", true},
		{"./documents/img/logo.png", "documents/img", "../.git", false},
		{"logo.svg", "logo.svg", "|", false},
		{"logo.png", "logo.png", "|", false},
	} {
		root := onDisk(t, map[string]string{"documents/a.md": doc("A-1", "approved", ""), ".git/config": "token", ".git/logo.png": "token"})
		if err := os.WriteFile(filepath.Join(root, "manual.yaml"), []byte(minimal+"logo: "+c.logo+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		_ = os.MkdirAll(filepath.Dir(filepath.Join(root, c.link)), 0o777)
		err := os.Symlink(c.to, filepath.Join(root, c.link))
		if c.to == "|" {
			_ = os.Remove(filepath.Join(root, c.link))
			err = syscall.Mkfifo(filepath.Join(root, c.link), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
		for look, m := range looks(t, root) {
			at := map[string]int{}
			for _, f := range m.Faults {
				if f.Rule == "unsafe-file" {
					at[f.File]++
				}
			}
			if m.LogoFile() != nil || at[filepath.Clean(c.logo)] != 1 {
				t.Errorf("%s: %s → %s: the logo is %+v, findings %v", look, c.link, c.to, m.LogoFile(), at)
			}
		}
	}
}

// TestLinkedConfiguration: manual.yaml itself is read by the same rule.
func TestLinkedConfiguration(t *testing.T) {
	for _, to := range []string{"other.yaml", "nowhere.yaml", "/etc/hostname", "|"} {
		root := onDisk(t, map[string]string{"documents/a.md": doc("A-1", "approved", ""), "other.yaml": minimal})
		file := filepath.Join(root, "manual.yaml")
		err := os.Remove(file)
		if to == "|" {
			err = errors.Join(err, syscall.Mkfifo(file, 0o666))
		} else {
			err = errors.Join(err, os.Symlink(to, file))
		}
		if err != nil {
			t.Fatal(err)
		}
		for look, m := range looks(t, root) {
			if f := m.Config.Findings; m.Readable || len(f) != 1 || f[0].Rule != "unsafe-file" || f[0].File != "manual.yaml" {
				t.Errorf("%s: manual.yaml → %s: findings %+v", look, to, f)
			}
		}
	}
}

// TestLinkedFolder: nothing is read through a documents folder that is a link.
func TestLinkedFolder(t *testing.T) {
	for _, folder := range []string{"docs", "up/docs"} {
		root := onDisk(t, map[string]string{"real/docs/a.md": doc("A-1", "approved", ""), "real/a.md": doc("A-1", "approved", "")})
		if err := os.WriteFile(filepath.Join(root, "manual.yaml"), []byte(minimal+"documents: "+folder+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		link, _, _ := strings.Cut(folder, "/")
		if err := os.Symlink("real", filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
		for look, m := range looks(t, root) {
			if len(m.Entries) != 0 || len(m.Faults) != 1 || !strings.Contains(m.Faults[0].Message, "symbolic link") {
				t.Errorf("%s: %s: %d documents, findings %+v", look, folder, len(m.Entries), m.Faults)
			}
		}
	}
}

// TestHugeFiles are measured before they are read: a sparse file costs nothing to make.
func TestHugeFiles(t *testing.T) {
	root := onDisk(t, map[string]string{"documents/a.md": doc("A-1", "approved", "[a](a.png) [b](b.svg) [c](c.docx)")})
	for _, name := range []string{"huge.md", "a.png", "b.svg", "c.docx", "unused.svg"} {
		file := filepath.Join(root, "documents", name)
		if err := errors.Join(os.WriteFile(file, nil, 0o666), os.Truncate(file, 20<<30)); err != nil {
			t.Skip("no sparse files here: ", err)
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	all := looks(t, root)
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 600 { // of five files of 20 GiB
		t.Errorf("reading takes %d MiB", used)
	}
	for look, m := range all {
		var large []string
		for _, f := range m.Faults {
			if f.Rule == "too-large" {
				large = append(large, strings.TrimPrefix(f.File, "documents/"))
			}
		}
		slices.Sort(large)
		if got := strings.Join(large, " "); got != "a.png b.svg c.docx" {
			t.Errorf("%s: too large are %s", look, got)
		}
	}
}
