package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
)

// rewrite is a file of the manual with new contents.
type rewrite struct {
	file          string // relative to the manual's folder, with forward slashes
	before, after []byte
}

// rewriteAll replaces files in the folder dir, all or none. A file that is no longer as it was read
// is an error. New contents are written beside every file first, so that a full disk changes nothing.
func rewriteAll(dir string, list []rewrite) (err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	var staged []string
	defer func() {
		for _, name := range staged {
			_ = root.Remove(name) // those that were renamed are gone
		}
	}()
	for _, r := range list {
		name := filepath.FromSlash(path.Join(path.Dir(r.file), ".clausebook-"+path.Base(r.file)+"~"))
		if err := stage(root, r, name); err != nil {
			return err
		}
		staged = append(staged, name)
	}
	for i, r := range list {
		if err := root.Rename(staged[i], filepath.FromSlash(r.file)); err != nil {
			return errors.Join(fmt.Errorf("%s cannot be replaced: %w", r.file, err), restore(root, list[:i]))
		}
	}
	return nil
}

// stage writes the new contents of a file beside it, with its mode.
func stage(root *os.Root, r rewrite, name string) error {
	file := filepath.FromSlash(r.file)
	info, err := root.Lstat(file)
	if err != nil {
		return err
	}
	if now, err := root.ReadFile(file); err != nil || !info.Mode().IsRegular() || !bytes.Equal(now, r.before) {
		return errors.Join(fmt.Errorf("%s was changed while it was read", r.file), err)
	}
	_ = root.Remove(name)
	if err := root.WriteFile(name, r.after, 0o600); err != nil {
		return errors.Join(fmt.Errorf("%s cannot be written: %w", r.file, err), root.Remove(name))
	}
	return root.Chmod(name, info.Mode().Perm())
}

// restore puts the old contents of files back.
func restore(root *os.Root, list []rewrite) error {
	var errs []error
	for _, r := range list {
		errs = append(errs, root.WriteFile(filepath.FromSlash(r.file), r.before, 0o644))
	}
	return errors.Join(errs...)
}
