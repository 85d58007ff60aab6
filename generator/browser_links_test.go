//go:build !race

package generator_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestLinksFromFolders follows every link and fragment of the site as a browser resolves them: from
// disk, and over HTTP from the top of a host and from a folder with an odd name.
func TestLinksFromFolders(t *testing.T) {
	files := pages(t, example(t, manual.Options{}))
	l := lay(t, files)
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Dir(l.folder))))
	defer server.Close()
	top := httptest.NewServer(http.FileServer(http.Dir(l.folder)))
	defer top.Close()
	s := parseSite(t, files)
	for name, base := range map[string]string{"disk": l.url(""), "top": top.URL + "/", "odd folder": server.URL + "/" + url.PathEscape(odd) + "/"} {
		seen := map[string]bool{}
		for page := range files {
			if path.Ext(page) == ".html" && page != "404.html" {
				for _, address := range s.addresses(t, page, base) {
					s.answers(t, seen, base, address)
				}
			}
		}
		if len(seen) < len(files)*2/3 {
			t.Errorf("%s: only %d of %d files were linked to", name, len(seen), len(files))
		}
	}
}

// addresses are those of a page, in full; those that leave the site are left out.
func (s *site) addresses(t *testing.T, page, base string) []*url.URL {
	t.Helper()
	from, err := url.Parse(base + page)
	if err != nil {
		t.Fatal(err)
	}
	var list []*url.URL
	for n := range nodes(t, page, s.files[page]) {
		for _, a := range n.Attr {
			if a.Key != "href" && a.Key != "src" && a.Key != "action" {
				continue
			}
			to, err := from.Parse(a.Val)
			if err != nil {
				t.Errorf("%s: %v", page, err)
			} else if to.Scheme == from.Scheme && to.Host == from.Host {
				list = append(list, to)
			}
		}
	}
	return list
}

// answers gets what an address leads to, once, and looks for its fragment each time.
func (s *site) answers(t *testing.T, seen map[string]bool, base string, to *url.URL) {
	t.Helper()
	folder, _ := url.Parse(base)
	name := strings.TrimPrefix(to.Path, folder.Path)
	if to.Fragment != "" && path.Ext(name) == ".html" && !s.ids[name][to.Fragment] && !isQuery(to.Fragment) {
		t.Errorf("%s: no such id in %s", to, name)
	}
	if seen[to.Path] {
		return
	}
	seen[to.Path] = true
	if got, err := fetch(to); err != nil || string(got) != string(s.files[name]) {
		t.Errorf("%s: other bytes than %s, %v", to, name, err)
	}
}

func fetch(from *url.URL) ([]byte, error) {
	if from.Scheme == "file" {
		return os.ReadFile(filepath.FromSlash(from.Path))
	}
	answer, err := http.Get(from.Scheme + "://" + from.Host + from.EscapedPath())
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", answer.StatusCode)
	}
	return io.ReadAll(answer.Body)
}

// TestLinksInBrowser clicks through a sample of links in a folder on disk, fragments among them.
func TestLinksInBrowser(t *testing.T) {
	t.Parallel()
	l := layExample(t)
	b := browser.Open(t, nil)
	for page, step := range map[string]struct{ link, to string }{
		"index.html":              {`a[href="coverage.html"]`, "coverage.html"},
		"coverage.html":           {`a[href="documents/qp-08-04.html#evaluation"]`, "documents/qp-08-04.html#evaluation"},
		"documents/qp-08-04.html": {`.toc a[href="#evaluation"]`, "documents/qp-08-04.html#evaluation"},
		"clauses/8.4.1.html":      {`main a[href="../documents/qp-08-04.html#evaluation"]`, "documents/qp-08-04.html#evaluation"},
		"print.html":              {`a[href="#qp-08-04"]`, "print.html#qp-08-04"},
		"search.html":             {`#cb\\:index a[href="documents/qp-08-04.html"]`, "documents/qp-08-04.html"},
	} {
		b.Open(l.url(page))
		b.Eval("document.querySelector(`" + step.link + "`).click()")
		b.Until(fmt.Sprintf("decodeURI(location.href) === decodeURI(%q) && document.readyState === 'complete'", l.url(step.to)))
		if _, id, fragment := strings.Cut(step.to, "#"); fragment {
			b.Until(fmt.Sprintf("(r => r.top > -2 && r.top < innerHeight)(document.getElementById(%q).getBoundingClientRect())", id))
		}
	}
	b.Quiet()
}
