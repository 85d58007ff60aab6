package diff_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"github.com/clausebook/clausebook/generator/diff"
)

const frontMatter = "---\nid: %s\ntitle: %s\nrevision: %s\nstatus: draft\nowner: Clerk\nauthor: Clerk\n---\n[gone](<%s.md>)\n"

// titled compares nothing with documents of these titles, which are ids, revisions and links too.
func titled(t *testing.T, titles ...string) string {
	t.Helper()
	fsys := fstest.MapFS{"manual.yaml": {Data: []byte("title: Manual\ncompany: Kranich Ltd\nedition: 2015\nscope: 9001\n")}}
	for i, title := range titles {
		quoted := "'" + strings.ReplaceAll(title, "'", "''") + "'"
		text := fmt.Sprintf(frontMatter, quoted, quoted, quoted, title)
		fsys[fmt.Sprintf("documents/%d.md", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return output(t, diff.Of(diff.Base{Name: "main"}, nil, look(t, fsys)), "markdown")
}

var (
	element = regexp.MustCompile(`<(/?[a-z0-9]+)([^>]*)>`)
	plain   = map[string]bool{"h2": true, "h3": true, "p": true, "table": true, "thead": true, "tbody": true, "tr": true, "th": true, "td": true,
		"code": true, "strong": true, "blockquote": true}
	// called is what a host would make of the shown text, code apart.
	called = regexp.MustCompile(`(?i)@\w|#\d|!\d|\bGH-\d|https?://|\bwww\.`)
	coded  = regexp.MustCompile(`(?s)<code>.*?</code>`)
)

// TestMarkdownActs renders comments of hostile titles as a host does: they hold the elements of a
// comment and no other, rows have their cells, and nobody is called.
func TestMarkdownActs(t *testing.T) {
	for _, title := range []string{
		"plain", "a | b", `a \| b`, `a \\| b`, "`", "``", "a ` b | c", `\`, "a\\", "*a* _b_ **c** ~~d~~", "<img src=x>", "<!--", "-->", "</td>",
		"[a](https://x.example)", "[a]: https://x.example", "![i](x)", "https://x.example", "www.x.example", "<https://x.example>",
		"@admin", "a@x.example", "@org/team", "#12", "owner/repo#12", "GH-12", "gh-7", "!12", "&lt;b&gt;", "&#64;admin", "@\u200badmin",
		"/close", "# heading", "- item", "1. item", "> quote", "---", "$x$", "::error::x", "##[error]x", "a\u00a0@admin", "{{x}}", "\u202egnp", "漢字@名",
	} {
		out := titled(t, title)
		var b bytes.Buffer
		md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Linkify), goldmark.WithRendererOptions(html.WithUnsafe()))
		if err := md.Convert([]byte(strings.TrimPrefix(out, diff.Marker)), &b); err != nil {
			t.Fatal(err)
		}
		for _, m := range element.FindAllStringSubmatch(b.String(), -1) {
			if !plain[strings.TrimPrefix(m[1], "/")] || m[2] != "" {
				t.Errorf("%q makes <%s%s>", title, m[1], m[2])
			}
		}
		if shown := coded.ReplaceAllString(b.String(), ""); called.MatchString(shown) {
			t.Errorf("%q calls %q", title, called.FindString(shown))
		}
		for _, row := range regexp.MustCompile(`(?s)<tbody>.*?</tbody>`).FindAllString(b.String(), -1) {
			if strings.Contains(row, "<td></td>\n<td></td>") {
				t.Errorf("%q moves cells:\n%s", title, row)
			}
		}
		if strings.ContainsAny(out, "\u202e\x1b") {
			t.Errorf("%q reaches the reader as it is", title)
		}
	}
}

// TestMarkdownSize: hosts refuse longer comments, and what is left out is counted.
func TestMarkdownSize(t *testing.T) {
	var titles []string
	for range 300 {
		titles = append(titles, strings.Repeat("@a|", 120))
	}
	out := titled(t, titles...)
	if len(out) > 65_536 {
		t.Errorf("%d bytes", len(out))
	}
	if !regexp.MustCompile(`(?m)^and \d+ more$`).MatchString(out) || !strings.HasPrefix(out, diff.Marker+"\n") {
		t.Errorf("%.200s", out)
	}
}
