package document

import (
	"html"
	"net/url"
	"strings"
	"unicode"
)

// target is what a link's address means.
type target int

const (
	unsafeTarget target = iota
	external
	relative
)

// allowed are the schemes that a page of the site may lead to. Everything else may run a program
// or a script on the reader's machine.
var allowed = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}

// classify tells where an address leads. It looks at what a browser would: entities decoded,
// white space and control characters dropped.
func classify(address string) target {
	seen := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return -1
		}
		return r
	}, html.UnescapeString(address))
	if strings.HasPrefix(seen, "//") || strings.HasPrefix(seen, `\`) || strings.HasPrefix(seen, `/\`) {
		return unsafeTarget
	}
	colon := strings.IndexByte(seen, ':')
	if colon < 0 || strings.ContainsAny(seen[:colon], "/?#") {
		return relative
	}
	if allowed[strings.ToLower(seen[:colon])] {
		return external
	}
	return unsafeTarget
}

// split parts a relative address into its decoded path and fragment. What cannot be decoded stays
// as it is, and will be found nowhere.
func split(address string) (path, fragment string) {
	path, fragment, _ = strings.Cut(address, "#")
	path, _, _ = strings.Cut(path, "?")
	if decoded, err := url.PathUnescape(path); err == nil {
		path = decoded
	}
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	return path, fragment
}
