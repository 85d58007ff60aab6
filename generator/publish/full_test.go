//go:build linux

package publish

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// A disk that is full at any point of a build keeps the old site.
func TestFullDisk(t *testing.T) {
	if os.Getenv("CLAUSEBOOK_RELEASE") == "" {
		t.Skip("run by .ci/release")
	}
	full, fits := 0, 0
	const page = 4 // KiB
	for size := 100 * page; size <= 180*page; size += page {
		at := realTemp(t)
		system(t, "mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dk", size), "tmpfs", at)
		t.Cleanup(func() { exec.Command("umount", at).Run() })
		manual := filepath.Join(at, "manual")
		put(t, manual, files{"manual.yaml": "title: Manual"})
		output := publishSite(t, manual, version("A"))
		before := snapshot(t, manual)
		s := prepare(t, manual, output)
		var err error
		for path, text := range version("B") {
			err = errors.Join(err, s.Write(path, holding(text)))
		}
		if err == nil {
			err = s.Commit()
		}
		s.Discard()
		switch {
		case errors.Is(err, syscall.ENOSPC):
			full++
			before.mustEqual(t, snapshot(t, manual))
		case err == nil:
			fits++
			mustHold(t, output, version("B"))
		default:
			t.Errorf("%d KiB: %v", size, err)
		}
		mustStandAlone(t, output)
		system(t, "umount", at)
	}
	t.Logf("%d builds on a full disk, %d on one that was large enough", full, fits)
	if full < 10 || fits < 10 {
		t.Error("the sizes are not around what is needed")
	}
}

// A disk that is read-only is refused in words.
func TestReadOnlyDisk(t *testing.T) {
	if os.Getenv("CLAUSEBOOK_RELEASE") == "" {
		t.Skip("run by .ci/release")
	}
	at, manual := realTemp(t), newManual(t)
	system(t, "mount", "-t", "tmpfs", "-o", "ro", "tmpfs", at)
	t.Cleanup(func() { exec.Command("umount", at).Run() })
	for output, reason := range map[string]string{"site": "cannot be opened for writing (read-only", "new/site": "its folder cannot be made (read-only"} {
		_, err := Prepare(manual, nil, filepath.Join(at, filepath.FromSlash(output)))
		mustRefuse(t, err, reason)
	}
}
