package publish

import "os"

// flush hands everything to the drive, and has the drive write all of it at the end: the Sync of
// package os, unlike fsync, makes it do so each time.
func flush(root *os.Root, files, folders []string) error {
	if err := flushEach(root, files, folders); err != nil {
		return err
	}
	list, err := root.Open(marker)
	if err != nil {
		return err
	}
	defer list.Close()
	return list.Sync()
}
