package publish

import (
	"fmt"
	"os"
	"path/filepath"
)

// localPath checks a slash-separated path below the site and gives the
// system's form of it.
func localPath(path string) (string, error) {
	local, err := filepath.Localize(path)
	if err != nil || path == "." || path == marker {
		return "", fmt.Errorf("%q cannot be the path of a file of the site", path)
	}
	return local, nil
}

// absolute takes a relative path from the real working folder: how the user
// came there, perhaps through a link, is not part of the path that they name.
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

// lineage is path with all folders above it, from the inside to the root.
func lineage(path string) []string {
	all := []string{path}
	for up := filepath.Dir(path); up != path; up = filepath.Dir(up) {
		path = up
		all = append(all, path)
	}
	return all
}

// within says whether path is folder or lies in it. Names alone do not tell
// (Docs and docs, bind mounts), so the folders themselves are compared too.
func within(path, folder string) bool {
	for _, p := range lineage(path) {
		if p == folder || same(p, folder) {
			return true
		}
	}
	return false
}

// holds says whether path is folder or lies in it, be it by its name or, where
// links lead elsewhere, by the place where it really is.
func holds(folder, path string) bool {
	if within(path, folder) {
		return true
	}
	real, err := filepath.EvalSymlinks(path)
	return err == nil && within(real, folder)
}

// same says whether both paths lead to one existing file or folder.
func same(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}
