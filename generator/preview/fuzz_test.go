package preview

import (
	"io/fs"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzHost: a Host header is known only where a browser that sends it looks at this machine: by its name or address, and
// by no other port.
func FuzzHost(f *testing.F) {
	for _, seed := range []string{"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080", "[::1", "::1", "localhost:8080:8080", "localhost.",
		"qm.example", "qm.example:", "a@localhost", "localhost/..", "127.1", "0x7f.0.0.1", "[::ffff:127.0.0.1]", "10.1.2.3", "[fe80::1%25eth0]", "", ":8080"} {
		f.Add("127.0.0.1", seed)
		f.Add("qm.example", seed)
		f.Add("0.0.0.0", seed)
	}
	f.Fuzz(func(t *testing.T, own, header string) {
		g := guard{strings.ToLower(own), "8080"}
		if !g.known(header) {
			return
		}
		u, err := url.Parse("http://" + header + "/")
		if strings.Contains(header, "%") && strings.HasPrefix(header, "[") {
			return // an address with a zone, which browsers do not send
		}
		if err != nil || u.Host != header || u.User != nil || u.Path != "/" {
			if strings.Contains(own, strings.ToLower(header)) {
				return // the user's own --addr is not checked
			}
			t.Fatalf("--addr %q: %q is known and is not a host", own, header)
		}
		host := strings.ToLower(u.Hostname())
		_, err = netip.ParseAddr(host)
		isAddress := err == nil
		if p := u.Port(); p != "" && p != "8080" {
			t.Errorf("--addr %q: %q is known with another port", own, header)
		}
		if host != "localhost" && !isAddress && host != g.host {
			t.Errorf("--addr %q: %q is known", own, header)
		}
	})
}

// FuzzPath: whatever address is asked for, what is looked up is a path below the site without hidden parts.
func FuzzPath(f *testing.F) {
	for _, seed := range []string{"/", "/a/", "/documents/a.html", "/.git/config", "/.nojekyll", "/%2e%2e/x", "/a/..%2fb", "/a//b", `/a\b`, "/%00", "/ü", "//h/a", "/a/%2E/b", "/a?b#c", "*", "http://h/a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, target string) {
		u, err := url.ParseRequestURI(target)
		if err != nil {
			return
		}
		name, ok := requestPath(&http.Request{URL: u})
		if !ok || name == ".nojekyll" || !utf8.ValidString(name) { // no file of a site has such a name
			return
		}
		if !fs.ValidPath(name) || strings.HasPrefix(name, ".") || strings.Contains(name, "/.") || strings.ContainsAny(name, "\\\x00") {
			t.Errorf("%q asks for %q", target, name)
		}
	})
}
