package manual

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// maxFolders is how many folders below the documents folder are read within each other. The page of
// each folder links to all those above it, so the size of a site grows like the cube of their depth.
const maxFolders = 32

// tooDeep reports whether a folder is too far below the documents folder to be read, and says so in a
// finding. Top is the number of slashes in the path of the documents folder.
func (l *listing) tooDeep(p string) bool {
	depth := strings.Count(p, "/") - l.top
	if depth <= maxFolders {
		return false
	}
	l.findings = append(l.findings, diag.Finding{Rule: "deep-folder", File: p, Pos: diag.Pos{Line: 1, Column: 1},
		Message: fmt.Sprintf("this folder is %d folders below the documents folder, expected at most %d; nothing in it is read", depth, maxFolders),
		Hint:    "move it further up, or delete it"})
	return true
}
