package document_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

func TestAliasPath(t *testing.T) {
	for alias, want := range map[string]string{
		"old.html":                     "old.html",
		"a/b/Old Name.HTM":             "a/b/Old Name.HTM",
		"old":                          "old/index.html",
		"old/":                         "old/index.html",
		"old/index.html":               "old/index.html",
		"qp-1.2":                       "qp-1.2/index.html",
		"form.pdf/":                    "form.pdf/index.html",
		"Pr%C3%BCfung/":                "Prüfung/index.html",
		"Prüfung, (alt).html":          "Prüfung, (alt).html",
		"手順.html":                      "手順.html",
		"a%2Fb.html":                   "a/b.html",
		strings.Repeat("x", 200):       strings.Repeat("x", 200) + "/index.html",
		strings.Repeat("x", 201):       "",
		"":                             "",
		"/":                            "",
		".":                            "",
		"..":                           "",
		"a/..":                         "",
		"%2e%2e/x.html":                "",
		"%252e%252e/x.html":            "",
		"a/%2e%2e%2f%2e%2e/x.html":     "",
		"/x.html":                      "x.html",
		"%2Fx.html":                    "x.html",
		"http://x.example/x.html":      "",
		"javascript:alert(1)":          "",
		"C:/x.html":                    "",
		`a\b.html`:                     "",
		"%00.html":                     "",
		"%FF.html":                     "",
		"a%0Ab.html":                   "",
		"\u202ehtml.x/":                "",
		"a//b.html":                    "",
		"a/ b.html":                    "",
		"a./b.html":                    "",
		"nul.html":                     "",
		"x/COM1/y.html":                "",
		".git/x.html":                  "",
		"x.php":                        "",
		"x.html?q":                     "",
		"x.html#part":                  "",
		"\"><script>alert(1)</script>": "",
	} {
		got, ok := document.AliasPath(alias)
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v, expected %q", alias, got, ok, want)
		}
		if ok && !filepath.IsLocal(got) {
			t.Errorf("%q leads out of the site, to %s", alias, got)
		}
	}
}
