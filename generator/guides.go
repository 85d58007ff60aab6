package generator

import (
	"embed"
	"io/fs"
)

//go:embed */README.md
var guides embed.FS

// Guides are the texts for users next to the packages, by their paths from this one.
func Guides() fs.FS { return guides }
