package preview

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// scriptTag loads the reload script. Its address carries the key of the page that it is in.
func scriptTag(key string) string {
	return `<script src="` + ownFolder + `reload.js?shown=` + key + `" defer></script>`
}

var policy = regexp.MustCompile(`(?i)(<meta\s[^>]*http-equiv="?content-security-policy"?\s[^>]*content=")([^"]*)(")`)

// withScript adds the reload script to a page and allows its content security policy to connect to
// this server. It changes nothing else.
func withScript(page []byte, key string) []byte {
	head := bytes.Index(page, []byte("</head>"))
	at := head
	if at < 0 {
		at = bytes.LastIndex(page, []byte("</body>"))
	}
	if at < 0 {
		at = len(page)
	}
	var out bytes.Buffer
	out.Grow(len(page) + 200)
	out.Write(policy.ReplaceAllFunc(page[:at], func(meta []byte) []byte {
		m := policy.FindSubmatch(meta)
		return fmt.Appendf(nil, "%s%s%s", m[1], allowConnect(string(m[2])), m[3])
	}))
	out.WriteString(scriptTag(key))
	out.Write(page[at:])
	return out.Bytes()
}

// allowConnect adds 'self' to connect-src in a content security policy.
func allowConnect(policy string) string {
	list := strings.Split(policy, ";")
	for i, directive := range list {
		words := strings.Fields(directive)
		switch {
		case len(words) == 0 || !strings.EqualFold(words[0], "connect-src"):
			continue
		case slices.Contains(words, "'self'"):
			return policy
		case len(words) == 1 || strings.EqualFold(words[1], "'none'"):
			list[i] = " connect-src 'self'"
		default:
			list[i] = directive + " 'self'"
		}
		return strings.Join(list, ";")
	}
	return strings.TrimRight(policy, "; ") + "; connect-src 'self'"
}

const plainStyle = "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}" +
	"li{margin:.75rem 0}code{font-family:ui-monospace,monospace}"

// plainPage is a page of the server itself. Title and body are HTML.
func plainPage(title, body string) []byte {
	sum := sha256.Sum256([]byte(plainStyle))
	return fmt.Appendf(nil, `<!doctype html><html lang="en"><head><meta charset="utf-8">`+
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'">`+
		`<meta name="viewport" content="width=device-width,initial-scale=1"><title>%s</title><link rel="icon" href="data:,">`+
		`<style>%s</style>%s</head><body><main><h1>%[2]s</h1>%[5]s</main></body></html>`,
		base64.StdEncoding.EncodeToString(sum[:]), title, plainStyle, scriptTag(""), body)
}

// errorPage lists the errors that prevent the first site.
func (s *snapshot) errorPage() []byte {
	var b strings.Builder
	b.WriteString("<p>The page appears by itself as soon as these errors are fixed:</p><ul>")
	p := s.panelOf("")
	for _, f := range p.Findings {
		if f.Severity != diag.Error.String() {
			continue
		}
		fmt.Fprintf(&b, "<li><code>%s:%d:%d</code>: %s: %s [%s]", html.EscapeString(f.File), f.Line, f.Column,
			f.Severity, html.EscapeString(f.Message), html.EscapeString(f.Rule))
		if f.Hint != "" {
			fmt.Fprintf(&b, "<br>%s", html.EscapeString(f.Hint))
		}
		b.WriteString("</li>")
	}
	b.WriteString("</ul>")
	return plainPage("There is no site yet", b.String())
}

// refuse answers with an error status.
func (s *server) refuse(w http.ResponseWriter, r *http.Request, status int) {
	if status != http.StatusNotFound {
		answer(w, status, "text/plain; charset=utf-8", []byte(http.StatusText(status)+"\n"))
		return
	}
	answer(w, status, htmlType, plainPage("Page not found",
		fmt.Sprintf(`<p>The site has no <code>%s</code>.</p><p><a href="/">To the start page</a></p>`,
			html.EscapeString(diag.Clean(cmp.Or(r.URL.Path, "/"))))))
}
