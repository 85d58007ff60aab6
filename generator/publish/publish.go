// Package publish puts a finished site on disk so that nobody ever sees half of
// it: the published folder is a complete old site or a complete new one.
//
// A build writes into a staging folder beside the output (for "public" that is
// ".public.clausebook-new"); Commit then puts it in the output's place.
//
// What is promised where:
//
//   - Linux and macOS, on file systems that can exchange two names (ext4, XFS,
//     Btrfs, tmpfs, APFS and most others): the change is one step. At every
//     instant, also after kill -9, the output is one complete site.
//   - Elsewhere (Windows, the BSDs, some network file systems): the change is
//     two renames. Between them the output is missing for a moment; a build
//     killed just there leaves the old site as ".public.clausebook-old", and
//     the next Prepare puts it back.
//   - A first publish is one rename on every system, unless there is an empty
//     output folder and names cannot be exchanged: that folder is removed first.
//   - A program that has the old folder itself open (as its working folder, or
//     while it looks up a path in it) keeps seeing the old site while that is
//     removed. On Windows a program that holds a file of the site open makes
//     Commit fail; the old site stays.
//   - Power loss: files, their list and folders are on disk before the change,
//     and the change is on disk before the old site is removed, as far as the
//     system and the disk keep their word. Linux does it in one call for the
//     whole file system; elsewhere, and on FUSE and 9P, it is a call per file.
//   - A site that comes out damaged all the same, or was published by a version
//     that did not do this, is made whole by building again. The list of files
//     is there twice; where neither copy can be read, no file is taken to be
//     ours: one whose place the new site does not need is carried along, and one
//     that is in its way is moved to ".public.clausebook-kept", unless nothing
//     is lost with it (it is empty, or equal to the new one). Notices says so.
//   - Ownership: a published file belongs to the user who built the site, has the
//     permissions of a new file and no other name. An old file of which that is
//     not true is replaced by a copy. Windows is not asked for the owner. Foreign
//     files stay as they are.
//   - What cannot be removed, because another user made it, is left behind, and
//     Notices names it; the next build takes another staging folder.
//
// What is never done: writing outside the output and its siblings, following a
// symbolic link out of them, and deleting a folder that does not have the
// marker file ".clausebook". That file lists what clausebook wrote; all other
// files in a site are foreign (CNAME, .well-known) and are carried along.
//
// One build at a time may write to an output. The lock vanishes with the
// process; systems without file locks (see lock_other.go) have none.
package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Prepare checks that output may be written and opens a staging folder beside
// it. manual is the manual's folder; sources are the folders and files in it
// that are read (documents, theme, manual.yaml); they need not exist, and an
// empty name is none. All paths are absolute or taken from the working folder.
//
// An output that must not be written gives a *[Refused]; nothing is deleted or
// changed then, except that a site which a killed build had set aside is put
// back in its place. Missing parents of output are created and may stay.
//
// Remains of a killed build are removed here. A second Prepare for the same
// output is refused until Commit or Discard has ended the first.
func Prepare(manual string, sources []string, output string) (*Staging, error) {
	path, err := checkPath(manual, sources, output)
	if err != nil {
		return nil, err
	}
	s, err := open(path, output)
	if err != nil {
		return nil, about(output, err)
	}
	if err := s.begin(); err != nil {
		s.close()
		return nil, about(output, err)
	}
	return s, nil
}

// open opens the folder that output lies in and takes the lock. Everything
// from here on goes through that open folder, so that a link put into the path
// after the checks leads nowhere.
func open(path, output string) (*Staging, error) {
	folder, name := filepath.Split(path)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		if closed(err) {
			err = &Refused{output, fmt.Sprintf("its folder cannot be made (%v)", cause(err)), hintOwner}
		}
		return nil, err
	}
	parent, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	s := newStaging(parent, name, output)
	if err := s.takeLock("." + name + ".clausebook-lock"); err != nil {
		parent.Close()
		return nil, err
	}
	return s, nil
}

func (s *Staging) takeLock(name string) (err error) {
	s.lock, err = takeLock(s.parent, name)
	switch {
	case errors.Is(err, errLocked):
		return s.refuse("another build is writing to it", "wait until that has ended")
	case errors.Is(err, errForeign):
		return s.refuseSibling(name)
	case closed(err):
		return s.refuse(fmt.Sprintf("%q cannot be opened for writing (%v)", s.beside(name), cause(err)), hintOwner)
	}
	return err
}

// closed reports whether an error says that this user, or nobody, may write there.
func closed(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// begin runs under the lock. All that can refuse comes before all that
// deletes.
func (s *Staging) begin() error {
	for _, name := range []string{s.stagingNames()[0], s.aside} {
		if err := s.checkLeftover(name); err != nil {
			return err
		}
	}
	if err := s.recover(); err != nil {
		return err
	}
	old, err := s.inspect()
	if err != nil {
		return err
	}
	if err := s.clear(); err != nil {
		return err
	}
	if old.files != nil {
		if s.old, err = s.parent.OpenRoot(s.site); err != nil {
			return err
		}
	}
	return s.create()
}
