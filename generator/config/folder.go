package config

import (
	"io/fs"
	"path"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// spellDocuments takes the documents folder as the disk spells it, where that differs from manual.yaml only in
// Unicode normalization: some systems store ä as two characters.
func (c *Config) spellDocuments(fsys fs.FS) {
	if found := FolderLike(fsys, c.Documents.Value, document.Composed); found != "" {
		c.Documents.Value = found
	}
}

// FolderLike finds the folder whose path is equal to another one after a conversion of both, or returns "". A path
// that exists is itself.
func FolderLike(fsys fs.FS, wanted string, convert func(string) string) string {
	if _, err := rootfs.Lstat(fsys, wanted); err == nil {
		return wanted
	}
	found := "."
	for name := range strings.SplitSeq(wanted, "/") {
		entries, err := fs.ReadDir(fsys, found)
		if err != nil {
			return ""
		}
		next := ""
		for _, e := range entries {
			if e.IsDir() && convert(e.Name()) == convert(name) {
				next = path.Join(found, e.Name())
			}
		}
		if next == "" {
			return ""
		}
		found = next
	}
	return found
}
