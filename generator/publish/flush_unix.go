//go:build unix

package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// flushFolder puts the names in a folder on disk.
func flushFolder(root *os.Root, name string) error { return flushFile(root, name) }

// flushFile puts what is in a file on disk; on macOS, see flush.
func flushFile(root *os.Root, name string) error {
	file, err := root.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	for {
		switch err := unix.Fsync(int(file.Fd())); {
		case err == unix.EINTR:
		case err == nil, cannotFlush(err):
			return nil
		default:
			return &os.PathError{Op: "fsync", Path: name, Err: err}
		}
	}
}
