package check

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// maxName is how many bytes the name of a file or folder may have on most file systems.
const maxName = 255

// collidingFolders finds folders whose pages cannot be beside those of others, or can have no file.
func (r *run) collidingFolders() {
	tree := manual.NewFileTree[*manual.Section]()
	for _, s := range r.Sections {
		tree.Add(s.URL, s)
	}
	for _, s := range r.Sections {
		if other, ok := tree.InFolder(s.URL); ok {
			r.atFolder(s, fmt.Sprintf("folder %s has its page at %s, where the page of folder %s needs a folder", s.Path, s.URL, other.Path),
				"rename one of the two folders")
		}
		// What splits a long list adds to the name of its pages; see package site.
		name, split := path.Base(s.URL), ""
		if n := len(r.In(s)); n > shortestPart {
			split = fmt.Sprintf("~%d", n/shortestPart+1)
		}
		if size := len(name) + len(split); size > maxName {
			r.atFolder(s, fmt.Sprintf("the name of folder %s is too long: its page would have a name of %d bytes, expected at most %d",
				shortened(path.Base(s.Path)), size, maxName), "rename the folder")
		}
	}
}

// shortestPart is how many documents a page of a folder lists at least before it is split.
const shortestPart = 300

// atFolder reports something about a folder, at each document by which it is there.
func (r *run) atFolder(s *manual.Section, message, hint string) {
	for _, e := range r.documentsBelow(s) {
		r.inDocument(e, diag.Pos{Line: 1, Column: 1}, message, hint)
	}
}

// shortened is a name that is too long to be read in a message.
func shortened(name string) string {
	const most = 40
	if letters := []rune(name); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return name
}

// collidingFiles finds files that are the same where cases are not told apart, and files where others
// need a folder.
func (r *run) collidingFiles() {
	var used []*manual.File
	byAddress, tree := map[string][]*manual.File{}, manual.NewFileTree[*manual.File]()
	for _, f := range r.Files {
		if r.manual.Use(f).Used {
			key := route.Fold(f.URL)
			used, byAddress[key] = append(used, f), append(byAddress[key], f)
			tree.Add(f.URL, f)
		}
	}
	for _, f := range used {
		if same := byAddress[route.Fold(f.URL)]; len(same) > 1 {
			other := same[(slices.Index(same, f)+1)%len(same)]
			r.atFile(f, fmt.Sprintf("the file has the same address, %s, as %s", f.URL, other.Path), "rename one of the two")
		}
		if other, ok := tree.InFolder(f.URL); ok {
			r.atFile(f, fmt.Sprintf("the file has the address %s, where %s needs a folder", f.URL, other.Path), "rename one of the two")
		}
		if other, ok := tree.AsFolder(f.URL); ok {
			r.atFile(f, fmt.Sprintf("the file needs a folder %s, where %s has its address", path.Dir(f.URL), other.Path), "rename one of the two")
		}
	}
}

// atFile reports something about a file; about one that only manual.yaml names, there.
func (r *run) atFile(f *manual.File, message, hint string) {
	if _, beside := manual.Below(r.Documents.Value, f.Path); f == r.LogoFile() && !beside {
		r.inConfig(r.Logo.Pos, "", message, hint)
		return
	}
	r.findings = append(r.findings, diag.Finding{Rule: r.rule, File: f.Path, Pos: diag.Pos{Line: 1, Column: 1}, Message: message, Hint: hint})
}

var deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)`)

// unportable says why Windows cannot have a file or folder of this name, or is empty.
func unportable(name string) string {
	if last := name[len(name)-1]; last == '.' || last == ' ' {
		return fmt.Sprintf("%q ends with a character that Windows drops", shortened(name))
	}
	for _, c := range name {
		if c < ' ' || strings.ContainsRune(`<>:"|?*\`, c) || unicode.IsControl(c) {
			return fmt.Sprintf("%q has a character, %q, that Windows does not allow in names", shortened(name), c)
		}
	}
	if deviceName.MatchString(name) {
		return fmt.Sprintf("%q is the name of a device on Windows", name)
	}
	return ""
}

// unportablePath does what unportable does, for each name in a path.
func unportablePath(p string) string {
	for name := range strings.SplitSeq(p, "/") {
		if why := unportable(name); why != "" {
			return why
		}
	}
	return ""
}
