package preview

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// secret stands in the sources of the manual and on no page.
const secret = "xyzzy-secret"

// hostile is a manual with sources that must stay where they are.
const hostile = small + `
-- documents/notes.txt --
` + secret + `
-- documents/.hidden/x.md --
` + secret + `
-- .git/config --
` + secret + `
-- .clausebook --
` + secret + `
-- secret.txt --
` + secret + `
`

// raw sends bytes and gives the answer, "" where the connection is closed without one.
func (r *running) raw(request string) (*http.Response, string) {
	r.Helper()
	c, err := net.Dial("tcp", "127.0.0.1:"+r.port)
	r.must(err)
	defer c.Close()
	r.must(c.SetDeadline(time.Now().Add(patience)))
	// Of a request that is too long the server need not take all.
	_, _ = io.WriteString(c, request)
	method, _, _ := strings.Cut(request, " ")
	response, err := http.ReadResponse(bufio.NewReader(c), &http.Request{Method: method})
	if err != nil {
		return &http.Response{Header: http.Header{}}, ""
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return response, string(body)
}

// TestHostileRequests replays what must not be answered, and a few that must, over bare sockets.
func TestHostileRequests(t *testing.T) {
	r := start(t, writeArchive(t, hostile))
	r.edit("manual.yaml", "title: Manual", "title: Manual # "+secret)
	own := "Host: 127.0.0.1:" + r.port
	get := func(path string, headers ...string) string {
		return "GET " + path + " HTTP/1.1\r\n" + strings.Join(append(headers, "Connection: close", "", ""), "\r\n")
	}
	method := func(name, path string) string {
		return name + " " + path + " HTTP/1.1\r\n" + own + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
	}
	as := func(host string) string { return get("/", "Host: "+host) }
	for _, c := range []struct {
		name, request string
		status        int
	}{
		// Names of this server, and others.
		{"own address", as("127.0.0.1:" + r.port), 200},
		{"own address without port", as("127.0.0.1"), 200},
		{"localhost", as("localhost:" + r.port), 200},
		{"LocalHost", as("LocalHost"), 200},
		{"IPv6 loopback", as("[::1]:" + r.port), 200},
		{"rebound name", as("evil.example"), 403},
		{"rebound name with port", as("evil.example:" + r.port), 403},
		{"another port", as("localhost:1"), 403},
		{"port missing after colon", as("localhost:"), 403},
		{"name that begins right", as("localhost.evil.example"), 403},
		{"name that ends right", as("evil-localhost"), 403},
		{"full stop at the end", as("localhost."), 403},
		{"user before the name", as("evil@localhost"), 400},
		{"another loopback address", as("127.0.0.2"), 403},
		{"unspecified address", as("0.0.0.0:" + r.port), 403},
		{"decimal address", as("2130706433"), 403},
		{"bare IPv6", as("::1"), 403},
		{"IPv4 in IPv6", as("[::ffff:127.0.0.1]"), 403},
		{"private address", as("192.168.0.1:" + r.port), 403},
		{"empty host", get("/", "Host:"), 403},
		{"no host", get("/"), 400},
		{"two hosts", get("/", own, "Host: evil.example"), 400},
		{"blank in the host", as("local host"), 400},
		{"no host, HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 403},
		{"own host, HTTP/1.0", "GET / HTTP/1.0\r\n" + own + "\r\n\r\n", 200},
		{"forwarded host", get("/", "Host: evil.example", "X-Forwarded-Host: localhost"), 403},
		{"absolute address of another", get("http://evil.example/", own), 403},
		{"absolute address of ours", get("http://127.0.0.1:"+r.port+"/", own), 200},
		// Methods.
		{"HEAD", method("HEAD", "/"), 200},
		{"POST", method("POST", "/"), 405},
		{"PUT", method("PUT", "/index.html"), 405},
		{"DELETE", method("DELETE", "/index.html"), 405},
		{"PATCH", method("PATCH", "/"), 405},
		{"TRACE", method("TRACE", "/"), 405},
		{"OPTIONS", method("OPTIONS", "/"), 405},
		{"OPTIONS of the server", method("OPTIONS", "*"), 405},
		{"PROPFIND", method("PROPFIND", "/"), 405},
		{"a method of our own making", method("GOT", "/"), 405},
		{"small letters", method("get", "/"), 405},
		{"POST to the events", method("POST", "/.clausebook/events?page=index.html"), 405},
		{"POST from a rebound name", "POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 403},
		{"CONNECT elsewhere", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\nConnection: close\r\n\r\n", 403},
		{"CONNECT to itself", "CONNECT 127.0.0.1:" + r.port + " HTTP/1.1\r\n" + own + "\r\nConnection: close\r\n\r\n", 405},
		// Paths.
		{"up", get("/../manual.yaml", own), 404},
		{"up, encoded", get("/%2e%2e/manual.yaml", own), 404},
		{"up, half encoded", get("/.%2e/manual.yaml", own), 404},
		{"up with an encoded slash", get("/documents/..%2f..%2fmanual.yaml", own), 404},
		{"encoded slash", get("/documents%2fqp-01.html", own), 404},
		{"up with backslashes", get(`/documents\..\..\manual.yaml`, own), 404},
		{"up with encoded backslashes", get("/..%5c..%5cmanual.yaml", own), 404},
		{"encoded twice", get("/%252e%252e/manual.yaml", own), 404},
		{"overlong UTF-8", get("/%c0%ae%c0%ae/manual.yaml", own), 404},
		{"NUL", get("/index.html%00.png", own), 404},
		{"line break", get("/index.html%0d%0aSet-Cookie:x", own), 404},
		{"half an escape", get("/%2", own), 400},
		{"configuration", get("/manual.yaml", own), 404},
		{"source of a document", get("/documents/qp-01.md", own), 404},
		{"unpublished file", get("/files/notes.txt", own), 404},
		{"file beside the documents", get("/secret.txt", own), 404},
		{"Git", get("/.git/config", own), 404},
		{"marker", get("/.clausebook", own), 404},
		{"our own folder", get("/.clausebook/", own), 404},
		{"more of our own folder", get("/.clausebook/x", own), 404},
		{"up from our own folder", get("/.clausebook/../manual.yaml", own), 404},
		{"folder", get("/documents", own), 302},
		{"folder, from elsewhere", get("/documents", "Host: evil.example"), 403},
		{"folder, up", get("/documents/../documents", own), 404},
		{"folder, two slashes", get("//documents", own), 404},
		{"folder with an index", get("/documents/", own), 200},
		{"folder without an index", get("/files/", own), 404},
		{"assets", get("/assets/", own), 404},
		{"file as a folder", get("/index.html/", own), 404},
		{"two slashes", get("//index.html", own), 404},
		{"two slashes and a name", get("//evil.example/index.html", own), 404},
		{"a drive", get("/C:/Windows/win.ini", own), 404},
		{"no slash", get("index.html", own), 400},
		{"markup in the path", get("/<script>alert(1)</script>", own), 404},
		{"encoded markup in the path", get("/%3Cscript%3Ealert(1)%3C/script%3E", own), 404},
		{"query", get("/index.html?file=../manual.yaml", own), 200},
		// Origins.
		{"foreign origin, script", get("/assets/search-index.js", own, "Origin: http://evil.example"), 403},
		{"foreign origin, page", get("/index.html", own, "Origin: http://evil.example"), 403},
		{"no origin at all", get("/assets/search-index.js", own, "Origin: null"), 403},
		{"another port as origin", get("/.clausebook/events?page=index.html", own, "Origin: http://127.0.0.1:1"), 403},
		{"another scheme as origin", get("/.clausebook/reload.js", own, "Origin: https://127.0.0.1:"+r.port), 403},
		{"own origin", get("/assets/search-index.js", own, "Origin: http://127.0.0.1:"+r.port), 200},
		{"cross-site script", get("/assets/search-index.js", own, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"), 403},
		{"same-site script", get("/.clausebook/reload.js", own, "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors"), 403},
		{"cross-site events", get("/.clausebook/events?page=index.html", own, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors"), 403},
		{"events visited from elsewhere", get("/.clausebook/events?page=index.html", own, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"), 403},
		{"script visited from elsewhere", get("/assets/search-index.js", own, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"), 403},
		{"data fetched from elsewhere", get("/coverage.json", own, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"), 403},
		{"page visited from elsewhere", get("/index.html", own, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"), 200},
		{"own script", get("/assets/search-index.js", own, "Sec-Fetch-Site: same-origin"), 200},
		// Other headers, and what is no request.
		{"range", get("/index.html", own, "Range: bytes=0-1"), 200},
		{"condition", get("/index.html", own, "If-None-Match: *"), 200},
		{"long address", get("/"+strings.Repeat("a", 20_000), own), 431},
		{"long header", get("/", own, "X: "+strings.Repeat("a", 20_000)), 431},
		{"many headers", get("/", own, strings.Repeat("X: a\r\n", 5_000)+"Y: a"), 431},
		{"events of a source", get("/.clausebook/events?page=../manual.yaml", own), 400},
		{"events of a dot-file", get("/.clausebook/events?page=.git/config", own), 400},
		{"folded header", get("/", own, "X: a\r\n b"), 200},
		{"header without a name", get("/", own, ": x"), 400},
		{"length and chunks", "GET / HTTP/1.1\r\n" + own + "\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n", 200},
		{"HTTP/0.9", "GET /\r\n\r\n", 400},
		{"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 403},
		{"HTTP/3.7", "GET / HTTP/3.7\r\n" + own + "\r\n\r\n", 505},
		{"TLS", "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\r\n\r\n", 400},
		{"nothing but line breaks", "\r\n\r\n\r\n", 400},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			checkResponse(t, r, c.request, c.status)
		})
	}
}

func checkResponse(t *testing.T, r *running, request string, status int) {
	response, body := r.raw(request)
	if response.StatusCode != status {
		t.Errorf("status %d, want %d", response.StatusCode, status)
	}
	if strings.Contains(body, secret) || strings.Contains(body, "title: First") {
		t.Errorf("a source is answered:\n%s", body)
	}
	if strings.Contains(body, "<script>alert") {
		t.Errorf("the path comes back as markup:\n%s", body)
	}
	for name := range response.Header {
		if strings.HasPrefix(name, "Access-Control-") || name == "Set-Cookie" {
			t.Errorf("unexpected header %s", name)
		}
	}
	if allow := response.Header.Get("Allow"); (allow == "GET, HEAD") != (status == 405) {
		t.Errorf("Allow: %q", allow)
	}
	if status >= 500 || status == 431 || response.Header.Get("Cache-Control") == "" && status == 400 {
		return // the standard library refuses these by itself
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"} {
		if got := response.Header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestFolder: the address of a folder without its slash leads to the folder, and to nowhere else.
func TestFolder(t *testing.T) {
	r := start(t, writeArchive(t, small))
	for path, want := range map[string]string{
		"/documents": "/documents/", "/documents?q=a%20b": "/documents/?q=a%20b", "/sections": "/sections/", "/documents/": "", "/assets": "",
	} {
		response, _ := r.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		if got := response.Header.Get("Location"); got != want {
			t.Errorf("%s leads to %q, want %q", path, got, want)
		}
	}
}

// TestHead: the same header as of GET, and no body.
func TestHead(t *testing.T) {
	r := start(t, writeArchive(t, small))
	for _, path := range []string{"index.html", "files/plan.svg", "nothing.html", ".clausebook/reload.js"} {
		full, body := r.raw("GET /" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		head, nothing := r.raw("HEAD /" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
		if head.StatusCode != full.StatusCode || head.ContentLength != int64(len(body)) || nothing != "" ||
			head.Header.Get("Content-Type") != full.Header.Get("Content-Type") {
			t.Errorf("%s: HEAD says %d, %d bytes; GET %d, %d bytes", path, head.StatusCode, head.ContentLength, full.StatusCode, len(body))
		}
	}
	head, _ := r.raw("HEAD /.clausebook/events?page=index.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
	if head.StatusCode != 200 || head.Header.Get("Content-Type") != "text/event-stream" {
		t.Errorf("HEAD of the events: %d, %v", head.StatusCode, head.Header)
	}
}

// TestSlowHeader: who does not come to the end of a request is not waited for.
func TestSlowHeader(t *testing.T) {
	before := headerTimeout
	headerTimeout = 100 * time.Millisecond
	r := start(t, writeArchive(t, small))
	headerTimeout = before
	c, err := net.Dial("tcp", "127.0.0.1:"+r.port)
	r.must(err)
	defer c.Close()
	_, err = io.WriteString(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
	r.must(err)
	ended := make(chan error, 1)
	go func() {
		_, err := io.ReadAll(c)
		ended <- err
	}()
	until := time.After(patience)
	for {
		select {
		case <-ended:
			return
		case <-until:
			t.Fatal("the connection is still open")
		case <-time.After(20 * time.Millisecond):
			_, _ = io.WriteString(c, "a")
		}
	}
}

// TestKnownHosts lists which names are known, by what --addr says.
func TestKnownHosts(t *testing.T) {
	for _, c := range []struct {
		host          string
		known, others string
	}{
		{"127.0.0.1", "localhost localhost:8080 127.0.0.1:8080 [::1]", "192.168.1.5 qm.example 0.0.0.0 [::] 127.0.0.2"},
		{"192.168.1.5", "192.168.1.5 192.168.1.5:8080 localhost", "192.168.1.6 qm.example 192.168.1.5:1 192.168.1.5.example"},
		{"qm.example", "qm.example QM.Example:8080 localhost", "x.qm.example qm.example.evil 192.168.1.5 qm.example:1"},
		{"0.0.0.0", "10.1.2.3 10.1.2.3:8080 [fe80::1] [fe80::1]:8080 localhost", "qm.example 10.1.2.3.example 10.1.2 fe80::1 2130706433 0x7f.1"},
		{"::", "10.1.2.3 [fd00::2]:8080", "qm.example [10.1.2.3]"},
		{"", "10.1.2.3", "qm.example"},
		{"fd00::2", "[fd00::2] [fd00:0::2]:8080", "[fd00::3] fd00::2 qm.example"},
	} {
		g := guard{c.host, "8080"}
		for _, name := range strings.Fields(c.known) {
			if !g.known(name) {
				t.Errorf("--addr %s: %s is not known", c.host, name)
			}
		}
		for _, name := range strings.Fields(c.others) {
			if g.known(name) {
				t.Errorf("--addr %s: %s is known", c.host, name)
			}
		}
	}
}

// TestListen takes the next free port only where nobody asked for one.
func TestListen(t *testing.T) {
	taken, err := Listen("127.0.0.1:0", true)
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	same := fmt.Sprintf("127.0.0.1:%d", port)
	if _, err := Listen(same, true); err == nil || !strings.HasPrefix(err.Error(), fmt.Sprintf("port %d is in use\nhint: ", port)) {
		t.Errorf("asked for: %v", err)
	}
	next, err := Listen(same, false)
	if err != nil {
		t.Fatal(err)
	}
	defer next.Close()
	if got := next.Addr().(*net.TCPAddr).Port; got <= port || got > port+20 {
		t.Errorf("port %d after %d", got, port)
	}
	if !Loopback(next) {
		t.Error("127.0.0.1 is said to be open to others")
	}
	for _, bad := range []string{"127.0.0.1", "127.0.0.1:http-alt", "127.0.0.1:99999", "256.0.0.1:0"} {
		if l, err := Listen(bad, true); err == nil {
			l.Close()
			t.Errorf("%s is taken for an address", bad)
		}
	}
}

// TestAddress is what is printed and opened.
func TestAddress(t *testing.T) {
	at := &net.TCPAddr{IP: net.IPv4zero, Port: 8080}
	for host, want := range map[string]string{"": "http://127.0.0.1:8080/", "0.0.0.0": "http://127.0.0.1:8080/",
		"::": "http://127.0.0.1:8080/", "qm.example": "http://qm.example:8080/", "::1": "http://[::1]:8080/"} {
		if got := address(at, host); got != want {
			t.Errorf("%q: %s, want %s", host, got, want)
		}
	}
}
