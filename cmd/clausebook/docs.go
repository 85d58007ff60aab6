package main

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/handbook"
	"github.com/clausebook/clausebook/generator/scaffold"
	"github.com/clausebook/clausebook/themes"
)

//go:embed README.md
var commandGuide string

func newDocs() *cobra.Command {
	return &cobra.Command{
		Use:   "docs DIR",
		Short: "Write the handbook of clausebook, as a manual",
		Long: `Write the handbook of clausebook into DIR, a new or empty folder: how to write, count, check,
publish, theme, adopt and audit a manual. It is a manual itself: build or serve it. The paths of
the new files are printed.`,
		Example: "  clausebook docs handbook\n  clausebook serve handbook --open",
		Args:    arguments,
		RunE:    func(cmd *cobra.Command, args []string) error { return writeDocs(cmd, args[0]) },
	}
}

func writeDocs(cmd *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return failure(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return failure(err)
	}
	defer root.Close()
	if entries, err := fs.ReadDir(root.FS(), "."); err != nil || len(entries) > 0 {
		return failure(cmp.Or(err, fmt.Errorf("%s is not empty; nothing was written\nhint: name a new folder", quoted(dir))))
	}
	list, err := handbookFiles()
	if err != nil {
		return failure(err)
	}
	for _, f := range list {
		if err := create(root, f.Path, f.Text); err != nil {
			return failure(err)
		}
		fmt.Fprintln(cmd.OutOrStdout(), filepath.Join(dir, filepath.FromSlash(f.Path)))
	}
	return nil
}

// handbookFiles are those of the handbook of this program.
func handbookFiles() ([]handbook.File, error) {
	var guides []handbook.Guide
	var failed error
	for _, name := range handbook.Paths() {
		text, err := guide(name)
		failed = errors.Join(failed, err)
		guides = append(guides, handbook.Guide{Path: name, Text: text})
	}
	version := cmp.Or(release(buildInfo()), scaffold.NextRelease)
	return handbook.Files(guides, version, "https://"+scaffold.Repository+"/blob/HEAD/"), failed
}

// guide is a text for users, by its path in the repository.
func guide(name string) (string, error) {
	switch name {
	case "cmd/clausebook/README.md":
		return commandGuide, nil
	case "themes/README.md":
		return themes.Guide, nil
	}
	text, err := fs.ReadFile(generator.Guides(), strings.TrimPrefix(name, "generator/"))
	return string(text), err
}
