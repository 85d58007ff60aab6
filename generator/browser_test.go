//go:build !race

// The pages as browsers show them. These tests take a minute or two, so they run where
// REQUIRE_BROWSER=1, and not under the race detector, which would look at the same pages again.
// BROWSER_TOOLS is a folder with node_modules of axe-core, vnu-jar and lighthouse; pdftotext, java and node are in PATH.
package generator_test

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

// odd is a folder whose name needs care in an address.
const odd = "Handbuch für #1 100% (neu)"

// laid is a site in a folder.
type laid struct {
	folder string
	files  map[string][]byte
}

func layExample(t *testing.T) *laid {
	t.Helper()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	return lay(t, pages(t, example(t, manual.Options{})))
}

func lay(t *testing.T, files map[string][]byte) *laid {
	t.Helper()
	l := &laid{filepath.Join(t.TempDir(), odd), files}
	for name, data := range files {
		file := filepath.Join(l.folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// url is the address of a page in its folder; a fragment or query may follow the name.
func (l *laid) url(name string) string {
	at := strings.IndexAny(name, "?#")
	if at < 0 {
		at = len(name)
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(l.folder) + "/" + name[:at]}).String() + name[at:]
}

var kindOf = regexp.MustCompile(`<body class="kind-(\w+)"`)

// kinds gives a page of each kind, and those that show something which others of their kind do not.
func (l *laid) kinds(t *testing.T) []string {
	t.Helper()
	named := map[string]string{"document": "documents/qp-08-04.html", "clause": "clauses/8.4.1.html", "section": "sections/purchasing.html"}
	chosen := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(l.files)) {
		kind := kindOf.FindSubmatch(l.files[name])
		if kind != nil && (chosen[string(kind[1])] == "" || named[string(kind[1])] == name) {
			chosen[string(kind[1])] = name
		}
	}
	list := slices.Sorted(maps.Values(chosen))
	for _, extra := range []string{"documents/qp-08-55.html", "documents/qp-07-14.html", "documents/qp-08-05.next.html", "clauses/8.4.html", "clauses/8.3.1.html", "sections/index.html"} {
		if l.files[extra] != nil && !slices.Contains(list, extra) {
			list = append(list, extra)
		}
	}
	if len(list) < 20 {
		t.Errorf("only %d kinds of pages: %v", len(list), list)
	}
	return list
}

// many is a manual of n documents, each with claims. More than half of them stand in one section.
func many(t *testing.T, n int) map[string][]byte {
	t.Helper()
	fsys := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n")}}
	for i := range n {
		fsys[fmt.Sprintf("documents/s%d/d%d.md", max(0, i%9-4), i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: QP-%03d\ntitle: %c procedure %d\n"+
			"revision: 1\nstatus: approved\nowner: Owner\nauthor: Author\napprover: Approver\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n"+
			"clauses: [%d.1, 8.5.%d, 9.1.%d, 10.3]\n---\n\n## Purpose\n\nText of %d.\n", i, 'A'+i%26, i, 4+i%2, 1+i%6, 1+i%3, i)}
	}
	result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	return pages(t, result)
}

// tool is a file of a package that .ci/run installs.
func tool(t *testing.T, file string) string {
	t.Helper()
	found := filepath.Join(cmp.Or(os.Getenv("BROWSER_TOOLS"), "."), "node_modules", filepath.FromSlash(file))
	if _, err := os.Stat(found); err != nil {
		browser.Missing(t, path.Base(file)+" in BROWSER_TOOLS")
	}
	return found
}

func program(t *testing.T, name string) string {
	t.Helper()
	found, err := exec.LookPath(name)
	if err != nil {
		browser.Missing(t, name+" in PATH")
	}
	return found
}
