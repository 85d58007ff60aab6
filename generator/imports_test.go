package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// allowed is the law of the house: which package may import which, by their paths in the module.
// Imports go down only.
var allowed = map[string][]string{
	"cmd/clausebook":             {"generator", "generator/adopt", "generator/audit", "generator/check", "generator/config", "generator/coverage", "generator/diag", "generator/diff", "generator/document", "generator/export", "generator/handbook", "generator/history", "generator/manual", "generator/numbering", "generator/pack", "generator/pipeline", "generator/preview", "generator/publish", "generator/rootfs", "generator/scaffold", "generator/schema", "generator/site", "generator/standard", "generator/standardname", "generator/theme", "generator/transition", "themes"},
	"generator":                  {"generator/audit", "generator/check", "generator/citation", "generator/config", "generator/coverage", "generator/diag", "generator/document", "generator/excerpt", "generator/export", "generator/history", "generator/inforcediff", "generator/manual", "generator/pack", "generator/rootfs", "generator/route", "generator/site", "generator/theme", "themes"},
	"generator/adopt":            {"generator/config", "generator/diag", "generator/document", "generator/parallel", "generator/rootfs", "generator/route", "generator/scaffold", "generator/standard", "generator/standardname", "generator/yaml", "themes"},
	"generator/audit":            {"generator/config", "generator/coverage", "generator/diag", "generator/document", "generator/manual", "generator/standard"},
	"generator/check":            {"generator/config", "generator/coverage", "generator/designwords", "generator/diag", "generator/document", "generator/history", "generator/manual", "generator/numbering", "generator/parallel", "generator/route", "generator/signature", "generator/standard", "generator/standardname"},
	"generator/citation":         {"generator/document", "generator/standard"},
	"generator/config":           {"generator/diag", "generator/document", "generator/rootfs", "generator/schema", "generator/standard", "generator/standardname", "generator/yaml", "themes"},
	"generator/coverage":         {"generator/config", "generator/diag", "generator/document", "generator/manual", "generator/standard"},
	"generator/designwords":      {},
	"generator/diag":             {},
	"generator/diagram":          {},
	"generator/diff":             {"generator/check", "generator/config", "generator/coverage", "generator/diag", "generator/document", "generator/inforcediff", "generator/manual", "generator/redline", "generator/route"},
	"generator/document":         {"generator/designwords", "generator/diag", "generator/diagram", "generator/route", "generator/schema", "generator/standardname", "generator/starter", "generator/yaml"},
	"generator/excerpt":          {"generator/config", "generator/diag", "generator/document", "generator/manual", "generator/rootfs"},
	"generator/export":           {"generator/audit", "generator/config", "generator/coverage", "generator/diag", "generator/document", "generator/manual", "generator/route", "generator/standard", "generator/transition"},
	"generator/handbook":         {},
	"generator/history":          {"generator/diag", "generator/document", "generator/parallel", "generator/rootfs"},
	"generator/i18n":             {"generator/diag", "generator/yaml"},
	"generator/inforcediff":      {"generator/config", "generator/coverage", "generator/manual"},
	"generator/internal/browser": {}, // for tests
	"generator/manual":           {"generator/citation", "generator/config", "generator/diag", "generator/document", "generator/history", "generator/parallel", "generator/rootfs", "generator/route", "generator/safefile", "generator/signature", "generator/standard"},
	"generator/numbering":        {"generator/document", "generator/manual", "generator/route"},
	"generator/pack":             {},
	"generator/parallel":         {},
	"generator/pipeline":         {"generator/check", "generator/diag"},
	"generator/preview":          {"generator/check", "generator/config", "generator/coverage", "generator/diag", "generator/manual", "generator/rootfs", "generator/site", "generator/theme"},
	"generator/publish":          {},
	"generator/redline":          {},
	"generator/rootfs":           {},
	"generator/route":            {},
	"generator/safefile":         {},
	"generator/scaffold":         {"generator/standard", "generator/starter", "generator/yaml"},
	"generator/schema":           {},
	"generator/search":           {"generator/route"},
	"generator/signature":        {"generator/diag"},
	"generator/site":             {"generator/audit", "generator/config", "generator/coverage", "generator/designwords", "generator/document", "generator/history", "generator/i18n", "generator/inforcediff", "generator/manual", "generator/parallel", "generator/redline", "generator/route", "generator/search", "generator/standard", "generator/theme", "generator/transition", "generator/view"},
	"generator/standard":         {"generator/diag", "generator/standardname", "generator/yaml"},
	"generator/standardname":     {},
	"generator/starter":          {},
	"generator/theme":            {"generator/diag", "generator/i18n", "generator/rootfs", "generator/standard"},
	"generator/transition":       {"generator/config", "generator/coverage", "generator/diag", "generator/document", "generator/manual", "generator/standard", "generator/standardname", "generator/yaml"},
	"generator/view":             {},
	"generator/yaml":             {"generator/diag"},
	"themes":                     {},
}

// sole names the libraries that one package alone may know.
var sole = map[string]string{
	"github.com/ProtonMail":         "generator/signature",
	"github.com/arran4/golang-ical": "generator/export",
	"github.com/bmatcuk/doublestar": "generator/config",
	"github.com/chromedp":           "generator/internal/browser",
	"github.com/fsnotify/fsnotify":  "generator/preview",
	"github.com/hiddeco/sshsig":     "generator/signature",
	"github.com/sergi/go-diff":      "generator/redline",
	"github.com/spf13/cobra":        "cmd/clausebook",
	"github.com/tdewolff/minify":    "generator/theme",
	"github.com/xuri/excelize":      "generator/export",
	"github.com/yuin/goldmark":      "generator/document",
	"github.com/yuin/goldmark-meta": "generator/document",
	"go.yaml.in/yaml":               "generator/yaml",
	"golang.org/x/crypto":           "generator/signature",
	"golang.org/x/text/feature":     "generator/i18n",
	"html/template":                 "generator/theme, generator/site, generator/view",
	"os/exec":                       "generator/internal/browser, generator/history, cmd/clausebook",
}

const module = "github.com/clausebook/clausebook/"

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for dir, imports := range packages(t) {
		may, known := allowed[dir]
		if !known {
			t.Errorf("package %s has no row in the table", dir)
		}
		seen[dir] = true
		for _, name := range imports {
			if inner, ok := strings.CutPrefix(name, module); ok && !slices.Contains(may, inner) {
				t.Errorf("%s may not import %s", dir, inner)
			}
			for library, owner := range sole {
				if (name == library || strings.HasPrefix(name, library+"/")) && !slices.Contains(strings.Split(owner, ", "), dir) {
					t.Errorf("%s may not import %s, only %s may", dir, name, owner)
				}
			}
		}
	}
	for dir := range allowed {
		if !seen[dir] {
			t.Errorf("the table names %s, which is not there", dir)
		}
	}
}

// TestImportDepth limits how many packages of the module a package is above one that imports none.
func TestImportDepth(t *testing.T) {
	const most = 9 // the command; each floor less is a part that can be read by itself
	all := packages(t)
	known := map[string]int{}
	var depth func(dir string) int
	depth = func(dir string) int {
		if d, ok := known[dir]; ok {
			return d
		}
		d := 0
		for _, name := range all[dir] {
			if inner, ok := strings.CutPrefix(name, module); ok {
				d = max(d, depth(inner)+1)
			}
		}
		known[dir] = d
		return d
	}
	for dir := range all {
		if d := depth(dir); d > most {
			t.Errorf("%s imports %d packages deep, at most %d are allowed", dir, d, most)
		}
	}
}

// packages gives the imports of every package of the module, tests left out.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			if err == nil {
				err = fs.SkipDir
			}
			return err
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		dir := path.Dir(strings.TrimPrefix(filepath.ToSlash(file), "../"))
		found[dir] = append(found[dir], imports(parsed.Imports)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func imports(specs []*ast.ImportSpec) []string {
	var names []string
	for _, s := range specs {
		names = append(names, strings.Trim(s.Path.Value, `"`))
	}
	return names
}

// TestTopLevel keeps the top of the tree to what was agreed.
func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	agreed := []string{"cmd", "generator", "themes", "example-manual", "go.mod", "go.sum", "README.md", "public"}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(agreed, e.Name()) && e.Name() != "clausebook" {
			t.Errorf("%s stands at the top level", e.Name())
		}
	}
}
