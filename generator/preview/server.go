package preview

import (
	_ "embed"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// ownFolder is the address of the server's own files. No page of a site begins with a dot.
const ownFolder = "/.clausebook/"

//go:embed reload.js
var reloadScript []byte

// server serves the site that is shown now.
type server struct {
	preview *Preview
	guard   guard
}

// headerTimeout limits the time for a request's header.
var headerTimeout = 5 * time.Second

func newServer(p *Preview, at net.Addr) *http.Server {
	_, port, _ := net.SplitHostPort(at.String())
	return &http.Server{
		Handler:           &server{p, guard{strings.ToLower(p.Host), port}},
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       4 * headerTimeout,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    8 << 10,
		// Errors of clients do not concern the author.
		ErrorLog:                     log.New(io.Discard, "", 0),
		DisableGeneralOptionsHandler: true,
	}
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(30 * time.Second))
	header := w.Header()
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cache-Control", "no-store")
	header.Set("Vary", "Accept")
	if status := s.guard.refusal(r); status != 0 {
		if status == http.StatusMethodNotAllowed {
			header.Set("Allow", "GET, HEAD")
		}
		s.refuse(w, r, status)
		return
	}
	switch {
	case r.URL.EscapedPath() == ownFolder+"events":
		s.events(w, r)
	case r.URL.EscapedPath() == ownFolder+"reload.js":
		answer(w, http.StatusOK, "text/javascript; charset=utf-8", reloadScript)
	default:
		s.file(w, r)
	}
}

// file serves a file of the site.
func (s *server) file(w http.ResponseWriter, r *http.Request) {
	now := s.preview.shown.Load()
	navigation := strings.Contains(r.Header.Get("Accept"), "text/html")
	name, ok := requestPath(r)
	switch {
	case ok && now.pages == nil && navigation:
		answer(w, http.StatusServiceUnavailable, htmlType, now.errorPage())
		return
	case ok && now.pages != nil && !now.pages.Has(name) && now.pages.Has(name+"/index.html"):
		// As most static hosts do.
		to := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}
		w.Header().Set("Location", to.String())
		w.WriteHeader(http.StatusFound)
		return
	case !ok || now.pages == nil || !now.pages.Has(name):
		s.refuse(w, r, http.StatusNotFound)
		return
	}
	if path.Ext(name) == ".svg" {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox")
	}
	if s.attachment(w, r, now, name) {
		return
	}
	data, err := now.pages.Bytes(name)
	if err != nil {
		// Most likely a picture that is being replaced.
		s.refuse(w, r, http.StatusNotFound)
		return
	}
	if navigation && path.Ext(name) == ".html" {
		data = withScript(data, key(data))
	}
	answer(w, http.StatusOK, contentType(name), data)
}

// attachment serves a picture or form from the manual's folder without reading it into memory, and
// reports whether name is one. A file that may no longer be published is not found.
func (s *server) attachment(w http.ResponseWriter, r *http.Request, now *snapshot, name string) bool {
	file, size, ok, err := now.pages.Attachment(name)
	if latest := s.preview.shown.Load(); err != nil && latest != now {
		file, size, ok, err = latest.pages.Attachment(name) // the manual's folder has just been replaced
	}
	if !ok || err != nil {
		if ok {
			w.Header().Del("Content-Security-Policy")
			s.refuse(w, r, http.StatusNotFound)
		}
		return ok
	}
	defer file.Close()
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = io.Copy(w, file)
	}
	return true
}

// requestPath returns the path in the site of a request. It accepts one spelling of each path only:
// no encoded slash, no dots, no empty segments.
func requestPath(r *http.Request) (string, bool) {
	escaped := strings.ToLower(r.URL.EscapedPath())
	for _, bad := range []string{"%2f", "%5c", "%00", "%2e", `\`} {
		if strings.Contains(escaped, bad) {
			return "", false
		}
	}
	name, ok := strings.CutPrefix(r.URL.Path, "/")
	if !ok {
		return "", false
	}
	return pagePath(name)
}

// pagePath checks a path of the site and completes that of a folder to its index.html. The only
// file that may begin with a dot is .nojekyll.
func pagePath(name string) (string, bool) {
	if name == ".nojekyll" {
		return name, true
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	for _, part := range strings.Split(name, "/") {
		if part == "" || part[0] == '.' || strings.ContainsFunc(part, func(r rune) bool { return r < ' ' || r == '\\' }) {
			return "", false
		}
	}
	return name, true
}

// answer sends a whole body; net/http omits it for HEAD.
func answer(w http.ResponseWriter, status int, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

const htmlType = "text/html; charset=utf-8"

// types are the content types by extension, independent of the machine's own table.
var types = map[string]string{
	".html": htmlType, ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".csv": "text/csv; charset=utf-8", ".xml": "application/xml", ".ics": "text/calendar; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".pdf": "application/pdf", ".svg": "image/svg+xml",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".bmp": "image/bmp", ".ico": "image/x-icon", ".woff2": "font/woff2", ".woff": "font/woff",
	".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".zip": "application/zip",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text",
	".ods":  "application/vnd.oasis.opendocument.spreadsheet",
}

func contentType(name string) string {
	if kind := types[strings.ToLower(path.Ext(name))]; kind != "" {
		return kind
	}
	return "application/octet-stream"
}
