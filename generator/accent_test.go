package generator_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// TestAccentOnPages: the colour of manual.yaml stands before the manual's own style sheet and in the icon of
// every page, and what cannot be read is reported and not used.
func TestAccentOnPages(t *testing.T) {
	for _, c := range []struct{ line, sheet, icon, rules string }{
		{"", "", "fill='%23135e8c'", ""},
		{`accent: "#0b5d8a"`, "@media screen{:root{--accent:light-dark(#0b5d8a,#", "fill='%230b5d8a'", ""},
		{`accent: "#FC0"`, "@media screen{:root{--accent:light-dark(#8a6e00,#ffcc00)}}", "fill='%238a6e00'", "accent-contrast"},
		{`accent: #0b5d8a`, "", "fill='%23135e8c'", "cut-value"},
	} {
		r, err := generator.Check(fstest.MapFS{
			"manual.yaml":             {Data: []byte("title: T\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n" + c.line + "\nrules: {gap: off, missing-documented-information: off}\n")},
			"theme/assets/custom.css": {Data: []byte("b { color: red }")},
			"documents/.keep":         {},
		}, generator.Options{Options: manual.Options{Date: today}})
		if err != nil {
			t.Fatal(err)
		}
		var rules []string
		for _, f := range r.Findings {
			rules = append(rules, f.Rule)
		}
		if got := strings.Join(rules, " "); got != c.rules {
			t.Errorf("%s: findings of %q, expected %q", c.line, got, c.rules)
		}
		files := pages(t, r)
		if sheet := string(files["assets/custom.css"]); !strings.HasPrefix(sheet, c.sheet) || !strings.HasSuffix(sheet, "b{color:red}") {
			t.Errorf("%s: the style sheet is %s", c.line, sheet)
		}
		if page := string(files["index.html"]); !strings.Contains(page, c.icon) || strings.Contains(page, "style=") {
			t.Errorf("%s: the icon is not %s, or there is an inline style", c.line, c.icon)
		}
	}
}
