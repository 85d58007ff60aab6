package document

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/yaml"
)

// aliases reads the old addresses of a document.
func (m *metaReader) aliases(v *yaml.Value) {
	m.doc.Aliases = m.texts(v)
	for _, a := range m.doc.Aliases {
		if _, trouble, hint := oldAddress(a.Value); trouble != "" {
			m.report("bad-value", a.Pos, fmt.Sprintf("%.40s cannot be an old address: %s", a.Value, trouble), hint)
		}
	}
}

// AliasPath returns the path of the redirect page for an old address, relative to the site's root.
// ok is false if the address is not valid.
func AliasPath(alias string) (string, bool) {
	p, trouble, _ := oldAddress(alias)
	return p, trouble == ""
}

// maxAlias keeps the path of a redirect page within the limits of all file systems.
const maxAlias = 200

// fileEnding matches an extension from which hosts derive the type of a file.
var fileEnding = regexp.MustCompile(`\.[A-Za-z][A-Za-z0-9]{0,4}$`)

// oldAddress parses an address as seen in a browser: old/name.html, or a folder, old/name/ or
// old/name, whose page is index.html. trouble says why it is not valid, or is "".
func oldAddress(alias string) (file, trouble, hint string) {
	const fromRoot = "write the path from the root of the site, such as `old/name.html` or `old/name/`"
	p, err := url.PathUnescape(alias)
	switch {
	case err != nil:
		return "", "after % stand no two hexadecimal digits", "write %25 for the sign itself"
	case strings.Contains(alias, "://"):
		return "", "it names a host", fromRoot
	case strings.ContainsAny(p, "?#"):
		return "", "a host does not look at what follows ? or #", "leave that part out"
	}
	p = strings.TrimPrefix(p, "/") // root of the site
	if trouble := badPath(strings.TrimSuffix(p, "/")); trouble != "" {
		return "", trouble, fromRoot
	}
	switch ending := fileEnding.FindString(p); {
	case strings.EqualFold(ending, ".html") && route.IsNext(p[:len(p)-len(ending)]):
		return "", "what ends in .next.html is the page of a coming revision", fromRoot
	case strings.EqualFold(ending, ".html"), strings.EqualFold(ending, ".htm"):
		return p, "", ""
	case ending != "":
		return "", fmt.Sprintf("a host would not serve a %s file as a page", ending),
			"only pages can redirect; for a folder of that name, end it with /"
	}
	return path.Join(p, "index.html"), "", ""
}

// badPath says why a path is not a valid file name on every system, or returns "".
func badPath(p string) string {
	if len(p) > maxAlias {
		return fmt.Sprintf("it is longer than %d bytes", maxAlias)
	}
	for _, name := range strings.Split(p, "/") {
		switch {
		case name == "":
			return "a name between two / is empty"
		case name == "..", name == ".":
			return "it may lead out of the site"
		case strings.HasPrefix(name, "."):
			return fmt.Sprintf("%s begins with a dot", name)
		case strings.HasSuffix(name, "."), strings.TrimSpace(name) != name:
			return fmt.Sprintf("%q begins or ends with what Windows drops", name)
		case deviceName.MatchString(name):
			return fmt.Sprintf("%s is the name of a device on Windows", name)
		}
		if i := strings.IndexFunc(name, notInPath); i >= 0 {
			return fmt.Sprintf("%q is not allowed in file names on every system", []rune(name[i:])[0])
		}
	}
	return ""
}

func notInPath(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.~+,=@!$&'() ", r)
}
