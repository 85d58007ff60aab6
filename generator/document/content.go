package document

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"github.com/clausebook/clausebook/generator/scaffold"
	"github.com/clausebook/clausebook/generator/source"
)

// Content says whether the body of a document tells its reader anything. A document that is not
// written yet must not cover a clause.
type Content uint8

// The zero value stands for a body that was not looked at, such as one too dense to be parsed.
const (
	HasText         Content = iota
	NoText                  // nothing, or only headings, comments, rules and empty lists or tables
	PlaceholderText         // nothing but placeholders, such as TBD
	StarterText             // what `new` or `init` wrote, unchanged
)

// content looks at the blocks of a body until one of them has text. It must run before visit, which
// replaces nodes.
func (b *body) content(root ast.Node) Content {
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

// holdsText reports whether a block has lines of text or code, and no blocks, below it.
func holdsText(n ast.Node) bool {
	switch n.(type) {
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		return true
	}
	first := n.FirstChild()
	return first != nil && first.Type() == ast.TypeInline
}

var (
	// ownMarks are blocks that another program replaces, or that begin a callout.
	ownMarks   = regexp.MustCompile(`(?i)^(\[\[?_?toc_?\]?\]|\{:?toc\}|<!-- ?toc ?-->|\[![a-z]+\][+-]?|!!! ?[a-z]+|\?\?\? ?[a-z]+|:::.*)$`)
	htmlTag    = regexp.MustCompile(`(?s)<!--.*?(-->|$)|<[^<>]*>`)
	shownByTag = regexp.MustCompile(`(?i)<(img|svg|picture|object|embed|iframe|video|audio|canvas|input|textarea|select)\b`)
)

// longestPlaceholder is above the length of every text that stands for another one, in bytes.
const longestPlaceholder = 120

func (b *body) blockContent(n ast.Node) Content {
	var shown shownText
	switch n := n.(type) {
	case *ast.HTMLBlock:
		raw := joined(n.Lines(), b.src.Text)
		if n.HasClosure() {
			raw = append(raw, n.ClosureLine.Value(b.src.Text)...)
		}
		if shownByTag.Match(raw) {
			return HasText
		}
		raw = htmlTag.ReplaceAll(raw, nil)
		decode(&shown.Builder, nil, &source.Source{Text: raw}, 0, len(raw))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		shown.Write(joined(n.Lines(), b.src.Text))
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
	case ownMarks.MatchString(written):
		return NoText
	case Placeholder(written) != "" || !strings.ContainsFunc(written, isWord):
		return PlaceholderText
	case squeezed(written) == starterTexts().sentence:
		return StarterText
	}
	return HasText
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// shownText is the text of a block, as far as it has to be known.
type shownText struct {
	strings.Builder
	scanned int // bytes that were searched for a word
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

// inlineContent writes the text below a node. It reports whether there is a picture or a link to
// another place, which have no need of words. A link within the document, as in a table of contents,
// tells nothing that its heading does not.
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
		case *ast.Image, *ast.AutoLink:
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
			if shownByTag.Match(joined(c.Segments, b.src.Text)) {
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

// starters are what `new` and `init` write, without white space, headings and the names that links
// lead to, so that another id in them, or a line that was wrapped anew, is not text of one's own.
type starters struct {
	sentence string // all that `new` writes
	openings map[string]bool
	texts    map[string]bool
}

// openingLength is how much of a text is compared before all of it is, in bytes.
const openingLength = 20

var starterTexts = sync.OnceValue(func() *starters {
	s := &starters{openings: map[string]bool{}, texts: map[string]bool{}}
	s.sentence = squeezedBody(scaffold.NewText())
	for _, raw := range scaffold.ManualTexts() {
		whole := squeezedBody(raw)
		s.openings[whole[:openingLength]], s.texts[whole] = true, true
	}
	return s
})

func squeezedBody(raw []byte) string {
	src, _ := source.Read("", raw)
	root, _ := parseMarkdown(src, frontMatterLines{})
	return (&body{src: src}).squeezed(root, 0)
}

func (b *body) isStarter(root ast.Node) bool {
	s := starterTexts()
	opening := b.squeezed(root, openingLength)
	return len(opening) >= openingLength && s.openings[opening[:openingLength]] && s.texts[b.squeezed(root, 0)]
}

// squeezed is the text of all blocks but headings, without white space; with a limit, no more than has
// at least so many bytes.
func (b *body) squeezed(root ast.Node, limit int) string {
	var to strings.Builder
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Heading, *wikiLink, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		case *ast.HTMLBlock:
			if entering {
				writeSqueezed(&to, htmlTag.ReplaceAll(joined(n.Lines(), b.src.Text), nil))
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			if entering {
				writeSqueezed(&to, joined(n.Lines(), b.src.Text))
			}
		case *ast.Text:
			if entering {
				writeSqueezed(&to, n.Segment.Value(b.src.Text))
			}
		}
		if limit > 0 && to.Len() >= limit {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return to.String()
}

func squeezed(written string) string {
	return strings.Join(strings.Fields(written), "")
}

func writeSqueezed(to *strings.Builder, text []byte) {
	for _, field := range bytes.Fields(text) {
		to.Write(field)
	}
}
