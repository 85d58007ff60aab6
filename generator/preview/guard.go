package preview

import (
	"net"
	"net/http"
	"net/netip"
	"path"
	"strings"
)

// guard decides which requests are answered. It keeps pages of other sites from reading the manual,
// and rejects host names that only resolve to this machine (DNS rebinding).
type guard struct {
	host string // given by the user, in lower case; may be empty
	port string
}

// refusal returns the status of a request that is refused, or 0. It checks the host, then the
// method, then the origin.
func (g guard) refusal(r *http.Request) int {
	switch {
	case !g.known(r.Host):
		return http.StatusForbidden
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return http.StatusMethodNotAllowed
	case foreign(r) && !plainNavigation(r):
		return http.StatusForbidden
	}
	return 0
}

// known reports whether a Host header names this server.
func (g guard) known(header string) bool {
	host, port := strings.ToLower(header), ""
	if h, p, err := net.SplitHostPort(host); err == nil {
		host, port = h, p
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
	}
	if port != "" && port != g.port || strings.HasSuffix(header, ":") {
		return false
	}
	switch host {
	case "localhost", "127.0.0.1", "[::1]":
		return true
	case "":
		return false
	}
	literal, isLiteral := addressIn(host)
	if g.everywhere() {
		return isLiteral
	}
	if own, err := netip.ParseAddr(g.host); err == nil {
		return isLiteral && own == literal
	}
	return host == g.host
}

// addressIn parses an IP address of a Host header, where IPv6 is in brackets.
func addressIn(host string) (netip.Addr, bool) {
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
	return a, err == nil && a.Is6() == (strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]"))
}

// everywhere reports whether the server listens on all addresses of the machine.
func (g guard) everywhere() bool {
	if g.host == "" {
		return true
	}
	address, err := netip.ParseAddr(g.host)
	return err == nil && address.IsUnspecified()
}

// foreign reports whether a page of another origin makes the request.
func foreign(r *http.Request) bool {
	for _, origin := range r.Header.Values("Origin") {
		if origin != "http://"+r.Host {
			return true
		}
	}
	for _, site := range r.Header.Values("Sec-Fetch-Site") {
		if site != "same-origin" && site != "none" {
			return true
		}
	}
	return false
}

// plainNavigation reports whether the user follows a link to a page, which may be on another site.
func plainNavigation(r *http.Request) bool {
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Origin") == "" &&
		path.Ext(r.URL.Path) != ".js" && !strings.HasPrefix(r.URL.Path, ownFolder)
}
