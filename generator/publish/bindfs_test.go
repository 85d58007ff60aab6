//go:build linux

package publish

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBindfs publishes on a file system that cannot exchange two names.
func TestBindfs(t *testing.T) {
	if os.Getenv("CLAUSEBOOK_RELEASE") == "" {
		t.Skip("run by .ci/release")
	}
	below, at := realTemp(t), realTemp(t)
	system(t, "bindfs", below, at)
	t.Cleanup(func() { exec.Command("fusermount", "-u", at).Run() })
	manual := filepath.Join(at, "manual")
	put(t, manual, files{"manual.yaml": "title: Manual", "documents/one.md": "# One"})
	output := publishSite(t, manual, version("A"))
	s := prepare(t, manual, output)
	if err := s.exchange(s.parent, "documents", "public"); err == nil {
		t.Fatal("names can be exchanged here, so this test shows nothing")
	}
	s.Discard()
	put(t, output, files{"CNAME": "example.org"})
	for range 10 {
		killOne(t, manual, "")
		prepare(t, manual, output).Discard()
		mustBeWhole(t, output)
	}
	publishSite(t, manual, version("C"))
	mustBeWhole(t, output)
	mustStandAlone(t, output)
}
