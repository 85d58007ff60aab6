package redline_test

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"

	"github.com/clausebook/clausebook/generator/redline"
)

var options = redline.Options{Anchors: "r-", Levels: 1, Labels: redline.Labels{
	Inserted: "inserted:", Deleted: "deleted:", MovedHere: "Moved here", MovedAway: "moved", Unchanged: "Unchanged:", NoHeading: "Before the first heading",
	RowsIn: "row inserted", RowsOut: "row deleted", ColumnIn: "column inserted", ColumnOut: "column deleted",
}}

// said is what a text says, without white space: words, and pictures by their addresses.
func said(t *testing.T, text string, drop string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	s := &saying{drop: drop, moved: map[string]*html.Node{}}
	for _, n := range nodes {
		s.find(n)
	}
	for _, n := range nodes {
		s.node(n)
	}
	return norm.NFC.String(s.text.String())
}

type saying struct {
	text  strings.Builder
	drop  string // ins or del
	moved map[string]*html.Node
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (s *saying) find(n *html.Node) {
	if strings.Contains(attr(n, "class"), "moved-here") {
		s.moved[attr(n, "data-move")] = n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.find(c)
	}
}

func (s *saying) node(n *html.Node) {
	class := attr(n, "class")
	switch {
	case n.Type == html.TextNode:
		s.text.WriteString(strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, n.Data))
		return
	case n.Type != html.ElementNode, n.Data == s.drop, class == "hush", class == "label", class == "moved", class == "anchor", class == "footnote-backref", class == "footnote-ref":
		return
	case n.Data == "script" || n.Data == "style" || n.Data == "sup":
		return
	case n.Data == "summary" && attr(n.Parent, "class") == "same":
		return
	case class == "moved moved-away":
		if s.drop == "ins" {
			s.children(s.moved[attr(n, "data-move")])
		}
		return
	case class == "moved-here" && s.drop == "ins":
		return
	case n.Data == "img":
		s.text.WriteString("[" + attr(n, "src") + "]")
	}
	s.children(n)
}

func (s *saying) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.node(c)
	}
}

// checkLaws holds the promises of Compare for two texts.
func checkLaws(t *testing.T, before, after string) *redline.Redline {
	t.Helper()
	r := redline.Compare(before, after, options)
	out := r.HTML
	if got, want := said(t, out, "del"), said(t, after, ""); got != want {
		t.Errorf("without what was deleted it is not the new text\nbefore %q\nafter  %q\nout    %s\ngot  %q\nwant %q", before, after, out, got, want)
	}
	if got, want := said(t, out, "ins"), said(t, before, ""); got != want {
		t.Errorf("without what was inserted it is not the old text\nbefore %q\nafter  %q\nout    %s\ngot  %q\nwant %q", before, after, out, got, want)
	}
	same := redline.Compare(after, after, options)
	if marks := same.HTML; strings.Contains(marks, "<ins") || strings.Contains(marks, "<del") || !same.Equal() || len(same.Blocks) > 0 {
		t.Errorf("equal texts have marks: %s", marks)
	}
	return r
}
