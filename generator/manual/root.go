package manual

import (
	"path"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// Below gives a path relative to a folder, and whether it is below it. Both begin at the manual's folder,
// which is ".".
func Below(folder, p string) (string, bool) {
	if folder == "." {
		return p, p != "." && p != ".." && !strings.HasPrefix(p, "../")
	}
	return strings.CutPrefix(p, folder+"/")
}

// IsDocument reports whether a path that Git knows may be one of a document: whether it would be read.
func (c *Catalog) IsDocument(file string) bool {
	if Hidden(file) || c.Excluded(file) != nil || document.IsSectionFile(file) && c.pages[file] != nil {
		return false
	}
	for p := file; p != "."; p = path.Dir(p) {
		if c.Reserved(p) {
			return false
		}
	}
	return true
}
