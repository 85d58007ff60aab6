package preview

import (
	"net"
	"net/http"
	"net/netip"
	"path"
	"strings"
)

// guard decides who is answered. A page of another site can make a browser ask here; it must not
// read the manual, and a name that leads to this machine by a trick (DNS rebinding) is no name of it.
type guard struct {
	host string // that the reader named, in lower case; may be empty
	port string
}

// refusal gives the status of a request that is not answered, or 0. The order is that of trust: who
// asks, how, and from where.
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

// addressIn reads an address as it stands in a Host header, that of IPv6 in brackets.
func addressIn(host string) (netip.Addr, bool) {
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"))
	return a, err == nil && a.Is6() == (strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]"))
}

// everywhere reports that the server listens on all addresses of the machine.
func (g guard) everywhere() bool {
	if g.host == "" {
		return true
	}
	address, err := netip.ParseAddr(g.host)
	return err == nil && address.IsUnspecified()
}

// foreign reports that a page of another origin asks.
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

// plainNavigation reports that somebody follows a link to a page, which a page elsewhere may hold.
func plainNavigation(r *http.Request) bool {
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Origin") == "" &&
		path.Ext(r.URL.Path) != ".js" && !strings.HasPrefix(r.URL.Path, ownFolder)
}
