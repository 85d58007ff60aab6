package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// site is the state of the output: nothing, an empty folder (files is nil), or a site of ours.
type site struct {
	there bool
	files map[string]bool
}

// inspect reads the output and refuses what is not ours.
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
	if empty, err := isEmpty(s.parent, s.site); err != nil || empty {
		return site{there: true}, err
	}
	return s.readSite()
}

func (s *Staging) readSite() (site, error) {
	const hint = "choose another folder, or empty this one if nothing in it is needed"
	file := filepath.Join(s.site, marker)
	info, err := s.parent.Lstat(file)
	if errors.Is(err, fs.ErrNotExist) {
		return site{}, s.refuse("it holds files that are not from clausebook", hint)
	}
	if err != nil || !info.Mode().IsRegular() {
		return site{}, s.refuse("its list of files, .clausebook, cannot be read", hint)
	}
	data, err := s.parent.ReadFile(file)
	if err != nil {
		return site{}, s.refuse("its list of files, .clausebook, cannot be read", hint)
	}
	files, err := parseManifest(string(data))
	if err != nil {
		return site{}, s.refuse("its list of files, .clausebook, is damaged", hint)
	}
	return site{there: true, files: files}, nil
}

func (s *Staging) refuse(reason, hint string) error {
	return &Refused{s.output, reason, hint}
}

// checkLeftover refuses if name exists and is not ours.
func (s *Staging) checkLeftover(name string) error {
	_, err := leftover(s.parent, name)
	if errors.Is(err, errForeign) {
		return s.refuseSibling(name)
	}
	return err
}

func (s *Staging) refuseSibling(name string) error {
	return s.refuse(fmt.Sprintf("%q, which the build needs beside it, is not from clausebook", name),
		"move that away, or choose another folder")
}

var errForeign = errors.New("not from clausebook")

// leftover reports whether a folder of ours is at name, and fails if it is another's. A folder that
// is empty, or has an empty marker, was left by a build that was killed at its start or end.
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
	file := filepath.Join(name, marker)
	if info, err := parent.Lstat(file); err != nil || !info.Mode().IsRegular() {
		return false, errForeign
	}
	data, err := parent.ReadFile(file)
	if len(data) > 0 && !strings.HasPrefix(string(data), header) {
		return false, errForeign
	}
	return err == nil, err
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
