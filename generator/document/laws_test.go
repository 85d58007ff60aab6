package document_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tokens "golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/document"
)

// The laws hold for every input, however hostile. Each is a function that reports what it finds
// broken.

// safe holds what keeps readers safe and messages useful.
func safe(t *testing.T, d *document.Document, raw []byte) {
	t.Helper()
	lawPlaces(t, d, raw)
	lawMarks(t, d)
	lawForbidden(t, d)
}

// tidy holds what makes a body a proper piece of a page.
func tidy(t *testing.T, d *document.Document) {
	t.Helper()
	lawBalance(t, d)
	lawIDs(t, d)
	lawControls(t, d)
}

// lawPlaces: every place lies in the file, and a finding says what is wrong.
func lawPlaces(t *testing.T, d *document.Document, raw []byte) {
	src, _ := diag.ReadSource(d.File, raw)
	lengths := make([]int, src.LineCount()+1)
	for n := 1; n <= src.LineCount(); n++ {
		lengths[n] = utf8.RuneCountInString(src.Line(n))
	}
	inside := func(what string, p diag.Pos) {
		if p.Line < 1 || p.Line > src.LineCount() || p.Column < 1 || p.Column > 1+lengths[p.Line] || p.Width < 0 {
			t.Errorf("%s lies outside the file: %s", what, place(p))
		}
	}
	for _, f := range d.Findings {
		inside("the finding "+f.Rule+": "+f.Message, f.Pos)
		if f.Rule == "" || f.Message == "" || f.File != d.File || f.Severity != diag.Unjudged {
			t.Errorf("not a proper finding: %+v", f)
		}
	}
	for _, c := range d.Claims {
		inside("the claim "+c.Clause, c.Pos)
	}
	for i, r := range d.Refs.All() {
		inside(fmt.Sprintf("reference %d", i), r.Pos)
		for at := range r.Text {
			p := r.Place(at, at)
			if inside(fmt.Sprintf("character %d of reference %d", at, i), p); r.Kind == document.Run {
				lawRunPlace(t, r, at, src.Line(p.Line), p)
			}
		}
	}
}

// lawRunPlace: a character of a run stands in the file where the run says it does, unless it was
// written as an entity.
func lawRunPlace(t *testing.T, r document.Ref, at int, line string, p diag.Pos) {
	shown, _ := utf8.DecodeRuneInString(r.Text[at:])
	written := []rune(line)
	if strings.Contains(line, "&") || shown == '\n' || p.Column > len(written) {
		return
	}
	if written[p.Column-1] != shown {
		t.Errorf("%q of the run %q is said to be at %s, where %q stands", shown, r.Text, place(p), written[p.Column-1])
	}
}

// lawMarks: segments are HTML or a mark, links are opened and closed in turn, and every mark is
// about a reference there is.
func lawMarks(t *testing.T, d *document.Document) {
	var open []int
	seen := map[int]bool{}
	for s := range d.Body.Segments() {
		if (s.Mark == document.NoMark) == (len(s.HTML) == 0) || strings.IndexByte(s.HTML, 0) >= 0 {
			t.Errorf("no proper segment: %+v", s)
		}
		if s.Mark != document.OpenRef && s.Mark != document.CloseRef {
			continue
		}
		if s.Ref < 0 || s.Ref >= d.Refs.Len() {
			t.Errorf("a mark of reference %d of %d", s.Ref, d.Refs.Len())
			return
		}
		if s.Mark == document.CloseRef {
			if len(open) == 0 || open[len(open)-1] != s.Ref {
				t.Errorf("reference %d is closed, open are %v", s.Ref, open)
				return
			}
			open = open[:len(open)-1]
			continue
		}
		if seen[s.Ref] {
			t.Errorf("reference %d appears twice", s.Ref)
		}
		if seen[s.Ref] = true; d.Refs.At(s.Ref).Kind == document.Link {
			open = append(open, s.Ref)
		}
	}
	if len(open) > 0 {
		t.Errorf("references %v are not closed", open)
	}
}

// page writes a body as a page would: a link for each Link, text for all else that is open. The
// prefix is given.
func page(d *document.Document, prefix string) string {
	var b strings.Builder
	for s := range d.Body.Segments() {
		switch s.Mark {
		case document.NoMark:
			b.WriteString(s.HTML)
		case document.Prefix:
			b.WriteString(prefix)
		case document.CloseRef:
			b.WriteString("</a>")
		case document.OpenRef:
			b.WriteString(refHTML(d.Refs.At(s.Ref)))
		}
	}
	return b.String()
}

func refHTML(r document.Ref) string {
	switch r.Kind {
	case document.Link:
		return `<a href="target.html">`
	case document.Wiki:
		text := r.Text
		if text == "" {
			text = r.Target
		}
		return `<a href="wiki.html">` + html.EscapeString(text) + "</a>"
	}
	return html.EscapeString(r.Text)
}

// The whole vocabulary of a body. What is not here has no business in a page.
var (
	elements = setText("a b blockquote br code dd del div dl dt em h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre s section small span strong " +
		"sub sup table tbody td th thead tr u ul wbr abbr caption cite details dfn q samp summary tfoot var svg rect path polygon circle text tspan")
	attributes = setText("cx cy d height points r rx viewbox width x y aria-hidden aria-label class colspan href id open rel reversed role rowspan scope start tabindex title")
	voids      = setText("br hr wbr rect path polygon circle")
	address    = regexp.MustCompile(`^((?i)https?:|mailto:|tel:)|^#|^(target|wiki)\.html$`)
)

func setText(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// lawForbidden: only known elements and attributes, no script in any disguise, no foreign address.
func lawForbidden(t *testing.T, d *document.Document) {
	text := page(d, "doc:")
	eachTag(text, func(kind tokens.TokenType, tag tokens.Token) {
		if kind == tokens.CommentToken {
			return // harmless, and not tidy
		}
		if !elements[tag.Data] {
			t.Errorf("element %s goes into the page: %q", tag.Data, tag.String())
		}
		for _, a := range tag.Attr {
			if !attributes[a.Key] || a.Namespace != "" {
				t.Errorf("attribute %s goes into the page: %q", a.Key, tag.String())
			}
			if a.Key == "href" && !address.MatchString(a.Val) {
				t.Errorf("a link leads to %q", a.Val)
			}
		}
	})
	if !utf8.ValidString(text) {
		t.Error("the body is no UTF-8")
	}
}

func eachTag(text string, visit func(tokens.TokenType, tokens.Token)) {
	z := tokens.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		switch kind {
		case tokens.ErrorToken:
			return
		case tokens.TextToken:
		default:
			visit(kind, z.Token())
		}
	}
}

// lawBalance: every element is closed, in turn, no link lies in another, and nothing is left out
// behind a comment.
func lawBalance(t *testing.T, d *document.Document) {
	var open []string
	eachTag(page(d, ""), func(kind tokens.TokenType, tag tokens.Token) {
		switch {
		case kind == tokens.CommentToken:
			t.Errorf("a comment goes into the page: %q", tag.String())
		case kind == tokens.StartTagToken && !voids[tag.Data]: // voids of SVG are self-closing
			if tag.Data == "a" && slices.Contains(open, "a") {
				t.Error("a link lies in a link")
			}
			open = append(open, tag.Data)
		case kind == tokens.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tag.Data {
				t.Errorf("</%s> closes %v", tag.Data, open)
				return
			}
			open = open[:len(open)-1]
		}
	})
	if len(open) > 0 {
		t.Errorf("%v is not closed", open)
	}
}

// lawIDs: each id stands once on the page and holds no blank; every heading has its own.
func lawIDs(t *testing.T, d *document.Document) {
	seen := map[string]bool{}
	eachTag(page(d, ""), func(_ tokens.TokenType, tag tokens.Token) {
		for _, a := range tag.Attr {
			if a.Key != "id" {
				continue
			}
			if seen[a.Val] {
				t.Errorf("the id %q appears twice on the page", a.Val)
			}
			if seen[a.Val] = true; a.Val == "" || strings.ContainsFunc(a.Val, unicode.IsSpace) {
				t.Errorf("%q is not a valid id", a.Val)
			}
		}
	})
	for _, h := range d.Outline {
		if h.Level < 2 || h.Level > 6 || !seen[h.ID] {
			t.Errorf("heading %+v is not in the body", h)
		}
	}
	if anchor := d.TitleAnchor(); anchor != "" && seen[anchor] {
		t.Errorf("the title's id %q stands in the body too", anchor)
	}
}

// lawControls: what will be shown holds no control character, also where one was written as an
// entity.
func lawControls(t *testing.T, d *document.Document) {
	check := func(what, text string) {
		for _, r := range text {
			if unicode.IsControl(r) && r != '\n' && r != '\t' {
				t.Errorf("%s holds U+%04X: %q", what, r, text)
			}
		}
	}
	check("the body", page(d, ""))
	for i, r := range d.Refs.All() {
		check(fmt.Sprintf("reference %d", i), r.Text+r.Title)
	}
	for _, h := range d.Outline {
		check("a heading", h.Text+h.ID)
	}
}

// lawsOf runs all laws on one text.
func lawsOf(t *testing.T, raw []byte) {
	t.Helper()
	before := bytes.Clone(raw)
	d := document.Parse("documents/a.md", raw)
	safe(t, d, raw)
	tidy(t, d)
	if !bytes.Equal(before, raw) {
		t.Error("Parse has changed its input")
	}
	if again := document.Parse("documents/a.md", raw); show(again) != show(d) {
		t.Error("Parse makes two things of one text")
	}
}

// TestLawsOfArchives holds the laws on every document of testdata.
func TestLawsOfArchives(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".md") {
				t.Run(f.Name, func(t *testing.T) { lawsOf(t, f.Data) })
			}
		}
	}
}

const head = "---\nid: QP-1\ntitle: T\n---\n\n"

// TestLaws holds the laws on small texts that are known to strain them.
func TestLaws(t *testing.T) {
	for name, body := range map[string]string{
		"wiki link in a link":             "[see [[QP-1]] there](x.md)",
		"wiki link in an outer link":      "[see [[QP-1]] there](https://x.y)",
		"automatic link in a link":        "[see <https://x.y> there](x.md)",
		"automatic mail in a link":        "[see <a@b.c> there](https://x.y)",
		"footnote in a link":              "[see[^1] there](x.md)\n\n[^1]: Note.",
		"link in an image in a link":      "[a ![b [c](d.md) e](f.png) g](h.md)",
		"crossed pairs":                   "<b>one <i>two</b> three</i>",
		"crossed pairs of three":          "<b><i><u>x</b></u></i>",
		"pairs across emphasis":           "<b>one *two</b> three*",
		"pairs across a link":             "<b>one [two</b>](x.md)",
		"HTML in a link":                  "[<script>x</script>](x.md)",
		"a comment in a link":             "[a <!-- b --> c](x.md)",
		"HTML in an image":                "![<b>x</b>](x.png)",
		"a heading with a footnote's id":  "## A {#fn:1}\n\nText.[^1]\n\n[^1]: Note.",
		"a heading with a reference's id": "## A {#fnref:1}\n\nText.[^1]\n\n[^1]: Note.",
		"a doubled id with the title's":   "# T {#a}\n\n## B {#a}",
		"an id with a blank":              "## A {id=\"a b\"}",
		"an id with a tab":                "## A {id=\"a\tb\"}",
		"an id with quotation marks":      "## A {id='a\"b'} \n\n## B {id=\"a'b<c\"}",
		"a control in a heading":          "## A &#27;[31m1",
		"a control in a link's title":     "[a](https://x.y \"&#27;\") [b](x.md \"&#27;\") ![c](y.png \"&#x9b;\")",
		"a control in an image's text":    "![a &#27; b](x.png)",
		"a control in running text":       "a1 &#27;[31m",
		"a control in an address":         "[a](https://x.y/&#27;) <https://x.y/&#27;>",
		"a control in a wiki link":        "[[QP-1|a &#27; b]]",
		"NUL by number":                   "a1 &#0; [x&#0;](y.md) `&#0;` ![&#0;](z.png \"&#0;\")",
		"heading attributes":              "## A {onclick=x style=y class=z href=w #ok}",
		"list in a table cell":            "| - a | <br> |\n|---|---|\n| > x | # y |",
		"deep headings":                   "# A\n\n###### B\n\n> ###### C",
		"footnotes in footnotes":          "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]",
		"footnote in a heading":           "## A[^1]\n\n[^1]: b",
		"footnote in a table":             "| a[^1] |\n|---|\n| b[^1] |\n\n[^1]: c",
		"tabs":                            "-\ta1\n\n\tb2 *c3*\tQP-1\n\n>\t\tcode\n\n1.\tQP-2\n\tQP-3",
		"wide characters":                 "漢字 QP-1 *強調 QP-2* [漢](x.md) QP-3 e\u0301 QP-4 👩‍🏭 QP-5",
		"escapes":                         "QP\\-1 \\*QP\\-2\\* \\\\QP-3 \\",
		"soft and hard breaks":            "QP-1  \nQP-2\\\nQP-3\n   QP-4",
		"definition in a quotation":       "> a1\n> : b2 QP-1\n>\n>   c3",
		"carriage returns":                "a1\r\n\r\n## B {#b}\r\n\r\n| c1 | d |\r\n|---|---|\r\n| QP-1 | e |\r\n",
		"an empty link and image":         "[](x.md) ![](y.png) []()",
	} {
		t.Run(name, func(t *testing.T) { lawsOf(t, []byte(head+body+"\n")) })
	}
}

// example is one of the examples of CommonMark.
type example struct {
	Markdown, HTML, Section string
	Example                 int
}

// goldmark is the folder of goldmark's module.
func goldmark(t *testing.T) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("no go command: ", err)
	}
	return strings.TrimSpace(string(dir))
}

// examples reads CommonMark's examples, which come with goldmark's module.
func examples(t *testing.T) []example {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(goldmark(t), "_test", "spec.json"))
	if err != nil {
		t.Skip("goldmark's tests are not in the module: ", err)
	}
	var list []example
	if err := json.Unmarshal(raw, &list); err != nil || len(list) < 600 {
		t.Fatalf("%d examples, %v", len(list), err)
	}
	return list
}

// TestCommonMark holds the laws on the examples of CommonMark, and the text that readers see
// against theirs.
func TestCommonMark(t *testing.T) {
	// Some differ, and should: HTML is shown as text, pictures and wiki links are ours.
	ours := regexp.MustCompile(`!\[|\[\[`)
	for _, e := range examples(t) {
		t.Run(fmt.Sprintf("%s_%d", strings.ReplaceAll(e.Section, " ", "_"), e.Example), func(t *testing.T) {
			raw := []byte(head + e.Markdown)
			lawsOf(t, raw)
			d := document.Parse("documents/a.md", raw)
			ownHTML := slices.ContainsFunc(d.Findings, func(f diag.Finding) bool { return f.Rule == "raw-html" })
			if ownHTML || e.Section == "HTML blocks" || e.Section == "Raw HTML" || ours.MatchString(e.Markdown) {
				return
			}
			if want, got := readable(e.HTML), readable(page(d, "")); want != got {
				t.Errorf("%q reads %q, want %q", e.Markdown, got, want)
			}
		})
	}
}

// inline are the elements that stand in a line of text; all others part words.
var inline = regexp.MustCompile(`^(a|abbr|b|br|cite|code|del|dfn|em|q|samp|var|i|img|kbd|mark|s|small|span|strong|sub|sup|u)$`)

// readable is the text of some HTML, white space made one.
func readable(text string) string {
	var b strings.Builder
	z := tokens.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case tokens.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case tokens.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		default:
			if name, _ := z.TagName(); !inline.Match(name) {
				b.WriteByte(' ')
			}
		}
	}
}
