//go:build linux

package publish

import (
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// powerCut names the file systems, as in ext4,xfs,btrfs, on which TestPowerCut
// cuts the power. It needs root, loop devices and their mkfs.
const powerCut = "CLAUSEBOOK_TEST_POWER"

// moments are when the power may fail: some time after one of these steps, whichever came last.
var moments = []string{"written", "flushed", "swapped", "swap flushed", "ended"}

// Whenever the power fails, the disk holds the old site or the new one, and the new one if the build has ended: a copy
// of the disk is what a machine finds then.
func TestPowerCut(t *testing.T) {
	if os.Getenv(powerCut) == "" {
		t.Skip("set " + powerCut + " to the file systems to try, such as ext4,xfs,btrfs")
	}
	for kind := range strings.SplitSeq(os.Getenv(powerCut), ",") {
		for _, moment := range moments {
			for _, wait := range []time.Duration{0, time.Second, 6 * time.Second, 12 * time.Second, 35 * time.Second} {
				t.Run(kind+" "+moment+" after "+wait.String(), func(t *testing.T) {
					t.Parallel()
					got := afterPowerCut(t, kind, moment, wait, true)
					if !maps.Equal(got, version("B")) && (moment == "ended" || !maps.Equal(got, version("A"))) {
						t.Errorf("the site is neither old nor new: %d files", len(got))
					}
				})
			}
		}
	}
	t.Run("without flushing", func(t *testing.T) {
		t.Parallel()
		got := afterPowerCut(t, "ext4", "ended", 6*time.Second, false)
		if maps.Equal(got, version("A")) || maps.Equal(got, version("B")) {
			t.Error("the site is complete, so this test shows nothing")
		}
	})
}

// afterPowerCut publishes version A and then B on a disk of its own, and gives
// what is found on it when the power fails so long after a moment. It also
// publishes a third time on what was found.
func afterPowerCut(t *testing.T, kind, moment string, wait time.Duration, flushed bool) files {
	t.Helper()
	folder := realTemp(t)
	disk, found := filepath.Join(folder, "disk"), filepath.Join(folder, "found")
	must(t, os.WriteFile(disk, nil, 0o600))
	must(t, os.Truncate(disk, 512<<20))
	system(t, "mkfs."+kind, disk)
	mounted := mount(t, disk)
	manual := filepath.Join(mounted, "manual")
	put(t, manual, files{"manual.yaml": "title: Manual", "documents/one.md": "# One"})
	publishOn(t, manual, "A", true, func(string) {})
	system(t, "sync", "-f", mounted)
	at := func(now string) {
		if now == moment {
			time.Sleep(wait)
			system(t, "cp", "--sparse=always", disk, found)
		}
	}
	publishOn(t, manual, "B", flushed, at)
	at("ended")
	unmount(t, mounted)

	manual = filepath.Join(mount(t, found), "manual")
	got := files{}
	for name, line := range snapshot(t, filepath.Join(manual, "public")) {
		if line[0] == '-' && name != marker && name != spare {
			got[name] = line[strings.Index(line, " ")+1:]
		}
	}
	publishOn(t, manual, "C", true, func(string) {})
	mustHoldAtLeast(t, filepath.Join(manual, "public"), version("C"))
	return got
}

// publishOn publishes a version, and tells of each moment.
func publishOn(t *testing.T, manual, v string, flushed bool, at func(moment string)) {
	t.Helper()
	s, err := Prepare(manual, nil, filepath.Join(manual, "public"))
	must(t, err)
	defer s.Discard()
	s.flush = func(root *os.Root, files, folders []string) error {
		at("written")
		if !flushed {
			return nil
		}
		defer at("flushed")
		return flush(root, files, folders)
	}
	s.flushFolder = func(root *os.Root, name string) error {
		at("swapped")
		if !flushed {
			return nil
		}
		defer at("swap flushed")
		return flushFolder(root, name)
	}
	for path, text := range version(v) {
		must(t, s.Write(path, func(w io.Writer) error {
			_, err := io.WriteString(w, text)
			return err
		}))
	}
	must(t, s.Commit())
}

func mount(t *testing.T, disk string) string {
	t.Helper()
	at := disk + ".mounted"
	must(t, os.Mkdir(at, 0o777))
	system(t, "mount", "-o", "loop", disk, at)
	t.Cleanup(func() {
		if exec.Command("mountpoint", "-q", at).Run() == nil {
			unmount(t, at)
		}
	})
	return at
}

// unmount tries again while a program that another test starts has the files of this process.
func unmount(t *testing.T, at string) {
	t.Helper()
	for n := 0; ; n++ {
		out, err := exec.Command("umount", at).CombinedOutput()
		if err == nil {
			return
		}
		if n == 100 {
			t.Fatalf("%v\n%s", err, out)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func system(t *testing.T, name string, arguments ...string) {
	t.Helper()
	if out, err := exec.Command(name, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}
