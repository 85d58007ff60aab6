package rootfs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

const (
	noWaiting  = unix.O_NONBLOCK
	onlyFolder = unix.O_DIRECTORY
)

// openFile opens what is at a path and describes it. The kernel sees to it that no part of the path
// is a link; one that cannot is older than 5.6, or a sandbox keeps it from it.
func (f *FS) openFile(name string) (*os.File, fs.FileInfo, error) {
	how := unix.OpenHow{Flags: unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NOFOLLOW | noWaiting,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS}
	fd, err := -1, error(nil)
	dir, failed := f.dir.SyscallConn()
	if failed == nil {
		failed = dir.Control(func(at uintptr) {
			const tries = 64 // while something on the path is being renamed
			for range tries {
				if fd, err = unix.Openat2(int(at), name, &how); err != unix.EINTR && err != unix.EAGAIN {
					return
				}
			}
		})
	}
	switch {
	case failed != nil:
		return nil, nil, cause(failed)
	case errors.Is(err, unix.ELOOP), errors.Is(err, unix.ENXIO): // a link, a socket
		return nil, nil, ErrNotRegular
	case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM), errors.Is(err, unix.EINVAL):
		return f.openChecked(name)
	case err != nil:
		return nil, nil, err
	}
	file := os.NewFile(uintptr(fd), filepath.Join(f.root.Name(), filepath.FromSlash(name)))
	info, err := file.Stat()
	return file, info, err
}
