package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two names in one step. File systems that cannot, such as
// HFS+ and FAT, fail with ENOTSUP.
func exchange(parent *os.Root, a, b string) error {
	folder, err := parent.Open(".")
	if err != nil {
		return err
	}
	defer folder.Close()
	fd := int(folder.Fd())
	return unix.RenameatxNp(fd, a, fd, b, unix.RENAME_SWAP)
}
