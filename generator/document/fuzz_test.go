package document_test

import (
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator/document"
)

// seeds adds every document of testdata, and what editors and bad people write.
func seeds(f *testing.F) {
	f.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal("no archives", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, doc := range archive.Files {
			if filepath.Ext(doc.Name) == ".md" {
				f.Add(doc.Data)
			}
		}
	}
	for _, raw := range []string{
		"", "---", "---\n---", "\xab", "\ufeff---\r\nid: a\r\n---\r\n# b\r\n", "\xff\xfe-\x00-\x00-\x00\n\x00", "---\nid: \x00\n---\n\x00",
		head + "[a]: x \"t\"\n\n[a] ![a] [b][a] [[a#b|c]] <b><br></b> &#27; &amp;1 \\*1 <https://a.b> a@b.c www.a.b",
		head + "- [ ] a1\n  > b2\n  > | c | d |\n  > |---|--:|\n  > | `e\\|f` | [[g\\|h]] |\n\nt\n: d[^1]\n\n[^1]: e\n",
		head + "a {#b}\n===\n## c {.d onclick=e #f}\n```g\nh\n```\n<div>\ni\n</div>\n~~j~~ ***k***  \nl\\\nm",
	} {
		f.Add([]byte(raw))
	}
}

// FuzzParse: no text crashes or hangs Parse, every place lies in the file, nothing that could run
// gets into a page, and what gets there is a proper piece of one.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		began := time.Now()
		d := document.Parse("documents/a.md", raw)
		if took := time.Since(began); took > limit {
			t.Errorf("%d bytes took %v", len(raw), took)
		}
		safe(t, d, raw)
		tidy(t, d)
	})
}

// FuzzFragment is the same for Markdown that stands in a value of manual.yaml.
func FuzzFragment(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := document.ParseFragment("manual.yaml", string(raw))
		safe(t, d, raw)
		tidy(t, d)
	})
}
