//go:build unix

package manual_test

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/clausebook/clausebook/generator/manual"
)

// TestPipes: reading a pipe would block for ever, and a socket cannot be read.
func TestPipes(t *testing.T) {
	root := onDisk(t, map[string]string{"documents/a.md": doc("A-1", "approved", "")})
	if err := syscall.Mkfifo(filepath.Join(root, "documents", "pipe.md"), 0o666); err != nil {
		t.Skip("no pipes here: ", err)
	}
	want := 1
	if socket, err := net.Listen("unix", filepath.Join(root, "documents", "socket.png")); err == nil {
		defer socket.Close()
		want++
	}
	m := load(t, os.DirFS(root), manual.Options{})
	if got := names(m.Entries); got != "A-1" || len(m.Faults) != want || m.Faults[0].Rule != "unsafe-file" {
		t.Errorf("documents %s, faults %+v", got, m.Faults)
	}
}

// TestLogoPipe: a logo that is a pipe, or leads out of the manual, is no logo.
func TestLogoPipe(t *testing.T) {
	root := onDisk(t, map[string]string{"documents/a.md": doc("A-1", "approved", "")})
	if err := os.WriteFile(filepath.Join(root, "manual.yaml"), []byte(minimal+"logo: logo.svg\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(root, "logo.svg"), 0o666); err != nil {
		t.Skip("no pipes here: ", err)
	}
	if m := load(t, os.DirFS(root), manual.Options{}); m.LogoFile() != nil {
		t.Errorf("the logo is %+v", m.LogoFile())
	}
}
