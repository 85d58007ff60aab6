//go:build !race

package generator_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/internal/browser"
	"github.com/clausebook/clausebook/generator/manual"
)

var policy = regexp.MustCompile(`<meta http-equiv="?Content-Security-Policy"?[^>]*>`)

// TestHTMLRunsNothing opens a page for each text that has run a script in some page somewhere, without the policy that
// would stop it.
func TestHTMLRunsNothing(t *testing.T) {
	t.Parallel()
	if !browser.Required() {
		t.Skip("takes long; set REQUIRE_BROWSER=1")
	}
	raw, err := os.ReadFile("document/testdata/html-vectors.txt")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"manual.yaml": {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n")}}
	n := 0
	for line := range strings.Lines(string(raw)) {
		text := strings.ReplaceAll(line, `\n`, "\n")
		fsys[fmt.Sprintf("documents/d%d.md", n)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nid: QP-%03d\ntitle: T%d\n"+
			"revision: 1\nstatus: approved\nowner: Owner\nauthor: Author\napprover: Approver\napproved_date: 2026-01-05\neffective_date: 2026-02-01\n"+
			"---\n\n%s\n\n<details open><summary>a</summary>%s</details>\n", n, n, text, text)}
		n++
	}
	result, err := generator.Check(fsys, generator.Options{Options: manual.Options{Date: today}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range result.Findings { // pages refuses errors
		result.Findings[i].Severity = diag.Warning
	}
	files := pages(t, result)
	for name, page := range files {
		if strings.HasSuffix(name, ".html") {
			files[name] = policy.ReplaceAll(page, nil)
			if bytes.Contains(files[name], []byte("Content-Security-Policy")) {
				t.Fatalf("%s still has its policy", name)
			}
		}
	}
	openAll(t, browser.Open(t, nil), files)
}
