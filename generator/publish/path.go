package publish

import (
	"fmt"
	"os"
	"path/filepath"
)

// localPath checks a slash-separated path in the site and converts it to the system's form.
func localPath(path string) (string, error) {
	local, err := filepath.Localize(path)
	if err != nil || path == "." || path == marker {
		return "", fmt.Errorf("%q cannot be the path of a file of the site", path)
	}
	return local, nil
}

// absolute makes a path absolute, with symbolic links in the working folder resolved.
func absolute(path string) (string, error) {
	path = filepath.Clean(path)
	if filepath.IsAbs(path) || filepath.VolumeName(path) != "" || os.IsPathSeparator(path[0]) {
		return filepath.Abs(path)
	}
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	if folder, err = filepath.EvalSymlinks(folder); err != nil {
		return "", err
	}
	return filepath.Join(folder, path), nil
}

// lineage returns path and all its parents, up to the root.
func lineage(path string) []string {
	all := []string{path}
	for up := filepath.Dir(path); up != path; up = filepath.Dir(up) {
		path = up
		all = append(all, path)
	}
	return all
}

// within reports whether path is folder or inside it. It compares the folders themselves too, since
// names may differ (Docs and docs, bind mounts).
func within(path, folder string) bool {
	for _, p := range lineage(path) {
		if p == folder || same(p, folder) {
			return true
		}
	}
	return false
}

// holds reports whether path is folder or inside it, by name or by the resolved location.
func holds(folder, path string) bool {
	if within(path, folder) {
		return true
	}
	real, err := filepath.EvalSymlinks(path)
	return err == nil && within(real, folder)
}

// same reports whether both paths are the same existing file or folder.
func same(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}
