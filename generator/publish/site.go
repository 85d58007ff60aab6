package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// site is what is at the output: nothing, an empty folder (files is nil), or a
// site of ours.
type site struct {
	there bool
	files map[string]bool
	// damaged says that the site is ours, but neither list of its files can be
	// read: files is empty, and nothing is known to be ours or foreign.
	damaged bool
}

// inspect looks at the output and refuses what is not ours.
func (s *Staging) inspect() (site, error) {
	info, err := s.parent.Lstat(s.site)
	if errors.Is(err, fs.ErrNotExist) {
		return site{}, nil
	}
	if err != nil {
		return site{}, err
	}
	if !info.IsDir() {
		return site{}, s.refuse("it is there and is not a folder", hintElsewhere)
	}
	empty, err := isEmpty(s.parent, s.site)
	if errors.Is(err, fs.ErrPermission) {
		return site{}, s.refuse(fmt.Sprintf("it cannot be read (%v)", cause(err)), "publish as the user who owns it, or choose another folder")
	}
	if err != nil || empty {
		return site{there: true}, err
	}
	return s.readSite()
}

// readSite reads the list of files: the spare one, which has a checksum, else
// the marker. A marker that something else was written to is not overruled: then
// the folder is no longer what it was.
func (s *Staging) readSite() (site, error) {
	const hint = "choose another folder, or empty this one if nothing in it is needed"
	list, err := readRegular(s.parent, filepath.Join(s.site, marker))
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return site{}, s.refuse("its list of files, .clausebook, cannot be read", hint)
	}
	files, err := parseManifest(string(list))
	if errors.Is(err, errLater) {
		return site{}, s.refuse("its list of files, .clausebook, is from a later version of clausebook", "build with that version, or choose another folder")
	}
	copied, fault := readRegular(s.parent, filepath.Join(s.site, spare))
	whole, broken := parseSpare(string(copied))
	switch {
	case fault == nil && broken == nil && (missing || err == nil || remainsOfList(list) || resembles(list, copied)):
		return site{there: true, files: whole}, nil
	case err == nil:
		return site{there: true, files: files}, nil
	case !missing && remainsOfList(list), missing && fault == nil && remainsOfList(copied):
		return site{there: true, files: map[string]bool{}, damaged: true}, nil
	case missing:
		return site{}, s.refuse("it holds files that are not from clausebook", hint)
	}
	return site{}, s.refuse("its list of files, .clausebook, is damaged: it is not a list that clausebook wrote", hint)
}

func (s *Staging) refuse(reason, hint string) error {
	return &Refused{s.output, reason, hint}
}

// checkLeftover refuses if name is taken by something that is not ours. What
// cannot be read is left for clear to deal with.
func (s *Staging) checkLeftover(name string) error {
	_, err := leftover(s.parent, name)
	if errors.Is(err, errForeign) {
		return s.refuseSibling(name)
	}
	if errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}

func (s *Staging) refuseSibling(name string) error {
	return s.refuse(fmt.Sprintf("%q, which the build needs beside it, is not from clausebook", name),
		"move that away, or choose another folder")
}

var errForeign = errors.New("not from clausebook")

// leftover reports whether a folder of ours is at name, and fails if it is
// another's. A folder that is empty, or whose marker is, was left by a build
// that was killed as it began or ended.
func leftover(parent *os.Root, name string) (bool, error) {
	info, err := parent.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !info.IsDir() {
		return false, errForeign
	}
	if empty, err := isEmpty(parent, name); err != nil || empty {
		return empty, err
	}
	for _, list := range []string{marker, spare} {
		data, err := readRegular(parent, filepath.Join(name, list))
		switch {
		case errors.Is(err, errIrregular):
			return false, errForeign
		case err == nil && remainsOfList(data):
			return true, nil
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return false, err
		}
	}
	return false, errForeign
}

var errIrregular = errors.New("not a regular file")

// readRegular reads a file, and nothing that is not one: no link is followed.
func readRegular(root *os.Root, name string) ([]byte, error) {
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errIrregular
	}
	return root.ReadFile(name)
}

func isEmpty(root *os.Root, name string) (bool, error) {
	folder, err := root.Open(name)
	if err != nil {
		return false, err
	}
	defer folder.Close()
	_, err = folder.Readdirnames(1)
	if errors.Is(err, io.EOF) {
		return true, nil
	}
	return false, err
}

func entries(root *os.Root, name string) ([]os.DirEntry, error) {
	folder, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	return folder.ReadDir(-1)
}
