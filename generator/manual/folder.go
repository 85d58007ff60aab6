package manual

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/rootfs"
	"github.com/clausebook/clausebook/generator/route"
)

// listFolder lists the documents folder. One that cannot be read is a finding.
func (c *Catalog) listFolder(fsys fs.FS, stamps bool) (*listing, error) {
	root := c.Documents.Value
	info, err := rootfs.Lstat(fsys, root)
	switch {
	case errors.Is(err, rootfs.ErrNotRegular) || err == nil && info.Mode()&fs.ModeSymlink != 0:
		return c.noFolder(fmt.Sprintf("the folder %s is a symbolic link or below one; it is not read", root),
			"name the folder itself in `documents:`, or move it here"), nil
	case err == nil && !info.IsDir():
		return c.noFolder(fmt.Sprintf("%s is a file, expected the folder of the documents", root),
			"name a folder in `documents:`, or `.` for the manual's own"), nil
	case errors.Is(err, fs.ErrNotExist):
		if !c.Readable || slices.ContainsFunc(c.Config.Findings, func(f diag.Finding) bool { return f.Pos == c.Documents.Pos }) {
			return &listing{}, nil // a finding says that the folder is not known
		}
		hint := "create it and put the documents there, or name the folder in `documents:`"
		if near := config.FolderLike(fsys, root, func(name string) string { return route.Fold(document.Composed(name)) }); near != "" {
			hint = fmt.Sprintf("did you mean %s?", near)
		}
		return c.noFolder("there is no folder "+root, hint), nil
	case err != nil:
		return nil, err
	}
	return list(fsys, c.Config, stamps)
}

func (c *Catalog) noFolder(message, hint string) *listing {
	return &listing{findings: []diag.Finding{{Rule: "configuration", File: config.File, Pos: config.Place(c.Documents.Pos), Message: message, Hint: hint}}}
}
