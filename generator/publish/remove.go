package publish

import (
	"os"
	"path/filepath"
)

// remove deletes a folder of ours, if there is one. The marker goes last: a
// build that is killed here leaves a folder that is still known as ours.
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
	makeWritable(folder, ".")
	return removeContent(folder)
}

func removeContent(folder *os.Root) error {
	all, err := entries(folder, ".")
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.Name() == marker || e.Name() == spare {
			continue
		}
		if err := folder.RemoveAll(e.Name()); err != nil {
			return err
		}
	}
	if err := folder.RemoveAll(spare); err != nil {
		return err
	}
	return folder.RemoveAll(marker)
}

// makeWritable gives the user access to folders: a foreign folder may have been
// carried along with permissions that forbid emptying it. What fails here shows
// when the folder is removed.
func makeWritable(root *os.Root, name string) {
	_ = root.Chmod(name, 0o700)
	all, _ := entries(root, name)
	for _, e := range all {
		if e.IsDir() {
			makeWritable(root, filepath.Join(name, e.Name()))
		}
	}
}
