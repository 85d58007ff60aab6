package document

import (
	"html"
	"net/url"
	"strings"
	"unicode"
)

// target is the kind of address that a link has.
type target int

const (
	unsafeTarget target = iota
	external
	relative
)

// allowedSchemes are the schemes that a link may have. Any other may run a program or script on the
// reader's machine.
var allowedSchemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}

// classify returns the kind of an address. address is what the author wrote, decoded; blanks and
// control characters in it are ignored, since they can hide a scheme. href is what the page would
// contain: a browser has to treat that as external too.
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
	if allowedSchemes[strings.ToLower(seen[:colon])] && isAbsolute(href) {
		return external
	}
	return unsafeTarget
}

// isAbsolute reports whether browsers treat an address as absolute with an allowed scheme. They
// treat https:a as a path on a page with the same scheme.
func isAbsolute(href string) bool {
	scheme, rest, ok := strings.Cut(href, ":")
	if !ok {
		return false
	}
	scheme = strings.ToLower(scheme)
	if scheme == "http" || scheme == "https" {
		host, slashes := strings.CutPrefix(rest, "//")
		return slashes && host != "" && !strings.ContainsRune(`/\?#`, rune(host[0]))
	}
	return allowedSchemes[scheme]
}

// splitTarget splits a relative address into its decoded path and fragment, and its query as
// written. Invalid encoding is left as it is, and will not be found.
func splitTarget(address string) (path, fragment, query string) {
	path, fragment, _ = strings.Cut(address, "#")
	if at := strings.IndexByte(path, '?'); at >= 0 {
		path, query = path[:at], path[at:]
	}
	if decoded, err := url.PathUnescape(path); err == nil {
		path = decoded
	}
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	return path, fragment, query
}
