package publish

import (
	"os"
	"slices"

	"golang.org/x/sys/unix"
)

// relayed are file systems that pass on what they are given and do not tell the system behind them to
// flush all of it: FUSE and 9P.
var relayed = []int64{0x65735546, 0x01021997}

// flush puts all that was written to the file system of root on disk, in one call: ten thousand calls
// of fsync would take longer than the build.
func flush(root *os.Root, files, folders []string) error {
	folder, err := root.Open(".")
	if err != nil {
		return err
	}
	defer folder.Close()
	fd := int(folder.Fd())
	var stat unix.Statfs_t
	if unix.Fstatfs(fd, &stat) != nil || slices.Contains(relayed, int64(stat.Type)) {
		return flushEach(root, files, folders)
	}
	switch err := unix.Syncfs(fd); err {
	case unix.ENOSYS, unix.EPERM, unix.EINVAL: // kernels and sandboxes without it
		return flushEach(root, files, folders)
	default:
		return os.NewSyscallError("syncfs", err)
	}
}
