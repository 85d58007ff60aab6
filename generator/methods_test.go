package generator_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestMethods: a type with more than 30 methods does the work of several.
func TestMethods(t *testing.T) {
	const most = 30
	exempt := map[string]string{
		"generator/check run":       "a method per rule",
		"generator/config reader":   "a method per key of manual.yaml",
		"generator/document body":   "one pass over the syntax tree of a document",
		"generator/publish Staging": "the steps of one swap, which share the folders that are open",
	}
	count := map[string]int{}
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, decl := range parsed.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv != nil {
				count[path.Dir(strings.TrimPrefix(filepath.ToSlash(file), "../"))+" "+receiver(f)]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range count {
		if n > most && exempt[name] == "" {
			t.Errorf("%s has %d methods, expected at most %d", name, n, most)
		}
	}
}

func receiver(f *ast.FuncDecl) string {
	name := ""
	ast.Inspect(f.Recv.List[0].Type, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && name == "" {
			name = id.Name
		}
		return true
	})
	return name
}
