package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
)

// locate settles the folder of the manual once: DIR, else the nearest folder with a manual.yaml at or
// above the working directory, else the working directory.
func (c *commonFlags) locate(args []string) {
	switch {
	case len(args) > 0:
		c.dir = args[0]
	case c.dir == "":
		c.dir = "."
		if folder, below := enclosing("."); folder != "" && below != "." {
			c.dir, c.below = fromHere(folder), below
		}
	}
}

// enclosing finds the nearest folder with a manual.yaml at or above dir, as an absolute path, and the
// way from there to dir, which is "." where they are the same. Where there is none both are empty.
func enclosing(dir string) (folder, below string) {
	here, err := realPath(dir)
	if err != nil {
		return "", ""
	}
	for folder := here; ; folder = filepath.Dir(folder) {
		if info, err := os.Stat(filepath.Join(folder, config.File)); err == nil && !info.IsDir() {
			below, err := filepath.Rel(folder, here)
			if err != nil {
				return "", ""
			}
			return folder, below
		}
		if filepath.Dir(folder) == folder {
			return "", ""
		}
	}
}

// fromHere is an absolute path as one writes it in the working directory.
func fromHere(path string) string {
	here, err := realPath(".")
	if rel, failed := filepath.Rel(here, path); err == nil && failed == nil {
		return rel
	}
	return path
}

// path is a file of the manual as it can be opened from the working directory.
func (c *commonFlags) path(file string) string {
	file = filepath.FromSlash(file)
	if c.below != "" {
		if rel, err := filepath.Rel(c.below, file); err == nil {
			return rel
		}
	}
	return filepath.Join(c.dir, file)
}

// unread words why the manual's folder cannot be read.
func (c *commonFlags) unread(err error) error {
	if errors.Is(err, errInterrupted) {
		return failure(errInterrupted)
	}
	if errors.Is(err, config.ErrNoManual) {
		return failure(c.noManual())
	}
	if _, gone := os.Stat(c.dir); errors.Is(gone, fs.ErrNotExist) {
		return failure(fmt.Errorf("there is no folder %s\nhint: DIR is the folder of a manual, the one with %s in it", c.dir, config.File))
	}
	return failure(err)
}

// noManual says what to do in a folder without a manual.yaml.
func (c *commonFlags) noManual() error {
	what := fmt.Errorf("there is no %s in %s", config.File, c.dir)
	if c.dir == "." {
		what = fmt.Errorf("there is no %s here or in a folder above", config.File)
	}
	if above, _ := enclosing(c.dir); above != "" {
		shown := fromHere(above)
		if shown == "." {
			return fmt.Errorf("%w\nhint: it is part of the manual in the working directory; leave DIR out", what)
		}
		return fmt.Errorf("%w\nhint: it is part of the manual in %s; write that as DIR", what, shown)
	}
	command := "clausebook init" + argument(quoted(c.dir))
	if len(documentsBelow(c.dir, ".docx", 1)) > 0 && len(markdownBelow(c.dir, 1)) == 0 {
		return fmt.Errorf("%w\nhint: `clausebook adopt%s` makes this folder of Word files a manual; `%s` begins an empty one in it",
			what, argument(quoted(c.dir)), command)
	}
	if n := len(markdownBelow(c.dir, 1)); n > 0 {
		return fmt.Errorf("%w\nhint: `clausebook adopt%s` makes this folder of Markdown a manual; `%s` only writes a %s for it",
			what, argument(quoted(c.dir)), command, config.File)
	}
	return fmt.Errorf("%w\nhint: `%s` begins a manual, or change into the folder of one", what, command)
}

var errInterrupted = errors.New("interrupted")

// interruptible does work that cannot be stopped, and returns before it is done when ctx ends. The work
// must not write anything that others see.
func interruptible[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := work()
		done <- result{value, err}
	}()
	var none T
	select {
	case <-ctx.Done():
		return none, errInterrupted
	case r := <-done:
		if ctx.Err() != nil { // what was read may be cut short
			return none, errInterrupted
		}
		return r.value, r.err
	}
}

// atRoot are Markdown files that a repository has for itself, in lower case and without .md.
var atRoot = []string{"readme", "license", "licence", "changelog", "contributing", "security", "code_of_conduct", "support",
	"claude", "agents", "governance", "authors", "notice"}

func markdownBelow(dir string, limit int) []string { return documentsBelow(dir, ".md", limit) }

// documentsBelow lists files with an ending, in and below a folder, that could be documents, at most limit of
// them, by their paths from it. Dot-folders, and what a repository has for itself, are left out.
func documentsBelow(dir, ending string, limit int) []string {
	var found []string
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(dir, path)
		if err != nil || relErr != nil || rel == "." {
			if d != nil && d.IsDir() && rel != "." {
				return fs.SkipDir
			}
			return nil
		}
		name, fits := strings.CutSuffix(strings.ToLower(d.Name()), ending)
		switch {
		case len(found) == limit:
			return fs.SkipAll
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.IsDir() || !fits || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$"):
		case filepath.Dir(rel) == "." && slices.Contains(atRoot, name):
		default:
			found = append(found, filepath.ToSlash(rel))
		}
		return nil
	})
	return found
}
