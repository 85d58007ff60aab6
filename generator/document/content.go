package document

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/starter"
)

// Content says whether the body of a document has text. A document without text must not cover a
// clause.
type Content uint8

// HasText is also the value for bodies that were not parsed, such as those beyond a limit.
const (
	HasText         Content = iota
	NoText                  // nothing, or only headings, comments, rules and empty lists or tables
	PlaceholderText         // only placeholders, such as TBD
	StarterText             // the unchanged text of `new` or `init`
)

// contentOf checks the blocks of a body until one has text. It must run before visit, which
// replaces nodes.
func (b *body) contentOf(root ast.Node) Content {
	found := NoText
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeDocument {
			return ast.WalkContinue, nil
		}
		if _, ok := n.(*ast.Heading); ok {
			return ast.WalkSkipChildren, nil
		}
		if !holdsText(n) {
			return ast.WalkContinue, nil
		}
		switch c := b.blockContent(n); {
		case c == HasText:
			found = HasText
			return ast.WalkStop, nil
		case c > found:
			found = c
		}
		return ast.WalkSkipChildren, nil
	})
	if found == HasText && b.isStarter(root) {
		return StarterText
	}
	return found
}

// holdsText reports whether a block directly contains text or code rather than blocks.
func holdsText(n ast.Node) bool {
	switch n.(type) {
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		return true
	}
	first := n.FirstChild()
	return first != nil && first.Type() == ast.TypeInline
}

var (
	// toolMarkers matches blocks that another tool replaces, or the start of a callout.
	toolMarkers = regexp.MustCompile(`(?i)^(\[\[?_?toc_?\]?\]|\{:?toc\}|<!-- ?toc ?-->|\[![a-z]+\][+-]?|!!! ?[a-z]+|\?\?\? ?[a-z]+|:::.*)$`)
	htmlTag     = regexp.MustCompile(`(?s)<!--.*?(-->|$)|<[^<>]*>`)
	shownByTag  = regexp.MustCompile(`(?i)<(img|svg|picture|object|embed|iframe|video|audio|canvas|input|textarea|select)\b`)
)

// longestPlaceholder is longer than any placeholder, in bytes.
const longestPlaceholder = 120

func (b *body) blockContent(n ast.Node) Content {
	var shown shownText
	switch n := n.(type) {
	case *ast.HTMLBlock:
		raw := joinLines(n.Lines(), b.src.Text)
		if n.HasClosure() {
			raw = append(raw, n.ClosureLine.Value(b.src.Text)...)
		}
		if shownByTag.Match(raw) {
			return HasText
		}
		raw = htmlTag.ReplaceAll(raw, nil)
		decode(&shown.Builder, nil, &diag.Source{Text: raw}, 0, len(raw))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		shown.Write(joinLines(n.Lines(), b.src.Text))
	default:
		if b.inlineContent(&shown, n) {
			return HasText
		}
	}
	written := strings.TrimSpace(shown.String())
	switch {
	case !strings.ContainsFunc(written, isWord) && !strings.Contains(written, "???"):
		return NoText
	case len(written) > longestPlaceholder:
		return HasText
	case toolMarkers.MatchString(written):
		return NoText
	case Placeholder(written) != "" || !strings.ContainsFunc(written, isWord):
		return PlaceholderText
	case starterTexts().sentences[withoutSpace(written)]:
		return StarterText
	}
	return HasText
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// shownText collects the visible text of a block, as much as is needed.
type shownText struct {
	strings.Builder
	scanned int // bytes already searched for a word
	word    bool
}

// enough reports whether the text has a word and is longer than any placeholder.
func (s *shownText) enough() bool {
	if s.Len() <= longestPlaceholder {
		return false
	}
	if !s.word {
		s.word = strings.ContainsFunc(s.String()[s.scanned:], isWord)
		s.scanned = s.Len()
	}
	return s.word
}

// inlineContent collects the text below a node, and reports whether there is a picture or a link to
// another place, which count as text. Links within the document, as in a table of contents, do not.
func (b *body) inlineContent(to *shownText, n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				to.Write(c.Segment.Value(b.src.Text))
			} else {
				decode(&to.Builder, nil, b.src, c.Segment.Start, c.Segment.Stop)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				to.WriteByte(' ')
			}
		case *ast.Image, *ast.AutoLink, *picture:
			return true
		case *wikiLink:
			if c.id != "" {
				return true
			}
		case *ast.Link:
			if len(c.Destination) > 0 && c.Destination[0] != '#' {
				return true
			}
		case *ast.RawHTML:
			if shownByTag.Match(joinLines(c.Segments, b.src.Text)) {
				return true
			}
		default:
			if b.inlineContent(to, c) {
				return true
			}
		}
		if to.enough() {
			return false
		}
	}
	return false
}

// starterSet holds the texts of `new` and `init` without white space, headings and link targets, so
// that other ids and line breaks make no difference.
type starterSet struct {
	sentences map[string]bool // the texts of `new`
	openings  map[string]bool
	texts     map[string]bool
}

// openingLength is the length of the prefix that is compared first, in bytes.
const openingLength = 20

var starterTexts = sync.OnceValue(func() *starterSet {
	s := &starterSet{sentences: map[string]bool{}, openings: map[string]bool{}, texts: map[string]bool{}}
	for _, raw := range starter.NewTexts() {
		s.sentences[compactBody(raw)] = true
	}
	for _, raw := range starter.ManualTexts() {
		whole := compactBody(raw)
		s.openings[whole[:openingLength]], s.texts[whole] = true, true
	}
	return s
})

func compactBody(raw []byte) string {
	src, _ := diag.ReadSource("", raw)
	root, _ := parseMarkdown(src, frontMatterLines{})
	return (&body{src: src}).compactText(root, 0)
}

func (b *body) isStarter(root ast.Node) bool {
	s := starterTexts()
	opening := b.compactText(root, openingLength)
	return len(opening) >= openingLength && s.openings[opening[:openingLength]] && s.texts[b.compactText(root, 0)]
}

// compactText is the text of all blocks except headings, without white space. With a limit, it
// stops once it has that many bytes.
func (b *body) compactText(root ast.Node, limit int) string {
	var to strings.Builder
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Heading, *wikiLink, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		case *ast.HTMLBlock:
			if entering {
				writeWithoutSpace(&to, htmlTag.ReplaceAll(joinLines(n.Lines(), b.src.Text), nil))
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			if entering {
				writeWithoutSpace(&to, joinLines(n.Lines(), b.src.Text))
			}
		case *ast.Text:
			if entering {
				writeWithoutSpace(&to, n.Segment.Value(b.src.Text))
			}
		}
		if limit > 0 && to.Len() >= limit {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return to.String()
}

func withoutSpace(written string) string {
	return strings.Join(strings.Fields(written), "")
}

func writeWithoutSpace(to *strings.Builder, text []byte) {
	for _, field := range bytes.Fields(text) {
		to.Write(field)
	}
}
