package generator_test

import (
	"bytes"
	"io"
	"net/url"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
)

// today is the day on which every test looks at the example manual.
const today = "2026-11-22"

func example(t *testing.T, o manual.Options) *generator.Result {
	t.Helper()
	o.Date = today
	result, err := generator.Check(os.DirFS("../example-manual"), generator.Options{Options: o})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// pages makes the whole site in memory.
func pages(t *testing.T, r *generator.Result) map[string][]byte {
	t.Helper()
	for _, f := range r.Findings {
		if f.Severity == diag.Error {
			t.Fatalf("%s:%d:%d: %s [%s]", f.File, f.Line, f.Column, f.Message, f.Rule)
		}
	}
	var mu sync.Mutex
	made := map[string][]byte{}
	err := generator.Write(r.Files(), func(path string, write func(io.Writer) error) error {
		data := bytes.NewBuffer([]byte{})
		if err := write(data); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		if made[path] != nil {
			t.Errorf("%s is made twice", path)
		}
		made[path] = data.Bytes()
		return nil
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// site is a parsed site: for each page its ids and its links.
type site struct {
	files map[string][]byte
	ids   map[string]map[string]bool
}

func parseSite(t *testing.T, files map[string][]byte) *site {
	s := &site{files, map[string]map[string]bool{}}
	for name, data := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		s.ids[name] = map[string]bool{}
		for n := range nodes(t, name, data) {
			for _, a := range n.Attr {
				if a.Key != "id" {
					continue
				}
				if s.ids[name][a.Val] {
					t.Errorf("%s: id %q appears twice", name, a.Val)
				}
				s.ids[name][a.Val] = true
			}
		}
	}
	return s
}

func nodes(t *testing.T, name string, data []byte) func(func(*html.Node) bool) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return func(yield func(*html.Node) bool) {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && !yield(n) {
				return
			}
		}
	}
}

// TestEveryLinkAnswers follows every address of every page: to a file of the site and, with a
// fragment, to an id in it.
func TestEveryLinkAnswers(t *testing.T) {
	for name, o := range map[string]manual.Options{"published": {}, "drafts": {Drafts: true}, "scope 9001": {Scope: "9001"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := pages(t, example(t, o))
			s := parseSite(t, files)
			for name, data := range files {
				if path.Ext(name) != ".html" || name == "404.html" {
					continue
				}
				for n := range nodes(t, name, data) {
					for _, a := range n.Attr {
						switch a.Key {
						case "href", "src", "action":
							s.follow(t, name, n, a.Val)
						}
					}
				}
			}
		})
	}
}

func (s *site) follow(t *testing.T, page string, n *html.Node, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Errorf("%s: %q: %v", page, address, err)
		return
	}
	if u.Scheme != "" || u.Host != "" {
		if n.Data != "a" && u.Scheme != "data" {
			t.Errorf("%s: <%s> loads %s from elsewhere", page, n.Data, address)
		}
		return
	}
	if strings.HasPrefix(u.Path, "/") {
		t.Errorf("%s: %s does not work from a folder", page, address)
		return
	}
	target := page
	if u.Path != "" {
		target = path.Join(path.Dir(page), u.Path)
	}
	switch {
	case s.files[target] == nil:
		t.Errorf("%s: %s leads to %s, which is not there", page, address, target)
	case u.Fragment != "" && path.Ext(target) == ".html" && !s.ids[target][u.Fragment] && !isQuery(u.Fragment):
		t.Errorf("%s: %s names an id that is not there", page, address)
	}
}

// isQuery reports a fragment that a script reads, such as #state=gap.
func isQuery(fragment string) bool { return strings.Contains(fragment, "=") }

// TestPagesAreWhole checks what every page needs.
func TestPagesAreWhole(t *testing.T) {
	for name, data := range pages(t, example(t, manual.Options{})) {
		if path.Ext(name) != ".html" {
			continue
		}
		count := map[string]int{}
		for n := range nodes(t, name, data) {
			count[n.Data]++
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s> has %s, which the policy of the page refuses", name, n.Data, a.Key)
				}
				if n.Data == "html" && a.Key == "lang" && a.Val == "en" {
					count["lang"]++
				}
			}
			if n.Data == "script" && n.FirstChild != nil || n.Data == "style" {
				t.Errorf("%s: <%s> stands in the page itself", name, n.Data)
			}
		}
		for _, element := range []string{"h1", "title", "main", "lang"} {
			if count[element] != 1 {
				t.Errorf("%s: %d of %s, expected one", name, count[element], element)
			}
		}
	}
}

// TestSameBytes makes the site twice, on one core and on many.
func TestSameBytes(t *testing.T) {
	before := runtime.GOMAXPROCS(1)
	one := pages(t, example(t, manual.Options{}))
	runtime.GOMAXPROCS(8)
	many := pages(t, example(t, manual.Options{}))
	runtime.GOMAXPROCS(before)
	if len(one) != len(many) {
		t.Fatalf("%d files, then %d", len(one), len(many))
	}
	for name, data := range one {
		if !bytes.Equal(data, many[name]) {
			t.Errorf("%s differs", name)
		}
	}
}

// TestDateStaysOnItsPages builds on two days between which nothing takes effect. The pages of
// documents, clauses and sections must not change.
func TestDateStaysOnItsPages(t *testing.T) {
	on := func(day string) map[string][]byte {
		r, err := generator.Check(os.DirFS("../example-manual"), generator.Options{Options: manual.Options{Date: day}})
		if err != nil {
			t.Fatal(err)
		}
		return pages(t, r)
	}
	first, second := on("2026-11-22"), on("2026-11-23")
	for name, data := range first {
		lasting := slices.ContainsFunc([]string{"documents/", "clauses/", "sections/", "assets/", "files/", "records.html"},
			func(folder string) bool { return strings.HasPrefix(name, folder) })
		if lasting && name != "documents/index.html" && !bytes.Equal(data, second[name]) {
			t.Errorf("%s changed with the day", name)
		}
	}
}
