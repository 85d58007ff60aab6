// Package themes holds the built-in theme. A manual's own theme/ folder hides its files one by one;
// README.md says what a template may rely on.
package themes

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed default
var files embed.FS

// Guide is the text for users.
//
//go:embed README.md
var Guide string

// Languages are those that the built-in theme has strings for, sorted: a language is one file in default/strings.
func Languages() []string {
	list, err := fs.Glob(files, "default/strings/*.yaml")
	if err != nil {
		panic(err) // the pattern is correct
	}
	for i, name := range list {
		list[i] = strings.TrimSuffix(path.Base(name), ".yaml")
	}
	return list
}

// Default is the built-in theme: layouts, pages, partials and assets.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
