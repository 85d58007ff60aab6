package manual

import (
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator/config"
)

// TestDepth reads folders up to the limit and says of each one below it that it was not read.
func TestDepth(t *testing.T) {
	down := func(n int) string { return strings.Repeat("a/", n) }
	for _, tt := range []struct {
		root, file string
		read       bool
		reported   string
	}{
		{"documents", "x.md", true, ""},
		{"documents", down(1) + "x.md", true, ""},
		{"documents", down(32) + "x.md", true, ""},
		{"documents", down(33) + "x.md", false, "documents/" + strings.TrimSuffix(down(33), "/")},
		{"documents", down(33) + "x.png", false, "documents/" + strings.TrimSuffix(down(33), "/")},
		{"documents", down(900) + "x.md", false, "documents/" + strings.TrimSuffix(down(33), "/")},
		{"quality/manual/texts", down(32) + "x.md", true, ""},
		{"quality/manual/texts", down(33) + "x.md", false, "quality/manual/texts/" + strings.TrimSuffix(down(33), "/")},
		{".", down(32) + "x.md", true, ""},
		{".", down(33) + "x.md", false, strings.TrimSuffix(down(33), "/")},
		{"documents", ".git/" + down(40) + "x.md", false, ""},
	} {
		found, err := list(fstest.MapFS{path.Join(tt.root, tt.file): {}, path.Join(tt.root, "b.md"): {}}, config.Read([]byte("documents: "+tt.root)), false)
		if err != nil {
			t.Fatal(err)
		}
		reported := ""
		for _, f := range found.findings {
			reported += f.File
			if f.Rule != "deep-folder" {
				t.Errorf("%+v", f)
			}
		}
		if read := len(found.documents)+len(found.files) == 2; read != tt.read || reported != tt.reported {
			t.Errorf("%.60s: read %v, reported %q", tt.file, read, reported)
		}
	}
}
