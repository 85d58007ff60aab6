package publish

import (
	"os"
	"path/filepath"
)

// remove deletes a folder of ours if it exists. The marker is removed last, so that a killed build
// leaves a folder that is still known as ours.
func remove(parent *os.Root, name string) error {
	if ours, err := leftover(parent, name); err != nil || !ours {
		return err
	}
	folder, err := parent.OpenRoot(name)
	if err != nil {
		return err
	}
	err = removeAll(folder)
	folder.Close()
	if err != nil {
		return err
	}
	return parent.Remove(name)
}

func removeAll(folder *os.Root) error {
	if removeContent(folder) == nil {
		return nil
	}
	loosen(folder, ".")
	return removeContent(folder)
}

func removeContent(folder *os.Root) error {
	all, err := entries(folder, ".")
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.Name() == marker {
			continue
		}
		if err := folder.RemoveAll(e.Name()); err != nil {
			return err
		}
	}
	return folder.RemoveAll(marker)
}

// loosen makes folders writable, because foreign folders may have permission bits that prevent
// emptying them. Errors will show when removing.
func loosen(root *os.Root, name string) {
	_ = root.Chmod(name, 0o700)
	all, _ := entries(root, name)
	for _, e := range all {
		if e.IsDir() {
			loosen(root, filepath.Join(name, e.Name()))
		}
	}
}
