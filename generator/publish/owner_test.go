//go:build unix

package publish

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

const (
	childOnce = "CLAUSEBOOK_TEST_ONCE"
	nobody    = 65534
)

// mustBeRoot skips a test that needs two users; the pipeline runs as root.
func mustBeRoot(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 || runtime.GOOS != "linux" {
		t.Skip("only root can act as another user, and the test's way to do so is that of Linux")
	}
}

// publishOnce publishes version B as the user that the test chose, and prints
// the notices.
func publishOnce(manual string) {
	s, err := Prepare(manual, nil, filepath.Join(manual, "public"))
	if err == nil {
		defer s.Discard()
		for path, text := range version("B") {
			err = errors.Join(err, s.Write(path, holding(text)))
		}
		err = errors.Join(err, s.Commit())
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(3)
	}
	fmt.Println(strings.Join(s.Notices(), "\n"))
	os.Exit(0)
}

// publishAsNobody runs publishOnce in another process that has no rights but
// those of everybody.
func publishAsNobody(t *testing.T, manual string) (string, error) {
	t.Helper()
	program, err := os.Open(os.Args[0]) // the folder it lies in is closed to others
	must(t, err)
	defer program.Close()
	child := exec.Command("/proc/self/fd/3")
	child.ExtraFiles = []*os.File{program}
	child.Dir = "/"
	child.Env = []string{childOnce + "=" + manual, "HOME=/nonexistent"}
	child.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	out, err := child.CombinedOutput()
	return string(out), err
}

// shared is a manual's folder in which others may build too.
func shared(t *testing.T) (manual string) {
	t.Helper()
	manual = newManual(t)
	for dir := manual; strings.HasPrefix(filepath.Base(filepath.Dir(dir)), "Test") || dir == manual; dir = filepath.Dir(dir) {
		must(t, os.Chmod(dir, 0o777))
	}
	for dir := manual; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && info.Mode().Perm()&0o001 == 0 {
			must(t, os.Chmod(dir, info.Mode().Perm()|0o055))
		}
	}
	return manual
}

// A site that was first built by another user is replaced. What cannot be
// removed of it is named, and is not in the way of later builds.
func TestOtherUsersSite(t *testing.T) {
	t.Parallel()
	mustBeRoot(t)
	manual := shared(t)
	output := publishSite(t, manual, version("A"))
	must(t, os.WriteFile(filepath.Join(manual, ".public.clausebook-lock"), nil, 0o600)) // of a killed build
	must(t, os.Chmod(filepath.Join(manual, ".public.clausebook-lock"), 0o644))
	for n := range 3 {
		told, err := publishAsNobody(t, manual)
		if err != nil {
			t.Fatalf("build %d by another user: %v\n%s", n, err, told)
		}
		for _, word := range []string{filepath.Join(manual, ".public.clausebook-new"), "permission denied", "remove it"} {
			if !strings.Contains(told, word) {
				t.Errorf("the notices of build %d lack %q: %q", n, word, told)
			}
		}
		mustHold(t, output, version("B"))
		for name := range version("B") {
			mustBeOf(t, nobody, filepath.Join(output, name))
		}
	}
	left, err := filepath.Glob(filepath.Join(manual, ".*.clausebook-*"))
	must(t, err)
	if len(left) != 1 {
		t.Errorf("left are %q, want one folder", left)
	}
	publishSite(t, manual, version("C")) // root can remove all
	mustStandAlone(t, output)
}

// What is left of a site is still known as ours, whatever of it was removed before a folder that cannot be.
func TestOtherUsersFolder(t *testing.T) {
	t.Parallel()
	mustBeRoot(t)
	for _, folder := range strings.Fields("a b c d e f g h") { // which comes first depends on the file system
		manual := shared(t)
		for range 2 { // the second site is nobody's own
			if told, err := publishAsNobody(t, manual); err != nil {
				t.Fatal(err, told)
			}
		}
		put(t, filepath.Join(manual, "public"), files{folder + "/x": "mine"})
		for n := range 2 {
			told, err := publishAsNobody(t, manual)
			if err != nil || !strings.Contains(told, "cannot be removed") {
				t.Errorf("%s, build %d: %v, %q", folder, n, err, told)
			}
		}
	}
}

func mustBeOf(t *testing.T, user uint32, path string) {
	t.Helper()
	info, err := os.Lstat(path)
	must(t, err)
	if of := ownerOf(info); of.user != user {
		t.Errorf("%s belongs to user %d, want %d", filepath.Base(path), of.user, user)
	}
	if n := info.Sys().(*syscall.Stat_t).Nlink; info.Mode().IsRegular() && n != 1 {
		t.Errorf("%s has %d names", filepath.Base(path), n)
	}
}

// A site that cannot be read by this user, or a folder that cannot be written,
// is refused with what to do.
func TestOtherUsersClosedSite(t *testing.T) {
	t.Parallel()
	mustBeRoot(t)
	for name, c := range map[string]struct {
		close  string
		mode   os.FileMode
		reason string
	}{
		"site closed":   {"public", 0o700, "cannot be read"},
		"parent closed": {".", 0o755, "cannot be opened for writing"},
		"sticky parent": {".", 0o777 | os.ModeSticky, "belongs to another user"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := shared(t)
			publishSite(t, manual, version("A"))
			must(t, os.Chmod(filepath.Join(manual, c.close), c.mode))
			before := snapshot(t, manual)
			told, err := publishAsNobody(t, manual)
			if err == nil || !strings.Contains(told, c.reason) {
				t.Errorf("got %v and %q, want %q", err, told, c.reason)
			}
			before.mustEqual(t, snapshot(t, manual))
		})
	}
}

// A page with the right bytes that belongs to another user or group is made
// anew, so that its owner cannot change what is published.
func TestOtherOwner(t *testing.T) {
	t.Parallel()
	mustBeRoot(t)
	for name, owner := range map[string][2]int{"user": {nobody, -1}, "group": {-1, nobody}, "both": {nobody, nobody}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			output := publishSite(t, manual, version("A"))
			put(t, output, files{"CNAME": "x"})
			for _, page := range []string{"index.html", "d0/same.html", "CNAME"} {
				must(t, os.Chown(filepath.Join(output, page), owner[0], owner[1]))
			}
			open, err := os.OpenFile(filepath.Join(output, "d0", "same.html"), os.O_RDWR, 0)
			must(t, err)
			defer open.Close()
			publishSite(t, manual, version("A"))
			_, err = open.WriteAt([]byte("changed"), 0)
			must(t, err)
			want := version("A")
			want["CNAME"] = "x"
			mustHold(t, output, want)
			for name, line := range snapshot(t, output) {
				info, err := os.Lstat(filepath.Join(output, name))
				must(t, err)
				if of := ownerOf(info); name != "CNAME" && (of.user != 0 || of.group != uint32(os.Getgid())) {
					t.Errorf("%s belongs to %v: %s", name, of, line)
				}
			}
		})
	}
}

// A page may get another owner or another name while the site is written.
func TestOtherOwnerMeanwhile(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(page string) error{
		"name": func(page string) error { return os.Link(page, page+".other") },
		"mode": func(page string) error { return os.Chmod(page, 0o666) },
		"replaced": func(page string) error {
			return errors.Join(os.Remove(page), os.WriteFile(page, []byte("evil"), 0o644))
		},
		"replaced, with two names": func(page string) error {
			return errors.Join(os.Rename(page, page+".a"), os.Link(page+".a", page+".b"), os.WriteFile(page, []byte("evil"), 0o644))
		},
		"link": func(page string) error { return errors.Join(os.Remove(page), os.Symlink("../manual.yaml", page)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			output := publishSite(t, manual, files{"page.html": "same"})
			page := filepath.Join(output, "page.html")
			s := prepare(t, manual, output)
			link := s.link
			s.link = func(parent *os.Root, from, to string) error {
				if strings.HasSuffix(from, "page.html") {
					must(t, change(page))
				}
				return link(parent, from, to)
			}
			write(t, s, files{"page.html": "same"})
			must(t, s.Commit())
			info, err := os.Lstat(page)
			must(t, err)
			data, err := os.ReadFile(page)
			must(t, err)
			if info.Mode() != s.usual || string(data) != "same" || info.Sys().(*syscall.Stat_t).Nlink != 1 {
				t.Errorf("the page is %v %q with %d names", info.Mode(), data, info.Sys().(*syscall.Stat_t).Nlink)
			}
		})
	}
}
