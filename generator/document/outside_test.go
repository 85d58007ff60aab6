package document_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/document"
)

// TestLinksOutside writes addresses that look as if they led outside. A link in the page has to be one
// for a browser too, wherever the page is; all others are findings.
func TestLinksOutside(t *testing.T) {
	hrefs := regexp.MustCompile(`href="([^"]*)"`)
	for _, tt := range []struct {
		text string
		ok   bool
	}{
		{"[x](http://h/)", true}, {"[x](HTTPS://h/a?b#c)", true}, {"[x](https://h)", true}, {"[x](mailto:a@b.c)", true}, {"[x](tel:+49)", true},
		{"[x](https&colon;//h/)", true}, {"[x](&#104;ttp://h/)", true}, {`[x](https\://h/)`, true}, {"<https://h/>", true}, {"www.h.de", true}, {"a@b.c", true}, {"https://h.de/ü", true},
		{"[x](&#01http&colon;//h/)", false}, {"[x](h&nbsp;ttp://h/)", false}, {"[x](<h　ttps:../../secret>)", false}, {"[x](<ht tp://h/>)", false}, {"[x](&#x20;http://h/)", false},
		{"[x](h&Tab;ttp://h/)", false}, {"[x](http&NewLine;://h/)", false}, {"[x](http:&#8203;//h/)", false}, {"[x](\u2003https://h/)", false}, {"[x](&#127;https://h/)", false},
		{"[x](&amp;#104;ttp://h/)", false}, {"[x](http&amp;colon;//h/)", false}, {"[x](https:../../secret)", false}, {"[x](https:secret)", false}, {"[x](http:/secret)", false}, {"[x](HTTP:?a)", false},
		{`[x](<https:\\\\h\\a>)`, false}, {"[x](https://)", false}, {"[x](https:///a)", false}, {"[x](https://#a)", false}, {"[x](https://?a)", false}, {"[x](tel&nbsp;:1)", false}, {"[x](mail&#173;to:a@b.c)", false},
		{"<https:secret>", false}, {"<http:/secret>", false}, {"[x][r]\n\n[r]: h&nbsp;ttp://h/", false}, {"[x][r]\n\n[r]: <ht tp://h/>", false},
		{"[x](javascript&colon;a)", false}, {"[x](java&Tab;script:a)", false}, {"[x](//h/)", false}, {`[x](/\\h/)`, false},
	} {
		d := document.Parse("documents/a.md", []byte(head+tt.text+"\n"))
		found := ""
		for _, f := range d.Findings {
			found += f.Rule + " "
		}
		for _, s := range d.Schemes {
			found += s.Scheme + " "
		}
		links := hrefs.FindAllStringSubmatch(page(d, ""), -1)
		if (len(links) == 1) != tt.ok || (found == "") != tt.ok {
			t.Errorf("%q: links %q, findings %q", tt.text, links, found)
		}
		for _, m := range links {
			u, err := url.Parse(strings.ReplaceAll(m[1], "&amp;", "&"))
			if err != nil || !u.IsAbs() || u.Host == "" && u.Opaque == "" {
				t.Errorf("%q: a browser takes %q for a path (%v)", tt.text, m[1], err)
			}
		}
	}
}
