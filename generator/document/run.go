package document

import (
	"bytes"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/clausebook/clausebook/generator/diag"
)

// runNode is text that may contain ids and clause numbers. It is decoded, so that QP\_08 is found
// as QP_08.
type runNode struct {
	ast.BaseInline
	ref int
}

var kindRun = ast.NewNodeKind("Run")

func (r *runNode) Kind() ast.NodeKind { return kindRun }

func (r *runNode) Dump(source []byte, level int) { ast.DumpHelper(r, source, level, nil, nil) }

// runPlaces maps offsets in a run's decoded text to lines and columns of the file, so that the
// source need not be kept. A nil *runPlaces ignores calls of mark.
type runPlaces []runPlace

type runPlace struct{ offset, line, column int }

func (r *runPlaces) mark(offset int, from *diag.Source, at int) {
	if r != nil {
		pos := from.Pos(at, at)
		*r = append(*r, runPlace{offset, pos.Line, pos.Column})
	}
}

// Place returns the position of the bytes from start to end of a run's Text.
func (r Ref) Place(start, end int) diag.Pos {
	if r.Kind != Run {
		return r.Pos
	}
	at := runPlace{0, r.Pos.Line, r.Pos.Column}
	// A long text may have tens of thousands of places.
	if n := sort.Search(len(r.places), func(i int) bool { return r.places[i].offset > start }); n > 0 {
		at = r.places[n-1]
	}
	return diag.Pos{Line: at.line, Column: at.column + utf8.RuneCountInString(r.Text[at.offset:start]),
		Width: utf8.RuneCountInString(r.Text[start:end])}
}

// gatherRuns replaces adjacent text nodes below a node by a run if they contain a letter and a
// digit. Text in links is skipped, since links do not nest.
func (b *body) gatherRuns(parent ast.Node) {
	for child := parent.FirstChild(); child != nil; {
		first, ok := child.(*ast.Text)
		if !ok || first.IsRaw() {
			child = child.NextSibling()
			continue
		}
		b.run = adjacentText(b.run[:0], first)
		run := b.run
		for _, t := range run {
			b.brackets(t)
		}
		if !b.fragment {
			b.placeholders(run)
		}
		child = run[len(run)-1].NextSibling()
		b.replaceRun(parent, run)
	}
}

// adjacentText adds a text node, and the text nodes that directly follow it without a hard break, to an empty run.
func adjacentText(run []*ast.Text, first *ast.Text) []*ast.Text {
	run = append(run, first)
	for {
		last := run[len(run)-1]
		next, ok := last.NextSibling().(*ast.Text)
		if !ok || next.IsRaw() || last.HardLineBreak() {
			return run
		}
		run = append(run, next)
	}
}

func hasDigit(text []byte) bool {
	for _, c := range text {
		if c >= '0' && c <= '9' {
			return true
		}
	}
	return false
}

func (b *body) replaceRun(parent ast.Node, run []*ast.Text) {
	digit, letter := false, false
	for _, t := range run {
		shown := t.Segment.Value(b.src.Text)
		digit = digit || hasDigit(shown)
		letter = letter || bytes.ContainsFunc(shown, unicode.IsLetter)
	}
	if !digit || !letter {
		return
	}
	var places runPlaces
	var text strings.Builder
	for i, t := range run {
		decode(&text, &places, b.src, t.Segment.Start, t.Segment.Stop)
		if t.SoftLineBreak() && i < len(run)-1 {
			places.mark(text.Len(), b.src, t.Segment.Stop)
			text.WriteByte('\n')
		}
	}
	if len(places) == 1 {
		places = nil
	}
	last := run[len(run)-1]
	before, after := b.contextOfRun(text.String(), run[0], last)
	node := &runNode{ref: b.ref(Ref{Kind: Run, Text: text.String(), Before: before, After: after, Pos: b.src.Pos(run[0].Segment.Start, last.Segment.Stop), places: places})}
	parent.InsertBefore(parent, run[0], node)
	for _, t := range run[:len(run)-1] {
		parent.RemoveChild(parent, t)
	}
	if last.SoftLineBreak() || last.HardLineBreak() {
		last.Segment = last.Segment.WithStart(last.Segment.Stop)
		return
	}
	parent.RemoveChild(parent, last)
}

// decode appends src[start:stop] with backslash escapes and entities decoded.
func decode(to *strings.Builder, places *runPlaces, from *diag.Source, start, stop int) {
	src := from.Text[:stop]
	places.mark(to.Len(), from, start)
	for at := start; ; {
		special := bytes.IndexAny(src[at:], `\&`)
		if special < 0 {
			to.Write(src[start:])
			return
		}
		at += special
		shown, size, literal := "", 1, 1 // the escaped character is literal
		if src[at] == '&' {
			shown, size = entity(src[at:])
			literal = 0
		} else if at+1 == stop || !util.IsPunct(src[at+1]) {
			at++
			continue
		}
		to.Write(src[start:at])
		to.WriteString(shown)
		start = at + size
		places.mark(to.Len(), from, start)
		at = start + literal
	}
}

// longestEntity is longer than any named entity, in bytes.
const longestEntity = 40

func entity(text []byte) (shown string, size int) {
	end := bytes.IndexByte(text[:min(len(text), longestEntity)], ';')
	if end < 0 {
		return "&", 1
	}
	raw := text[:end+1]
	decoded := util.ResolveEntityNames(util.ResolveNumericReferences(raw))
	if bytes.Equal(decoded, raw) {
		return "&", 1
	}
	return visible(string(decoded)), len(raw)
}

// visible replaces control characters, which may be written as entities.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
