package document_test

import (
	"os"
	"strings"
	"testing"

	tokens "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/clausebook/clausebook/generator/document"
)

// TestVectors: no text gets an element, an attribute or an address into a page that could run or load something, and
// a browser's parser sees the very tree that was written.
func TestVectors(t *testing.T) {
	raw, err := os.ReadFile("testdata/html-vectors.txt")
	if err != nil {
		t.Fatal(err)
	}
	// The file has texts that have run a script in some page somewhere, one a line.
	for line := range strings.Lines(string(raw)) {
		vector := strings.ReplaceAll(strings.TrimRight(line, "\n"), `\n`, "\n")
		for _, put := range []string{vector, "Text " + vector + " text", "- " + strings.ReplaceAll(vector, "\n", "\n  "), "| a |\n|---|\n| " + vector + " |",
			"<table><tr><td>" + vector, "<details>\n\n" + vector + "\n\n</details>", "<div>" + vector + "</div>", "[" + vector + "](x.md)", "## " + vector,
			"![" + vector + "](x.png)", "a[^1]\n\n[^1]: " + vector, "<!-- " + vector + " -->"} {
			text := []byte(head + put + "\n")
			d := document.Parse("documents/a.md", text)
			safe(t, d, text)
			tidy(t, d)
			lawSameTree(t, d)
			if t.Failed() {
				t.Fatalf("by %q", put)
			}
		}
	}
}

// lawSameTree: what a browser reads from the body has the elements that were written, in the same order and depth.
func lawSameTree(t *testing.T, d *document.Document) {
	t.Helper()
	text := page(d, "")
	root := &tokens.Node{Type: tokens.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := tokens.ParseFragment(strings.NewReader(text), root)
	if err != nil {
		t.Fatal(err)
	}
	var read, wrote []string
	var walk func(n *tokens.Node, depth int)
	walk = func(n *tokens.Node, depth int) {
		if n.Type == tokens.ElementNode && n.Data != "tbody" { // which a browser adds
			read = append(read, strings.Repeat(" ", depth)+n.Data)
			depth++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, depth)
		}
	}
	for _, n := range nodes {
		walk(n, 0)
	}
	depth := 0
	eachTag(text, func(kind tokens.TokenType, tag tokens.Token) {
		switch {
		case tag.Data == "tbody":
		case kind == tokens.EndTagToken:
			depth--
		case kind == tokens.StartTagToken, kind == tokens.SelfClosingTagToken:
			wrote = append(wrote, strings.Repeat(" ", depth)+tag.Data)
			if !voids[tag.Data] {
				depth++
			}
		}
	})
	if a, b := strings.Join(read, "\n"), strings.Join(wrote, "\n"); a != b {
		t.Errorf("a browser reads\n%s\nof\n%s\n%q", a, b, text)
	}
}
