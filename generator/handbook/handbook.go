// Package handbook makes a manual of the texts for users that are next to the packages, so that the
// program builds its own documentation and each text is there once.
package handbook

import (
	_ "embed"
	"fmt"
	"path"
	"regexp"
	"strings"
)

// Guide is a text for users, in Markdown.
type Guide struct {
	Path string // in the repository
	Text string
}

// File is one file of the handbook.
type File struct {
	Path string // with forward slashes
	Text []byte
}

//go:embed intro.md
var intro string

// chapters are the guides in the order of reading, with the names of their folders.
var chapters = []struct{ folder, guide string }{
	{"write", "generator/document/README.md"},
	{"count", "generator/coverage/README.md"},
	{"check", "generator/check/README.md"},
	{"publish", "generator/publish/README.md"},
	{"theme", "themes/README.md"},
	{"adopt", "generator/adopt/README.md"},
	{"audit", "generator/site/README.md"},
	{"diff", "generator/diff/README.md"},
	{"pipelines", "generator/pipeline/README.md"},
	{"commands", "cmd/clausebook/README.md"},
}

// Paths lists the guides that Files needs.
func Paths() []string {
	var list []string
	for _, c := range chapters {
		list = append(list, c.guide)
	}
	return list
}

// Files are those of the handbook of a version, whose sources are at an address. Guides are those that
// Paths lists, in that order.
//
// A chapter is the page of a section, not a document: a document would have to be approved, and no program
// can say that somebody did.
func Files(guides []Guide, version, source string) []File {
	start := strings.ReplaceAll(intro, "VERSION", version)
	list := []File{{"manual.yaml", []byte(configuration)}, {"documents/README.md", []byte(start)}}
	for i, g := range guides {
		list = append(list, File{"documents/" + chapters[i].folder + "/README.md", chapter(i, g, source)})
	}
	return list
}

const configuration = `title: Handbook of clausebook
company: clausebook
edition: 2015
scope: 9001
scope_statement: How to write, count, publish, theme, adopt and audit a quality manual with clausebook.
# It is about a program and claims no clause.
rules:
  gap: off
  missing-documented-information: off
`

func chapter(n int, g Guide, source string) []byte {
	title, text, _ := strings.Cut(strings.TrimPrefix(strings.ReplaceAll(g.Text, "\r\n", "\n"), "# "), "\n")
	return fmt.Appendf(nil, "---\ntitle: %q\norder: %d\n---\n%s", title, n+1, relink(text, path.Dir(g.Path), source))
}

var (
	fence  = regexp.MustCompile("^ *(```+|~~~+)")
	inCode = regexp.MustCompile("`+[^`]*`+")
	target = regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
)

// relink lets the links of a guide in a folder lead to the chapters, and those to other files to the source. What
// is code stays as it is.
func relink(text, folder, source string) string {
	var b strings.Builder
	open := ""
	for line := range strings.Lines(text) {
		m := fence.FindStringSubmatch(line)
		switch {
		case open == "" && m != nil:
			open = m[1]
		case open != "" && m != nil && strings.HasPrefix(m[1], open) && strings.TrimSpace(line) == m[1]:
			open = ""
		case open == "" && !strings.HasPrefix(line, "    "):
			line = relinkLine(line, folder, source)
		}
		b.WriteString(line)
	}
	return b.String()
}

func relinkLine(line, folder, source string) string {
	var b strings.Builder
	last := 0
	for _, code := range append(inCode.FindAllStringIndex(line, -1), []int{len(line), len(line)}) {
		b.WriteString(target.ReplaceAllStringFunc(line[last:code[0]], func(link string) string {
			m := target.FindStringSubmatch(link)
			to := path.Join(folder, m[1])
			for _, c := range chapters {
				if c.guide == to {
					return "](../" + c.folder + "/README.md" + m[2] + ")"
				}
			}
			return "](" + source + to + m[2] + ")"
		}))
		b.WriteString(line[code[0]:code[1]])
		last = code[1]
	}
	return b.String()
}
