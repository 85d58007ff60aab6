package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/clausebook/clausebook/generator/adopt"
)

// replaceFiles writes files below a folder: all of them, or none if it fails. Each is written beside its place first.
func replaceFiles(ctx context.Context, dir string, changes []adopt.Change) (err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	r := &replacement{root: root}
	defer func() {
		if err != nil {
			err = cmp.Or(r.undo(err), err)
		} else {
			r.finish()
		}
	}()
	for _, c := range changes {
		if err := ctx.Err(); err != nil {
			return errInterrupted
		}
		if err := r.stage(c); err != nil {
			return err
		}
	}
	for i := range r.files {
		if err := ctx.Err(); err != nil {
			return errInterrupted
		}
		if err := r.swap(&r.files[i]); err != nil {
			return err
		}
	}
	return nil
}

// replacement is a set of files that are replaced together.
type replacement struct {
	root    *os.Root
	files   []replacedFile
	folders []string // made for new files
}

type replacedFile struct {
	name, staged, saved string
	isNew               bool
	kept, linked        bool // the old file is there as saved; as a second name of the same file
	swapped             bool
}

// stage writes a file beside its place.
func (r *replacement) stage(c adopt.Change) error {
	name := filepath.FromSlash(c.File)
	f := replacedFile{name: name, isNew: c.New,
		staged: filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".adopt-new"), saved: filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".adopt-old")}
	mode := fs.FileMode(0o644)
	info, err := r.root.Lstat(name)
	switch {
	case c.New && err == nil:
		return fmt.Errorf("%s exists already and was not changed", c.File)
	case !c.New && err != nil:
		return err
	case !c.New && !info.Mode().IsRegular():
		return fmt.Errorf("%s is not a regular file", c.File)
	case !c.New:
		mode = info.Mode().Perm()
	}
	if folder := filepath.Dir(name); c.New && folder != "." {
		if _, err := r.root.Lstat(folder); errors.Is(err, fs.ErrNotExist) {
			if err := r.root.MkdirAll(folder, 0o755); err != nil {
				return err
			}
			r.folders = append(r.folders, folder)
		}
	}
	_ = r.root.Remove(f.staged) // of a run that was killed
	out, err := r.root.OpenFile(f.staged, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	r.files = append(r.files, f)
	_, err = out.Write(c.Data)
	return errors.Join(err, out.Close())
}

// swap puts a staged file into its place and keeps the old one. Where the file system has links, there is a
// whole file under its name at every instant.
func (r *replacement) swap(f *replacedFile) error {
	if !f.isNew {
		_ = r.root.Remove(f.saved) // of a run that was killed
		f.linked = r.root.Link(f.name, f.saved) == nil
		if !f.linked {
			if err := r.root.Rename(f.name, f.saved); err != nil {
				return err
			}
		}
		f.kept = true
	}
	if err := r.root.Rename(f.staged, f.name); err != nil {
		return err
	}
	f.swapped = true
	return nil
}

// undo puts everything back. It returns an error if that fails too.
func (r *replacement) undo(cause error) error {
	var lost []error
	for _, f := range slices.Backward(r.files) {
		switch {
		case f.linked && !f.swapped:
			_ = r.root.Remove(f.saved)
		case f.kept:
			if err := r.root.Rename(f.saved, f.name); err != nil {
				lost = append(lost, fmt.Errorf("%s was saved as %s and could not be put back: %w", f.name, f.saved, err))
			}
		case f.swapped:
			lost = append(lost, r.root.Remove(f.name))
		}
		if !f.swapped {
			_ = r.root.Remove(f.staged)
		}
	}
	for _, folder := range slices.Backward(r.folders) {
		_ = r.root.Remove(folder)
	}
	if err := errors.Join(lost...); err != nil {
		return errors.Join(cause, err)
	}
	return fmt.Errorf("%w; nothing was written", cause)
}

// finish removes the old files.
func (r *replacement) finish() {
	for _, f := range r.files {
		if f.kept {
			_ = r.root.Remove(f.saved)
		}
	}
}
