package adopt

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/rootfs"
)

// File is the name of the file that adopt writes.
const File = "adopt.yaml"

// folder is what lies in a folder.
type folder struct {
	documents []string // Markdown
	words     []string // Word files without a Markdown file of the same name
	sections  []string // README.md and index.md
	skipped   []string // folders that hold no documents
	others    []string // Markdown that a repository has for itself, such as LICENSE.md
	unread    []string // in other formats of word processors
	findings  []diag.Finding
}

// convertible are the other formats of word processors, in which documents may be.
var convertible = []string{".doc", ".docm", ".dot", ".dotx", ".odt", ".rtf"}

// ofRepository are names of Markdown files that are about a repository, in lower case.
var ofRepository = []string{"license", "licence", "changelog", "contributing", "security", "code_of_conduct", "support", "claude", "agents",
	"governance", "authors", "notice", "contributors", "maintainers", "copying", "pull_request_template", "_sidebar", "_footer", "_navbar", "summary"}

// skipped are folders that hold no documents.
var skipped = []string{"node_modules", "_templates", "templates", "vendor", "site-packages", "_site", "_layouts", "_includes"}

// list finds the documents of a folder. The paths are relative to it, in order.
func list(fsys fs.FS, documents, output string) (*folder, error) {
	f := &folder{}
	if _, err := fs.ReadDir(fsys, documents); err != nil {
		return nil, fmt.Errorf("the folder of the documents, %s, cannot be read: %s\nhint: correct `documents` in manual.yaml or %s", documents, reason(err), File)
	}
	err := fs.WalkDir(fsys, documents, func(file string, d fs.DirEntry, err error) error {
		name := path.Base(file)
		switch {
		case err != nil:
			f.note(file, "it cannot be read: "+reason(err), "check its permissions, or leave it out on purpose")
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case file == documents:
		case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$"):
			return skipFolder(d)
		case d.IsDir():
			if slices.Contains(skipped, strings.ToLower(name)) {
				f.skipped = append(f.skipped, file)
				return fs.SkipDir
			}
			if file == output || file == "theme" {
				return fs.SkipDir
			}
		default:
			f.add(file, d)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	f.words = slices.DeleteFunc(f.words, func(word string) bool {
		_, converted := slices.BinarySearch(f.documents, target(word))
		return converted
	})
	for _, file := range f.unread {
		_, markdown := slices.BinarySearch(f.documents, target(file))
		if !markdown && !slices.Contains(f.words, strings.TrimSuffix(file, path.Ext(file))+".docx") {
			f.note(file, "it is neither Markdown nor .docx; it is not read", "save it as .docx if it is a document")
		}
	}
	return f, nil
}

func skipFolder(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// add sorts a file into its kind.
func (f *folder) add(file string, d fs.DirEntry) {
	ext := strings.ToLower(path.Ext(file))
	if ext == "" && d.Type()&fs.ModeSymlink != 0 {
		f.note(file, "it is a symbolic link; a folder that it leads to is not read", "put the folder itself here")
	}
	if slices.Contains(convertible, ext) {
		f.unread = append(f.unread, file)
	}
	if ext != ".md" && ext != ".markdown" && ext != ".docx" {
		return
	}
	if !d.Type().IsRegular() {
		f.note(file, "it is a symbolic link or not a regular file; it is not read", "put the file itself here")
		return
	}
	if visible(file) != file {
		f.note(diag.Clean(file), "its name has characters that cannot be seen; it is not read", "rename it")
		return
	}
	stem := strings.ToLower(strings.TrimSuffix(path.Base(file), path.Ext(file)))
	switch {
	case ext == ".docx":
		f.words = append(f.words, file)
	case path.Ext(file) != ".md":
		f.note(file, "its name does not end in .md; it is not read", "rename it to "+strings.TrimSuffix(file, path.Ext(file))+".md")
	case stem == "readme" || stem == "index":
		f.sections = append(f.sections, file)
	case slices.Contains(ofRepository, stem):
		f.others = append(f.others, file)
	default:
		f.documents = append(f.documents, file)
	}
}

// note reports a file that is left out.
func (f *folder) note(file, message, hint string) {
	f.findings = append(f.findings, diag.Finding{Rule: "unsafe-file", Severity: diag.Warning, File: file, Pos: diag.Pos{Line: 1, Column: 1},
		Message: message, Hint: hint})
}

// without leaves out what patterns match: a path, a name in any folder, or a folder with all below it (old/**).
func without(files, patterns []string) []string {
	return slices.DeleteFunc(files, func(file string) bool {
		return slices.ContainsFunc(patterns, func(pattern string) bool {
			if dir, below := strings.CutSuffix(pattern, "/**"); below && strings.HasPrefix(file, dir+"/") {
				return true
			}
			whole, _ := path.Match(pattern, file)
			name, _ := path.Match(pattern, path.Base(file))
			return whole || name
		})
	})
}

// target is the Markdown file that a Word file is converted to.
func target(word string) string { return strings.TrimSuffix(word, path.Ext(word)) + ".md" }

// documentsFolder chooses the folder of the documents: the one of manual.yaml, else that of mkdocs.yml, else the folder
// that all documents are in, else the manual's own, whose README.md is then the start page.
func documentsFolder(fsys fs.FS) (documents, output string, settled *config.Config, err error) {
	c, err := config.Open(fsys)
	switch {
	case errors.Is(err, config.ErrNoManual):
	case err != nil:
		return "", "", nil, err
	case !c.Readable:
		return "", "", nil, fmt.Errorf("%s cannot be read\nhint: `clausebook check` says what is wrong with it", config.File)
	default:
		return c.Documents.Value, c.Output.Value, c, nil
	}
	f, err := list(fsys, ".", "public")
	if err != nil {
		return "", "", nil, err
	}
	all := slices.Concat(f.documents, f.words)
	if len(all) == 0 {
		return ".", "public", nil, nil
	}
	if dir := mkdocsFolder(fsys); slices.ContainsFunc(all, func(file string) bool { return strings.HasPrefix(file, dir+"/") }) {
		return dir, "public", nil, nil
	}
	top, _, below := strings.Cut(all[0], "/")
	start := func(dir string) bool {
		return slices.ContainsFunc(f.sections, func(file string) bool { return path.Dir(file) == dir })
	}
	if !below || slices.ContainsFunc(all, func(file string) bool { return !strings.HasPrefix(file, top+"/") }) || start(".") && !start(top) {
		return ".", "public", nil, nil
	}
	return top, "public", nil, nil
}

var docsDir = regexp.MustCompile(`(?m)^docs_dir:[ \t]*["']?([^"'#\r\n]+?)/?["']?[ \t]*(?:#.*)?\r?$`)

// mkdocsFolder returns the folder of the documents of MkDocs, or "".
func mkdocsFolder(fsys fs.FS) string {
	for _, name := range []string{"mkdocs.yml", "mkdocs.yaml"} {
		raw, fault := readWhole(fsys, name, diag.MaxSourceSize)
		if fault != "" {
			continue
		}
		if m := docsDir.FindSubmatch(raw); m != nil && path.Clean(string(m[1])) != "." {
			return path.Clean(string(m[1]))
		}
		return "docs"
	}
	return ""
}

// readWhole reads a file of at most max bytes; larger ones are reported.
func readWhole(fsys fs.FS, file string, max int64) ([]byte, string) {
	raw, err := rootfs.ReadFile(fsys, file, max)
	switch {
	case err != nil:
		return nil, "it cannot be read: " + reason(err)
	case int64(len(raw)) > max:
		return nil, fmt.Sprintf("it has more than %d KiB, the most that clausebook reads", max>>10)
	}
	return raw, ""
}
