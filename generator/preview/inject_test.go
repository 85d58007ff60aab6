package preview

import (
	"strings"
	"testing"
	"time"
)

// TestScriptGoesIntoPages: a navigation gets the page of the build with the script and the one right
// that it needs, and nothing else differs.
func TestScriptGoesIntoPages(t *testing.T) {
	r := start(t, writeArchive(t, small))
	for _, path := range []string{"", "index.html", "documents/qp-01.html", "documents/", "coverage.html", "404.html"} {
		_, plain := r.get(path)
		status, page := r.visit(path)
		if status != 200 || strings.Contains(plain, "reload.js") {
			t.Fatalf("%s: status %d, or the page of the build holds the script", path, status)
		}
		script := `<script src="/.clausebook/reload.js?shown=` + key([]byte(plain)) + `" defer></script>`
		if strings.Count(page, script+"</head>") != 1 || strings.Count(page, "; connect-src 'self';") != 1 {
			t.Errorf("%s: no script in its head, or no right to connect:\n%.900s", path, page)
		}
		// The theme's own policy gives the right already.
		if page = strings.Replace(page, script, "", 1); page != plain {
			t.Errorf("%s: more than that was changed", path)
		}
	}
	for _, path := range []string{"assets/style.css", "files/plan.svg", "coverage.json", "assets/search-index.js"} {
		_, plain := r.get(path)
		if _, visited := r.visit(path); visited != plain {
			t.Errorf("%s is changed for a navigation", path)
		}
	}
}

// TestPolicies adds one right to policies of all kinds.
func TestPolicies(t *testing.T) {
	for policy, want := range map[string]string{
		"default-src 'none'":                                   "default-src 'none'; connect-src 'self'",
		"default-src 'none'; ":                                 "default-src 'none'; connect-src 'self'",
		"connect-src 'none'; img-src 'self'":                   " connect-src 'self'; img-src 'self'",
		"img-src 'self'; Connect-Src https://a.example":        "img-src 'self'; Connect-Src https://a.example 'self'",
		"connect-src 'self' https://a.example; img-src 'none'": "connect-src 'self' https://a.example; img-src 'none'",
		"img-src 'self'; connect-src; style-src 'self'":        "img-src 'self'; connect-src 'self'; style-src 'self'",
		"default-src 'none'; report-uri /connect-src?a=b;x y;": "default-src 'none'; report-uri /connect-src?a=b;x y; connect-src 'self'",
	} {
		if got := allowConnect(policy); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", policy, got, want)
		}
	}
}

// TestWithScript finds a place in pages of any theme.
func TestWithScript(t *testing.T) {
	const tag = `<script src="/.clausebook/reload.js?shown=k" defer></script>`
	for page, want := range map[string]string{
		"<head></head><body></body>":         "<head>" + tag + "</head><body></body>",
		"<title>x</title><body>a</body>":     "<title>x</title><body>a" + tag + "</body>",
		"<p>neither":                         "<p>neither" + tag,
		"<head></head><code></head></code>":  "<head>" + tag + "</head><code></head></code>",
		"<head></head><p>content=\"x\" http": "<head>" + tag + "</head><p>content=\"x\" http",
		`<head><META HTTP-EQUIV="content-security-policy" content="a"></head>`: `<head><META HTTP-EQUIV="content-security-policy" content="a; connect-src 'self'">` + tag + `</head>`,
		`<head></head><meta http-equiv="Content-Security-Policy" content="a">`: `<head>` + tag + `</head><meta http-equiv="Content-Security-Policy" content="a">`,
	} {
		if got := string(withScript([]byte(page), "k")); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", page, got, want)
		}
	}
}

// TestContentTypes are fixed, whatever the machine's own table says.
func TestContentTypes(t *testing.T) {
	for name, want := range map[string]string{"a.html": "text/html; charset=utf-8", "a.css": "text/css; charset=utf-8",
		"a.js": "text/javascript; charset=utf-8", "a.json": "application/json", "a.SVG": "image/svg+xml", "a.png": "image/png",
		"a.pdf": "application/pdf", "a.exe": "application/octet-stream", "a": "application/octet-stream"} {
		if got := contentType(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// TestNoSiteYet: until there is a site, a page says what stands in its way, as text.
func TestNoSiteYet(t *testing.T) {
	folder := writeArchive(t, strings.Replace(small, "title: First", "title: First\nstatus: <script>alert(1)</script>", 1))
	r := start(t, folder)
	status, page := r.visit("documents/qp-01.html")
	if status != 503 || !strings.Contains(page, "documents/qp-01.md:4:9") || !strings.Contains(page, "&lt;script&gt;alert(1)&lt;/script&gt; is not a valid status") ||
		!strings.Contains(page, scriptTag("")) || strings.Contains(page, "<script>alert") {
		t.Errorf("status %d:\n%s", status, page)
	}
	if status, _ := r.get("index.html"); status != 404 {
		t.Errorf("a program gets status %d", status)
	}
	r.edit("documents/qp-01.md", "\nstatus: <script>alert(1)</script>", "")
	r.equalsBuild()
}

// TestEnd: it ends at once, also while browsers listen.
func TestEnd(t *testing.T) {
	r := start(t, writeArchive(t, small))
	listen(r, "index.html")
	started := time.Now()
	r.stop()
	if took := time.Since(started); took > time.Second {
		t.Errorf("ending took %s", took)
	}
}
