package adopt

import (
	"testing"
	"testing/fstest"
)

// TestDocumentsFolder chooses the folder of the documents.
func TestDocumentsFolder(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"one folder":                {map[string]string{"qms/a.md": "", "qms/b/c.md": "", "LICENSE.md": ""}, "qms"},
		"two folders":               {map[string]string{"qms/a.md": "", "forms/c.md": ""}, "."},
		"a document at the top":     {map[string]string{"qms/a.md": "", "c.md": ""}, "."},
		"README at the top":         {map[string]string{"qms/a.md": "", "README.md": ""}, "."},
		"README in both":            {map[string]string{"qms/a.md": "", "qms/index.md": "", "README.md": ""}, "qms"},
		"README below":              {map[string]string{"qms/a.md": "", "qms/b/README.md": "", "README.md": ""}, "."},
		"Word only":                 {map[string]string{"qms/a.docx": ""}, "qms"},
		"MkDocs":                    {map[string]string{"docs/a.md": "", "README.md": "", "notes.md": "", "mkdocs.yml": "site_name: QM\n"}, "docs"},
		"MkDocs, another folder":    {map[string]string{"src/a.md": "", "README.md": "", "mkdocs.yml": "nav:\n  - a.md\ndocs_dir: './src/' # here\n"}, "src"},
		"MkDocs without that one":   {map[string]string{"qms/a.md": "", "mkdocs.yml": "docs_dir: gone\n"}, "qms"},
		"MkDocs, the folder itself": {map[string]string{"qms/a.md": "", "b.md": "", "mkdocs.yml": "docs_dir: .\n"}, "."},
		"nothing":                   {map[string]string{"README.md": ""}, "."},
		"manual.yaml":               {map[string]string{"qms/a.md": "", "manual.yaml": "title: A\ncompany: B\nedition: 2015\nscope: 9001\n"}, "documents"},
	} {
		fsys := fstest.MapFS{}
		for file, text := range c.files {
			fsys[file] = &fstest.MapFile{Data: []byte(text)}
		}
		got, _, _, err := documentsFolder(fsys)
		if err != nil || got != c.want {
			t.Errorf("%s: %q %v, want %q", name, got, err, c.want)
		}
	}
}
