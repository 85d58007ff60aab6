package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two names in one step. File systems that cannot fail with
// EINVAL, kernels before 3.15 with ENOSYS.
func exchange(parent *os.Root, a, b string) error {
	folder, err := parent.Open(".")
	if err != nil {
		return err
	}
	defer folder.Close()
	fd := int(folder.Fd())
	return unix.Renameat2(fd, a, fd, b, unix.RENAME_EXCHANGE)
}
