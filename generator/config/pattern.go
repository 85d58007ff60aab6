package config

import (
	"fmt"
	"math"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/clausebook/clausebook/generator/document"
	"github.com/clausebook/clausebook/generator/yaml"
)

// Pattern names files and folders as a line of .gitignore does: ** is any number of folders, a pattern
// without a slash means a name in any folder, one that begins with a slash begins at the top, and one that
// ends in a slash means folders only. What it says of a folder it says of all below it.
//
// The top is the folder of the documents, or that of the manual.
type Pattern struct {
	document.Text
	glob    string
	folders bool // only these
}

// pattern reads a pattern, and reports one that is not valid.
func (r *reader) pattern(v *yaml.Value) (Pattern, bool) {
	t := r.text(v)
	glob := strings.TrimPrefix(document.Composed(t.Value), "./")
	const hint = "write it as in .gitignore, such as `_templates/**`, `*.tmp` or `CLAUDE.md`"
	switch {
	case v.Kind == yaml.List || v.Kind == yaml.Map:
		return Pattern{}, false
	case strings.Trim(glob, "/") == "" || glob == ".":
		r.bad(v, "the pattern is empty", hint)
		return Pattern{}, false
	case strings.HasPrefix(glob, "!"):
		r.bad(v, fmt.Sprintf("%s begins with an exclamation mark; a pattern cannot take back what another one says", t.Value), hint)
		return Pattern{}, false
	case strings.Contains(glob, `\`):
		r.bad(v, fmt.Sprintf("%s contains a backslash", t.Value), "separate folders by /, on Windows too")
		return Pattern{}, false
	case !doublestar.ValidatePattern(glob) || strings.HasPrefix(path.Clean(strings.TrimLeft(glob, "/")), ".."):
		r.bad(v, fmt.Sprintf("%s is not a valid pattern", t.Value), hint)
		return Pattern{}, false
	case alternatives(glob) > maxAlternatives:
		r.bad(v, fmt.Sprintf("the pattern has more than %d alternatives in braces", maxAlternatives), "write several patterns with fewer braces")
		return Pattern{}, false
	}
	p := Pattern{Text: t, folders: strings.HasSuffix(glob, "/")}
	glob = strings.TrimSuffix(glob, "/")
	switch {
	case strings.HasPrefix(glob, "/"):
		glob = strings.TrimLeft(glob, "/")
	case !strings.Contains(glob, "/"):
		glob = "**/" + glob
	}
	p.glob = path.Clean(glob)
	return p, true
}

// maxAlternatives limits the time that matching takes, which grows with the number of alternatives: {a,b}{c,d} are four.
const maxAlternatives = 1000

// alternatives is at least the number of patterns without braces that a pattern stands for.
func alternatives(glob string) float64 {
	return math.Pow(float64(1+strings.Count(glob, ",")), float64(strings.Count(glob, "{")))
}

// Matches reports whether a pattern names a file or folder itself, by its path from the manual's folder.
func (c *Config) Matches(p Pattern, file string, folder bool) bool {
	if p.folders && !folder {
		return false
	}
	file = document.Composed(file)
	if doublestar.MatchUnvalidated(p.glob, file) {
		return true
	}
	below, ok := strings.CutPrefix(file, c.Documents.Value+"/")
	return ok && doublestar.MatchUnvalidated(p.glob, below)
}

// Covers reports whether a pattern names a file or a folder above it.
func (c *Config) Covers(p Pattern, file string) bool {
	if c.Matches(p, file, false) {
		return true
	}
	for above := path.Dir(file); above != "."; above = path.Dir(above) {
		if c.Matches(p, above, true) {
			return true
		}
	}
	return false
}

// Excluded gives the pattern of `exclude` that leaves a file out, or nil.
func (c *Config) Excluded(file string) *Pattern {
	for i := range c.Exclude {
		if c.Covers(c.Exclude[i], file) {
			return &c.Exclude[i]
		}
	}
	return nil
}

func (r *reader) exclude(v *yaml.Value) {
	if v.Kind == yaml.Map {
		r.bad(v, "expected a list of patterns, not a map", "write `exclude: [_templates/**, CLAUDE.md]`")
		return
	}
	for _, item := range v.List() {
		if p, ok := r.pattern(item); ok {
			r.config.Exclude = append(r.config.Exclude, p)
		}
	}
}

// ThemeFolder is the folder of the manual's own theme.
const ThemeFolder = "theme"

// Reserved reports whether a file or folder of the manual's folder is the program's and not a document: where
// `documents` is that folder itself, manual.yaml, the theme and the site are in it too.
func (c *Config) Reserved(file string) bool {
	return c.Documents.Value == "." && (file == File || file == AdoptFile || file == ThemeFolder || file == path.Clean(c.Output.Value))
}

// AdoptFile is what `clausebook adopt` writes beside manual.yaml.
const AdoptFile = "adopt.yaml"
