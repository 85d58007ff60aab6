//go:build unix

package rootfs_test

import (
	"errors"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/clausebook/clausebook/generator/rootfs"
)

// lay makes a folder with a file in it of each kind, and a secret beside it.
func lay(t *testing.T) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "manual")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(filepath.Join(folder, "a", "b"), 0o777))
	must(os.WriteFile(filepath.Join(folder, "a", "b", "file"), []byte("content"), 0o666))
	must(os.WriteFile(filepath.Join(folder, "secret"), []byte("secret"), 0o666))
	must(os.WriteFile(filepath.Join(folder, "..", "secret"), []byte("secret"), 0o666))
	for name, to := range map[string]string{"a/link": "b/file", "a/out": "../../secret", "a/absolute": "/etc/hostname", "a/folder": "b", "a/up": "..",
		"a/self": "self", "a/gone": "nowhere"} {
		must(os.Symlink(to, filepath.Join(folder, name)))
	}
	must(syscall.Mkfifo(filepath.Join(folder, "a", "pipe"), 0o666))
	l, err := net.Listen("unix", filepath.Join(folder, "a", "s"))
	must(err)
	t.Cleanup(func() { l.Close() })
	return folder
}

// TestLinksAndPipes holds for the file system of this package, and for those that it is handed.
func TestLinksAndPipes(t *testing.T) {
	folder := lay(t)
	own, err := rootfs.New(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	for name, fsys := range map[string]fs.FS{"own": own, "DirFS": os.DirFS(folder)} {
		if data, err := rootfs.ReadFile(fsys, "a/b/file", 100); string(data) != "content" || err != nil {
			t.Errorf("%s: %q, %v", name, data, err)
		}
		if data, err := rootfs.ReadFile(fsys, "a/b/file", 3); string(data) != "cont" || err != nil {
			t.Errorf("%s: of a file that is too large %q, %v", name, data, err)
		}
		for _, file := range []string{"a/link", "a/out", "a/absolute", "a/folder/file", "a/up/secret", "a/up/a/b/file", "a/self", "a/gone", "a/pipe", "a/s"} {
			done := make(chan error, 1)
			go func() {
				data, err := rootfs.ReadFile(fsys, file, 100)
				if len(data) > 0 {
					t.Errorf("%s: %s is read: %q", name, file, data)
				}
				done <- err
			}()
			select {
			case err := <-done:
				if !errors.Is(err, rootfs.ErrNotRegular) {
					t.Errorf("%s: %s gives %v", name, file, err)
				} else if strings.Contains(err.Error(), folder) {
					t.Errorf("%s: %v names a path of the machine", name, err)
				}
			case <-time.After(10 * time.Second):
				t.Fatalf("%s: %s hangs", name, file)
			}
		}
		for _, file := range []string{"nowhere", "a/b/file/x", "a", "../secret", "/etc/hostname", "a//b", "", "a\x00"} {
			if data, err := rootfs.ReadFile(fsys, file, 100); err == nil {
				t.Errorf("%s: %q is read: %q", name, file, data)
			}
		}
		if _, err := rootfs.ReadFile(fsys, "nowhere", 100); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: what is not there gives %v", name, err)
		}
	}
}

// TestFS: without links it is a file system like others.
func TestFS(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, fstest.MapFS{"a/b.txt": {Data: []byte("b")}, "c": {Data: nil}, "a/d/e": {Data: []byte("e")}}); err != nil {
		t.Fatal(err)
	}
	own, err := rootfs.New(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	if err := fstest.TestFS(own, "a/b.txt", "c", "a/d/e"); err != nil {
		t.Error(err)
	}
}

// TestReplacedWhileRead: whatever takes a file's place while it is read, what is read is the file's.
func TestReplacedWhileRead(t *testing.T) {
	folder := lay(t)
	own, err := rootfs.New(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	at := func(name string) string { return filepath.Join(folder, name) }
	end := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for n := 0; ; n++ {
			select {
			case <-end:
				return
			default:
			}
			_ = os.Rename(at("a/b"), at("a/away"))
			_ = os.Symlink("..", at("a/b"))
			_ = os.Remove(at("a/b"))
			_ = os.Rename(at("a/away"), at("a/b"))
			_ = os.Rename(at("a/b/file"), at("a/kept"))
			if n%2 == 0 {
				_ = os.Symlink("../../secret", at("a/b/file"))
			} else {
				_ = syscall.Mkfifo(at("a/b/file"), 0o666)
			}
			_ = os.Rename(at("a/kept"), at("a/b/file"))
		}
	}()
	read := 0
	_ = os.WriteFile(at("file"), []byte("secret"), 0o666) // what a/b/file is through the link a/b
	for until := time.Now().Add(time.Second); time.Now().Before(until); {
		f, err := own.Open("a/b/file")
		if err != nil {
			continue
		}
		data, err := io.ReadAll(f)
		f.Close()
		if string(data) != "content" || err != nil {
			t.Fatalf("read %q, %v", data, err)
		}
		read++
	}
	close(end)
	<-ended
	if read == 0 {
		t.Error("the file was never there")
	}
}
