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

// classify tells where an address leads. The first argument is what the author wrote, decoded; in it
// white space and control characters are dropped, as in an address that hides a scheme. The second is what
// the page would hold: a browser has to take that for an address outside too.
func classify(address, href string) target {
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
	if allowed[strings.ToLower(seen[:colon])] && leadsOut(href) {
		return external
	}
	return unsafeTarget
}

// leadsOut reports whether a browser takes an address for one with an allowed scheme, wherever the page
// is. On a page with the same scheme it takes https:a for a path.
func leadsOut(href string) bool {
	scheme, rest, ok := strings.Cut(href, ":")
	if !ok {
		return false
	}
	scheme = strings.ToLower(scheme)
	if scheme == "http" || scheme == "https" {
		host, slashes := strings.CutPrefix(rest, "//")
		return slashes && host != "" && !strings.ContainsRune(`/\?#`, rune(host[0]))
	}
	return allowed[scheme]
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
