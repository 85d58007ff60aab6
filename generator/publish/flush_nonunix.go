//go:build !unix

package publish

import "os"

// flushFile needs the file open for writing on Windows.
func flushFile(root *os.Root, name string) error {
	file, err := root.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	return file.Sync()
}

// flushFolder has nothing to do on Windows: folders cannot be flushed, and NTFS keeps a journal of names.
func flushFolder(*os.Root, string) error { return nil }
