package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// carrier copies the foreign files of the old site into the new one.
type carrier struct {
	*Staging
	old        *os.Root
	ours       map[string]bool // our files in the old site
	ourFolders map[string]bool // the folders of these files
}

func (s *Staging) carry(old site) error {
	if old.files == nil {
		return nil
	}
	root, err := s.parent.OpenRoot(s.site)
	if err != nil {
		return err
	}
	defer root.Close()
	c := carrier{s, root, old.files, map[string]bool{".": true}}
	for file := range old.files {
		for dir := path.Dir(file); !c.ourFolders[dir]; dir = path.Dir(dir) {
			c.ourFolders[dir] = true
		}
	}
	return c.content(".")
}

func (c carrier) content(folder string) error {
	all, err := entries(c.old, folder)
	if err != nil {
		return err
	}
	for _, e := range all {
		if err := c.entry(filepath.Join(folder, e.Name()), e); err != nil {
			return err
		}
	}
	return nil
}

func (c carrier) entry(local string, e fs.DirEntry) error {
	name := filepath.ToSlash(local)
	switch {
	case e.IsDir() && c.ourFolders[name]:
		return c.content(local)
	case e.IsDir():
		return c.foreignFolder(local, e)
	case c.ours[name] || name == marker:
		return nil
	}
	if !c.free(local) {
		return c.refuse(fmt.Sprintf("%q in it is not from clausebook and stands where the new site has a file or folder", name),
			"move that file away, or rename the page")
	}
	err := c.folder(filepath.Dir(local))
	if err == nil {
		err = c.foreignFile(local, e.Type())
	}
	if err != nil {
		return fmt.Errorf("cannot keep %q, which is not from clausebook: %w", name, err)
	}
	return nil
}

// free reports whether the new site has no file of a name. It asks the file system, since that may
// ignore case.
func (c carrier) free(local string) bool {
	_, err := c.root.Lstat(local)
	return errors.Is(err, fs.ErrNotExist)
}

// foreignFolder creates a folder of foreign files with its permission bits, also if it is empty,
// unless the new site has a file there. If the new site has the folder too, it is ours from now on.
func (c carrier) foreignFolder(local string, e fs.DirEntry) error {
	if !c.free(local) {
		return c.content(local)
	}
	info, err := e.Info()
	if err != nil {
		return err
	}
	if err := c.folder(local); err != nil {
		return err
	}
	if err := c.content(local); err != nil {
		return err
	}
	return c.root.Chmod(local, info.Mode().Perm())
}

// foreignFile links a foreign file, which is fast even for gigabytes and keeps its metadata, or
// else copies it.
func (c carrier) foreignFile(local string, kind fs.FileMode) error {
	if kind == fs.ModeSymlink {
		target, err := c.old.Readlink(local)
		if err != nil {
			return err
		}
		return c.root.Symlink(target, local)
	}
	err := c.keep(local)
	if err == nil || !kind.IsRegular() {
		return err
	}
	return c.copyFile(local)
}

func (c carrier) copyFile(local string) error {
	from, err := c.old.Open(local)
	if err != nil {
		return err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	to, err := c.root.OpenFile(local, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Close()); err != nil {
		return err
	}
	return c.root.Chmod(local, info.Mode().Perm())
}
