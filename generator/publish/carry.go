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

// carrier brings the foreign files of the old site into the new one.
type carrier struct {
	*Staging
	old        *os.Root
	ours       map[string]bool // our files in the old site
	ourFolders map[string]bool // the folders that these lie in
	rescue     *rescue         // nil if the list of our files could be read
}

// carry gives what was done about files of a site whose list is damaged; nil
// if there is no such site.
func (s *Staging) carry(old site) (*rescue, error) {
	if old.files == nil {
		return nil, nil
	}
	root, err := s.parent.OpenRoot(s.site)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	c := carrier{s, root, old.files, map[string]bool{".": true}, nil}
	if old.damaged {
		c.rescue = &rescue{Staging: s, old: root}
		defer c.rescue.close()
	}
	for file := range old.files {
		for dir := path.Dir(file); !c.ourFolders[dir]; dir = path.Dir(dir) {
			c.ourFolders[dir] = true
		}
	}
	err = c.content(".")
	if err == nil {
		err = c.rescue.flushed()
	}
	return c.rescue, err
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
	case c.ours[name] || name == marker || name == spare:
		return nil
	case !c.free(local):
		return c.inTheWay(local, e.Type())
	}
	c.rescue.carried(name)
	err := c.folder(filepath.Dir(local))
	if err == nil {
		err = c.foreignFile(local, e.Type())
	}
	if err != nil {
		return fmt.Errorf("cannot keep %q, which is not from clausebook: %w", name, err)
	}
	return nil
}

// inTheWay deals with a foreign file where the new site has a file or folder.
// It is no obstacle if nothing is lost with it.
func (c carrier) inTheWay(local string, kind fs.FileMode) error {
	if kind.IsRegular() {
		if lost, err := c.differs(local); err != nil || !lost {
			return err
		}
	}
	if c.rescue != nil && (kind.IsRegular() || kind == fs.ModeSymlink) {
		return c.rescue.file(local, kind)
	}
	return c.refuse(fmt.Sprintf("%q in it is not from clausebook and is where the new site has a file or folder", filepath.ToSlash(local)),
		"move that file away, or rename the page")
}

// free asks the file system and not our list of files, because it may hold
// names that differ in case to be the same.
func (c carrier) free(local string) bool {
	_, err := c.root.Lstat(local)
	return errors.Is(err, fs.ErrNotExist)
}

// foreignFolder also keeps the permissions of a folder, as it may be closed to
// others, and an empty folder, unless the new site has a file there. If the new
// site has the folder too, it is ours from now on.
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

// foreignFile links rather than copies where it can: a download of gigabytes
// costs nothing then, and everything about the file stays as it is.
func (c carrier) foreignFile(local string, kind fs.FileMode) error {
	if kind == fs.ModeSymlink {
		return copyLink(c.old, c.root, local)
	}
	err := c.linkOld(local)
	if err == nil || !kind.IsRegular() {
		return err
	}
	c.wasMade(local)
	return copyFile(c.old, c.root, local)
}

func copyLink(from, to *os.Root, local string) error {
	target, err := from.Readlink(local)
	if err != nil {
		return err
	}
	return to.Symlink(target, local)
}

func copyFile(old, fresh *os.Root, local string) error {
	from, err := old.Open(local)
	if err != nil {
		return err
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return err
	}
	to, err := fresh.OpenFile(local, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	if err := errors.Join(err, to.Close()); err != nil {
		return err
	}
	return fresh.Chmod(local, info.Mode().Perm())
}
