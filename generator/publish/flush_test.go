package publish

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// traced notes in which order s flushes and publishes, and checks at each flush
// that all is there.
func traced(t *testing.T, s *Staging, flush func(*os.Root, []string, []string) error, want files) *[]string {
	var steps []string
	s.flush = func(root *os.Root, files, folders []string) error {
		steps = append(steps, "flush")
		fresh := filepath.Join(s.parent.Name(), s.fresh)
		mustHold(t, fresh, want)
		for _, list := range []string{marker, spare} {
			if data, err := root.ReadFile(list); err != nil || !strings.HasPrefix(string(data), header+manifestLines(s.files)) {
				t.Errorf("%s is not complete when it is flushed: %q, %v", list, data, err)
			}
		}
		for name, line := range snapshot(t, fresh) {
			named := files
			if line[0] == 'd' {
				named = folders
			}
			info, err := os.Lstat(filepath.Join(s.parent.Name(), s.site, name))
			kept, fault := os.Lstat(filepath.Join(fresh, name))
			if linked := err == nil && fault == nil && os.SameFile(info, kept); !linked && !slices.Contains(named, filepath.FromSlash(name)) {
				t.Errorf("%s is not flushed", name)
			}
		}
		return flush(root, files, folders)
	}
	exchange := s.exchange
	s.exchange = func(parent *os.Root, a, b string) error {
		steps = append(steps, "exchange")
		return exchange(parent, a, b)
	}
	s.flushFolder = func(root *os.Root, name string) error {
		steps = append(steps, "flush parent")
		if root != s.parent || name != "." {
			t.Errorf("flushed %s in %s", name, root.Name())
		}
		now := want
		mustHold(t, filepath.Join(s.parent.Name(), s.site), now)
		if _, err := os.Stat(filepath.Join(s.parent.Name(), s.fresh, marker)); err != nil {
			t.Errorf("the old site is removed before the swap is on disk: %v", err)
		}
		return flushFolder(root, name)
	}
	return &steps
}

// Content, list and folders are on disk before the swap, the swap is before the
// old site goes.
func TestFlushedInOrder(t *testing.T) {
	t.Parallel()
	for name, force := range map[string]func(*Staging){
		"exchange": func(*Staging) {}, "steps": inSteps, "no links": withoutLinks, "one by one": func(*Staging) {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			manual := newManual(t)
			output := publishSite(t, manual, version("A"))
			put(t, output, files{"CNAME": "x", "mine/note": "y"})
			s := prepare(t, manual, output)
			force(s)
			want := version("B")
			write(t, s, want)
			want["CNAME"], want["mine/note"] = "x", "y"
			how := flush
			if name == "one by one" {
				how = flushEach
			}
			steps := traced(t, s, how, want)
			must(t, s.Commit())
			if got := strings.Join(*steps, ", "); got != "flush, exchange, flush parent" {
				t.Errorf("the order is %s", got)
			}
			mustHold(t, output, want)
			mustStandAlone(t, output)
		})
	}
}

func TestFlushFails(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, version("A"))
	before := snapshot(t, manual)
	s := prepare(t, manual, output)
	write(t, s, version("B"))
	s.flush = func(*os.Root, []string, []string) error { return syscall.EIO }
	if err := s.Commit(); !errors.Is(err, syscall.EIO) {
		t.Errorf("got %v, want the system's error", err)
	}
	before.mustEqual(t, snapshot(t, manual))
}

// If it is not certain that the swap outlives a power failure, the old site is
// put back.
func TestFlushOfParentFails(t *testing.T) {
	t.Parallel()
	for how, force := range map[string]func(*Staging){"exchange": func(*Staging) {}, "steps": inSteps} {
		for name, there := range map[string]func(t *testing.T, manual string){
			"site":    func(t *testing.T, manual string) { publishSite(t, manual, version("A")) },
			"empty":   func(t *testing.T, manual string) { put(t, manual, files{"public/": ""}) },
			"nothing": func(*testing.T, string) {},
		} {
			t.Run(name+", "+how, func(t *testing.T) {
				t.Parallel()
				manual := newManual(t)
				output := filepath.Join(manual, "public")
				there(t, manual)
				before := snapshot(t, manual)
				s := prepare(t, manual, output)
				force(s)
				write(t, s, version("B"))
				s.flushFolder = func(*os.Root, string) error { return syscall.EIO }
				if err := s.Commit(); !errors.Is(err, syscall.EIO) {
					t.Errorf("got %v, want the system's error", err)
				}
				before.mustEqual(t, snapshot(t, manual))
			})
		}
	}
}

// If it cannot be put back either, both sites stay until the next build.
func TestCannotPutBack(t *testing.T) {
	t.Parallel()
	manual := newManual(t)
	output := publishSite(t, manual, version("A"))
	s := prepare(t, manual, output)
	write(t, s, version("B"))
	s.flushFolder = func(*os.Root, string) error {
		s.exchange = func(*os.Root, string, string) error { return os.ErrPermission }
		return syscall.EIO
	}
	if err := s.Commit(); !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), filepath.Join(manual, s.fresh)) {
		t.Errorf("got %v, want the system's error and the folder", err)
	}
	mustHold(t, output, version("B"))
	mustHold(t, filepath.Join(manual, s.fresh), version("A"))
	publishSite(t, manual, version("C"))
	mustStandAlone(t, output)
}

func TestFlushEach(t *testing.T) {
	t.Parallel()
	root, err := os.OpenRoot(t.TempDir())
	must(t, err)
	defer root.Close()
	put(t, root.Name(), files{"a": "a", "b/c": "c"})
	must(t, flushEach(root, []string{"a", filepath.Join("b", "c")}, []string{".", "b"}))
	if err := flushEach(root, []string{"a", "missing"}, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v for a file that is not there", err)
	}
}
