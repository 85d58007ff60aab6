package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	sitefiles "github.com/clausebook/clausebook/generator/site"
	"github.com/clausebook/clausebook/themes"
)

// contract is themes/README.md, by sections.
func contract(t *testing.T) map[string]string {
	t.Helper()
	raw, err := os.ReadFile("../themes/README.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, section := range strings.Split(string(raw), "\n## ") {
		title, text, _ := strings.Cut(section, "\n")
		sections[title] = text
	}
	return sections
}

var row = regexp.MustCompile(`(?m)^\| (.*) \|$`)

// tableRows gives the cells of the rows of all tables in a text.
func tableRows(text string) [][]string {
	var rows [][]string
	for _, m := range row.FindAllStringSubmatch(text, -1) {
		rows = append(rows, strings.Split(m[1], " | "))
	}
	return rows
}

var codeName = regexp.MustCompile("`([^`]+)`")

// named lists what a cell names in code.
func named(cell string) []string {
	var names []string
	for _, m := range codeName.FindAllStringSubmatch(cell, -1) {
		names = append(names, m[1])
	}
	return names
}

// TestContractViews holds the table of views against package view: each view with its fields, and
// first those that it holds.
func TestContractViews(t *testing.T) {
	documented := map[string][]string{}
	for _, cells := range tableRows(contract(t)["Views"]) {
		if name := named(cells[0]); name != nil {
			documented[name[0]] = strings.Split(strings.ReplaceAll(cells[1], "`", ""), ", ")
		}
	}
	if diff := cmp.Diff(views(t), documented); diff != "" {
		t.Errorf("themes/README.md (-generator/view +documented):\n%s", diff)
	}
	for _, cells := range tableRows(contract(t)["Pages"]) {
		if view := named(cells[len(cells)-1]); view != nil && documented[view[0]] == nil {
			t.Errorf("themes/README.md gives %s the view %s, which it does not list", cells[0], view[0])
		}
	}
}

// views reads the exported structs of package view and their exported fields from its source.
func views(t *testing.T) map[string][]string {
	found := map[string][]string{}
	files, err := filepath.Glob("view/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if f, ok := n.(*ast.FuncDecl); ok {
				t.Errorf("%s: %s is a function; package view declares types only", file, f.Name.Name)
			}
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			if s, ok := spec.Type.(*ast.StructType); ok && spec.Name.IsExported() {
				found[spec.Name.Name] = fieldNames(s)
			}
			return false
		})
	}
	return found
}

func fieldNames(s *ast.StructType) []string {
	var names []string
	for _, f := range s.Fields.List {
		for _, name := range f.Names {
			if name.IsExported() {
				names = append(names, name.Name)
			}
		}
		if f.Names == nil {
			held := f.Type
			if pointer, ok := held.(*ast.StarExpr); ok {
				held = pointer.X
			}
			names = append(names, held.(*ast.Ident).Name)
		}
	}
	return names
}

// TestContractFiles holds pages, partials, blocks and functions against the built-in theme.
func TestContractFiles(t *testing.T) {
	c := contract(t)
	pages, partials, blocks := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, cells := range tableRows(c["Pages"]) {
		add(pages, named(cells[0]))
	}
	tables := strings.Split(c["Files"], "| partial |")
	for _, cells := range tableRows(tables[1]) {
		add(partials, named(cells[0]))
	}
	for _, cells := range tableRows(tables[0])[6:] { // after the table of paths
		add(blocks, named(cells[0]))
	}
	same(t, "pages", pages, theme(t, "pages"))
	same(t, "partials", partials, theme(t, "partials"))
	layout, err := fs.ReadFile(themes.Default(), "layout.html")
	if err != nil {
		t.Fatal(err)
	}
	defined := map[string]bool{"main": true} // by each page
	for _, m := range regexp.MustCompile(`\{\{-? ?block "(\w+)"`).FindAllSubmatch(layout, -1) {
		defined[string(m[1])] = true
	}
	same(t, "blocks", blocks, defined)

	documented, functions := map[string]bool{}, map[string]bool{}
	for _, cells := range tableRows(c["Functions"]) {
		for _, call := range named(cells[0]) {
			name, _, _ := strings.Cut(call, " ")
			documented[name] = true
		}
	}
	source, err := os.ReadFile("theme/functions.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^\t\t"(\w+)": `).FindAllSubmatch(source, -1) {
		functions[string(m[1])] = true
	}
	same(t, "functions", documented, functions)
}

func add(set map[string]bool, names []string) {
	for _, name := range names {
		set[name] = true
	}
}

// theme lists the templates in a folder of the built-in theme.
func theme(t *testing.T, folder string) map[string]bool {
	entries, err := fs.ReadDir(themes.Default(), folder)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, e := range entries {
		found[strings.TrimSuffix(e.Name(), ".html")] = true
	}
	return found
}

func same(t *testing.T, what string, documented, there map[string]bool) {
	t.Helper()
	if diff := cmp.Diff(slices.Sorted(maps.Keys(there)), slices.Sorted(maps.Keys(documented))); diff != "" || len(there) < 5 {
		t.Errorf("themes/README.md, %s (-there +documented):\n%s", what, diff)
	}
}

// example is a fenced block that stands for a file of a manual's own theme.
var exampleFile = regexp.MustCompile("(?s)```\\w+ (theme/\\S+)\n(.*?)```")

// TestContractExamples builds the example manual with each file that themes/README.md shows, alone, and
// finds in the site what it says.
func TestContractExamples(t *testing.T) {
	shown := map[string]string{ // by file: the page, or the asset, and what stands in it then
		"theme/assets/custom.css":    "assets/custom.css --accent:#7a1f",
		"theme/assets/style.css":     "assets/style.css Georgia",
		"theme/partials/footer.html": "documents/qp-08-04.html extension 214",
		"theme/strings/en.yaml":      "clauses/7.1.6.html Open",
		"theme/strings/es.yaml":      "index.html >Cobertura<",
	}
	raw, err := os.ReadFile("../themes/README.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := exampleFile.FindAllStringSubmatch(string(raw), -1)
	for _, m := range examples {
		t.Run(m[1], func(t *testing.T) {
			page, want, known := strings.Cut(shown[m[1]], " ")
			if !known {
				t.Fatal("nothing says what this example does")
			}
			files := exampleFiles(t)
			files[m[1]] = &fstest.MapFile{Data: []byte(m[2])}
			if m[1] == "theme/strings/es.yaml" {
				files["manual.yaml"] = &fstest.MapFile{Data: append(slices.Clone(files["manual.yaml"].Data), "\nlanguage: es\n"...)}
			}
			r, err := generator.Check(files, generator.Options{Options: manual.Options{Date: today}})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.Findings {
				if strings.HasPrefix(f.File, "theme/") || f.Severity == diag.Error {
					t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
				}
			}
			i := slices.IndexFunc(r.Files(), func(f sitefiles.File) bool { return f.Path == page })
			if data, err := r.Files()[i].Bytes(); err != nil || !strings.Contains(string(data), want) {
				t.Errorf("%s does not hold %q (%v)", page, want, err)
			}
		})
	}
	if len(examples) < len(shown) {
		t.Errorf("themes/README.md shows %d files", len(examples))
	}
}
