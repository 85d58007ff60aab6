package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Refused is the error for an output that must not be written; it is always a pointer. An existing
// site was not touched. Output is the folder as given, Reason says what is there, and Hint how to
// fix it.
type Refused struct{ Output, Reason, Hint string }

func (r *Refused) Error() string {
	return fmt.Sprintf("output %q: %s; %s", r.Output, r.Reason, r.Hint)
}

const (
	hintElsewhere = "choose a folder of its own for the site, such as public"
	hintLink      = "name the folder that the link leads to"
	hintOwner     = "publish as the user who owns that folder, or into another one"
)

// checkPath checks the path of the output without writing, and returns it as an absolute path.
func checkPath(manual string, sources []string, output string) (string, error) {
	if output == "" {
		return "", &Refused{output, "no output folder is named", hintElsewhere}
	}
	path, err := absolute(output)
	if err != nil {
		return "", about(output, err)
	}
	if reason, hint, err := checkComponents(path); reason != "" || err != nil {
		return "", verdict(output, reason, hint, err)
	}
	reason, err := checkPlace(path, manual, sources)
	if reason != "" || err != nil {
		return "", verdict(output, reason, hintElsewhere, err)
	}
	return path, nil
}

func verdict(output, reason, hint string, err error) error {
	if err != nil {
		return about(output, err)
	}
	return &Refused{output, reason, hint}
}

// about adds the output to an error that does not name it.
func about(output string, err error) error {
	if refused := (*Refused)(nil); err == nil || errors.As(err, &refused) {
		return err
	}
	return fmt.Errorf("output %q: %w", output, err)
}

// checkComponents checks the path from the root down for symbolic links. Links directly below the
// root are allowed: they belong to the system (/tmp and /var of macOS).
func checkComponents(path string) (reason, hint string, err error) {
	for _, p := range slices.Backward(lineage(path)) {
		info, err := os.Lstat(p)
		if errors.Is(err, fs.ErrNotExist) {
			return "", "", nil
		}
		if err != nil {
			return "", "", err
		}
		top := filepath.Dir(p)
		switch link := info.Mode()&fs.ModeSymlink != 0; {
		case link && p == path:
			return "it is a symbolic link", hintLink, nil
		case link && filepath.Dir(top) != top:
			return fmt.Sprintf("%q in its path is a symbolic link", filepath.Base(p)), hintLink, nil
		case !link && !info.IsDir() && p == path:
			return "it is there and is not a folder", hintElsewhere, nil
		case !link && !info.IsDir():
			return fmt.Sprintf("%q in its path is not a folder", filepath.Base(p)), hintElsewhere, nil
		}
	}
	return "", "", nil
}

// checkPlace returns the reason why no site may be at path, regardless of its contents, or "".
func checkPlace(path, manual string, sources []string) (string, error) {
	if filepath.Dir(path) == path {
		return "it is the root of the file system", nil
	}
	if home, err := os.UserHomeDir(); err == nil && holds(path, filepath.Clean(home)) {
		return "it is your home folder or holds it", nil
	}
	if inGit(path) {
		return "it is a .git folder or is in one", nil
	}
	manual, err := absolute(manual)
	if err != nil {
		return "", err
	}
	if holds(path, manual) {
		return "it is the manual's folder or holds it", nil
	}
	return checkSources(path, sources)
}

func checkSources(path string, sources []string) (string, error) {
	for _, name := range sources {
		if name == "" {
			continue
		}
		source, err := absolute(name)
		if err != nil {
			return "", err
		}
		if within(path, source) || holds(path, source) {
			return fmt.Sprintf("it overlaps with %q, which the site is made from", filepath.Base(source)), nil
		}
	}
	return "", nil
}

// inGit reports whether path is inside a .git folder, also by the other names of some file systems
// (.GIT, GIT~1).
func inGit(path string) bool {
	for _, p := range lineage(path) {
		if strings.EqualFold(filepath.Base(p), ".git") || same(p, filepath.Join(filepath.Dir(p), ".git")) {
			return true
		}
	}
	return false
}
