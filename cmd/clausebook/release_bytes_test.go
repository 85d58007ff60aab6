//go:build linux

package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/clausebook/clausebook/generator/pack"
)

// thePack is the name of the pack among the files of a site.
const thePack = "the pack"

// TestSameBytes builds the example manual under conditions that must not matter. Every file of the site is the same, also
// the spreadsheet, and so is the pack.
func TestSameBytes(t *testing.T) {
	mustRelease(t, "git", "disorderfs", "fusermount")
	folder := t.TempDir()
	must(t, os.Chmod(filepath.Dir(folder), 0o755))
	source := filepath.Join(folder, "source")
	must(t, os.CopyFS(source, os.DirFS("../../example-manual")))
	git := func(args ...string) {
		t.Helper()
		if r := execute(t, nil, "git", append([]string{"-c", "user.name=A", "-c", "user.email=a@example.com", "-C"}, args...)...); r.code != 0 {
			t.Fatal(args, r)
		}
	}
	git(source, "init", "-q")
	git(source, "add", ".")
	git(source, "commit", "-qm", "All")
	output := filepath.Join(folder, "site")
	of := func(manual string, env ...string) map[string]string {
		t.Helper()
		if r := build(t, manual, output, env...); r.code != 0 {
			t.Fatal(r)
		}
		packed := filepath.Join(t.TempDir(), "pack.zip") // an existing one is refused
		if r := execute(t, env, built(t), "pack", manual, "-o", packed, "--date", "2026-11-28"); r.code != 0 {
			t.Fatal(r)
		}
		return sumsWithPack(t, output, packed)
	}
	want := of(source)
	clone := func(t *testing.T, name string, settings ...string) string {
		to := filepath.Join(folder, name)
		git(append(append([]string{folder}, settings...), "clone", "-q", source, to)...)
		return to
	}
	for name, sums := range map[string]func(t *testing.T) map[string]string{
		"a second build over the first": func(*testing.T) map[string]string { return of(source) },
		"another path":                  func(t *testing.T) map[string]string { return of(clone(t, "ein anderer Ort/ü")) },
		"another zone":                  func(*testing.T) map[string]string { return of(source, "TZ=Pacific/Kiritimati") },
		"another locale": func(*testing.T) map[string]string {
			return of(source, "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "LANGUAGE=tr")
		},
		"one core":    func(*testing.T) map[string]string { return of(source, "GOMAXPROCS=1") },
		"two cores":   func(*testing.T) map[string]string { return of(source, "GOMAXPROCS=2") },
		"eight cores": func(*testing.T) map[string]string { return of(source, "GOMAXPROCS=8") },
		"another umask": func(*testing.T) map[string]string {
			defer syscall.Umask(syscall.Umask(0o077))
			return of(clone(t, "private"))
		},
		"touched files": func(t *testing.T) map[string]string {
			to := clone(t, "touched")
			must(t, filepath.WalkDir(to, func(file string, d os.DirEntry, err error) error {
				if err != nil || strings.Contains(file, ".git") {
					return err
				}
				return os.Chtimes(file, time.Unix(1, 0), time.Unix(1, 0))
			}))
			return of(to)
		},
		"another order of folders": func(t *testing.T) map[string]string {
			at := filepath.Join(folder, "disorder")
			must(t, os.Mkdir(at, 0o777))
			if r := execute(t, nil, "disorderfs", "--shuffle-dirents=yes", "--quiet", source, at); r.code != 0 {
				t.Fatal(r)
			}
			defer exec.Command("fusermount", "-u", at).Run()
			return of(at)
		},
		"lines that end as on Windows": func(t *testing.T) map[string]string {
			sums := of(clone(t, "crlf", "-c", "core.autocrlf=true", "-c", "core.eol=crlf"))
			for name, sum := range want {
				// Attachments are copied byte for byte, and this checkout has other bytes.
				// The list of sums has theirs, and the pack has those of its sources too.
				if strings.HasPrefix(name, "files/") && strings.HasSuffix(name, ".svg") || name == pack.SumsFile || name == thePack {
					sums[name] = sum
				}
			}
			return sums
		},
		"another user": func(t *testing.T) map[string]string {
			return asNobody(t, folder, clone(t, "nobody's"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			if file := difference(want, sums(t)); file != "" {
				t.Errorf("%s differs", file)
			}
		})
	}
	changed := clone(t, "changed")
	must(t, os.WriteFile(filepath.Join(changed, "documents", "README.md"), []byte("Another text.\n"), 0o666))
	if difference(want, of(changed)) == "" {
		t.Error("another text makes the same site, so this test shows nothing")
	}
}

// asNobody builds and packs as a user without rights, into a folder of that user.
func asNobody(t *testing.T, folder, manual string) map[string]string {
	t.Helper()
	const nobody = 65534
	if os.Getuid() != 0 {
		t.Skip("only root can act as another user")
	}
	own := filepath.Join(folder, "own")
	must(t, os.Mkdir(own, 0o777))
	program := filepath.Join(own, "clausebook")
	data, err := os.ReadFile(built(t))
	must(t, err)
	must(t, os.WriteFile(program, data, 0o755))
	for _, dir := range []string{own, manual} {
		must(t, filepath.WalkDir(dir, func(file string, _ os.DirEntry, err error) error { return os.Lchown(file, nobody, nobody) }))
	}
	must(t, os.Chmod(folder, 0o755))
	site, packed := filepath.Join(own, "site"), filepath.Join(own, "pack.zip")
	for _, args := range [][]string{{"build", manual, "-o", site}, {"pack", manual, "-o", packed}} {
		cmd := exec.Command(program, append(args, "--date", "2026-11-28")...)
		cmd.Dir, cmd.Env = own, []string{"HOME=" + own, "PATH=" + os.Getenv("PATH")}
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	return sumsWithPack(t, site, packed)
}

func sumsWithPack(t *testing.T, site, packed string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(packed)
	must(t, err)
	sums := sumsOf(t, site)
	sums[thePack] = fmt.Sprintf("%x", sha256.Sum256(data))
	return sums
}
