package preview

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// hostileNames are names of files that a page could take for markup, a script or the end of an event.
var hostileNames = []string{`<img src=x onerror=ran=1>`, `"><svg onload=ran=1>`, `' onfocus=ran=1 x='`, `<script>ran=1<`, `&lt;b&gt;`, "a\nevent: change\ndata: {}", "a\r\n\r\nb", `\u003cb>`, "a\u2028b",
	`{{.}}`, "\u202ea", "a%3Cb%3E", "]]>", "--><b>", "javascript:ran=1"}

// TestHostileFindings: what the names and values of documents say is text in the page of errors, and one line of JSON in the
// stream that feeds the panel.
func TestHostileFindings(t *testing.T) {
	archive := small
	r := start(t, writeArchive(t, archive), func(p *Preview) {})
	l := listen(r, "index.html")
	l.hello()
	for i, name := range hostileNames {
		r.write(fmt.Sprintf("documents/%s%d.md", name, i), fmt.Sprintf("---\nid: %q\ntitle: %[1]q\nrevision: 1\nstatus: %[1]q\nowner: Manager\n%[1]q: %[1]q\n---\n\n[a](<%s>)\n", name, strings.ReplaceAll(name, "\n", " ")))
	}
	r.eventually(func() string {
		if n := r.shown.Load().panelOf("index.html").Errors; n < len(hostileNames) {
			return fmt.Sprintf("%d errors", n)
		}
		return ""
	})
	fresh := listen(r, "index.html").hello()
	if len(fresh.Panel.Findings) < len(hostileNames) || !fresh.Panel.Stale {
		t.Errorf("the panel has %d findings", len(fresh.Panel.Findings))
	}
	for _, f := range fresh.Panel.Findings {
		if strings.ContainsAny(f.File+f.Message+f.Hint, "\n\r\x00") {
			t.Errorf("%q has a line end", f.Message)
		}
	}

	root, err := html.Parse(strings.NewReader(string(r.shown.Load().errorPage())))
	if err != nil {
		t.Fatal(err)
	}
	items := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		items += strings.Count(n.Data, "li") - strings.Count(n.Data, "link")
		if !slices.Contains([]string{"html", "head", "meta", "title", "link", "style", "script", "body", "main", "h1", "p", "ul", "li", "code", "br"}, n.Data) {
			t.Errorf("the page of errors has an element %s", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || !slices.Contains([]string{"lang", "charset", "http-equiv", "content", "name", "rel", "href", "src", "defer"}, a.Key) {
				t.Errorf("the page of errors has %s with %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
	if items < len(hostileNames) {
		t.Errorf("the page of errors has %d items", items)
	}
}
