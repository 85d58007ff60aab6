package theme

import (
	"bytes"
	"regexp"
	"testing"
	"testing/fstest"
	"time"
)

// fuzzedTheme is a built-in theme of one page.
var fuzzedTheme = fstest.MapFS{
	"layout.html":            {Data: []byte("<!doctype html><html><head>{{block \"head\" .}}{{end}}</head><body>{{template \"main\" .}}{{template \"partials/end.html\" .}}</body></html>\n")},
	"pages/page.html":        {Data: []byte("{{template \"layout.html\" .}}\n{{define \"main\"}}<h1 title=\"{{.Title}}\">{{.Title}}</h1>{{range .List}}<a href=\"{{.}}\">{{.}}</a>{{end}}{{say \"list.documents\" 2}}{{end}}\n")},
	"partials/end.html":      {Data: []byte("<p>{{.Title}}</p>\n")},
	"assets/custom.css":      {Data: []byte("p { color: red }\n")},
	"strings/en.yaml":        {Data: []byte("list:\n  documents: {one: \"{1} page\", other: \"{1} pages\"}\n  one: Text\n")},
	"partials/unneeded.html": {Data: []byte("")},
}

var calls = regexp.MustCompile(`\b(template|block)\b`)

// FuzzTheme lays any text over one file of a theme. Whatever it is, each finding has a place and says something, and the page is
// made or its fault reported, in a time that does not hang a build.
func FuzzTheme(f *testing.F) {
	names := []string{"layout.html", "pages/page.html", "partials/end.html", "strings/en.yaml", "assets/custom.css"}
	for i, name := range names {
		f.Add(i, fuzzedTheme[name].Data)
	}
	f.Add(2, []byte("<meta name=\"a\"b\">{{template \"partials/banner.html\" 1}}"))
	f.Add(3, []byte("list:\n  documents: 0{2}0\n"))
	f.Fuzz(func(t *testing.T, which int, text []byte) {
		began := time.Now()
		made, findings, err := load(fuzzedTheme, map[string][]byte{names[max(which, 0)%len(names)]: text}, "en")
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range findings {
			if found.Line < 1 || found.Column < 1 || found.Message == "" || found.Rule == "" {
				t.Errorf("a finding without a place or a word: %+v", found)
			}
		}
		// A template that calls itself without end takes seconds until package template refuses it: see TestRunDeep.
		if len(findings) > 0 || calls.Match(text) {
			return
		}
		var out bytes.Buffer
		_ = made.Render(&out, "page", "../", map[string]any{"Title": "\"><script>", "List": []string{"javascript:x", "'"}})
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%d bytes took %v", len(text), took)
		}
	})
}
