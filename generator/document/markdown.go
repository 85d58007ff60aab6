package document

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/source"
)

// markdown is CommonMark with tables, task lists, strikethrough, autolinks, footnotes, definition
// lists and heading attributes. It holds no state of a document and is shared.
var markdown = newMarkdown()

func newMarkdown() goldmark.Markdown {
	md := goldmark.New(
		goldmark.WithExtensions(
			extension.Strikethrough, extension.TaskList, extension.DefinitionList,
			extension.NewFootnote(extension.WithFootnoteIDPrefix(mark(Prefix, 0))),
		),
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(blockParsers()...),
			parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
				util.Prioritized(wikiParser{}, 150), util.Prioritized(addresses{extension.NewLinkifyParser()}, 999))...),
			parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
				util.Prioritized(boundedTables{extension.NewTableParagraphTransformer()}, 200))...),
			parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0),
				util.Prioritized(unusedFootnotes{}, 900)),
			parser.WithHeadingAttribute(),
		)),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(
			util.Prioritized(bodyRenderer{}, 1),
			util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		)),
	)
	return md
}

// blockParsers are CommonMark's, with front matter before them and with a bound on how deep
// quotations and lists may stand in each other.
func blockParsers() []util.PrioritizedValue {
	list := parser.DefaultBlockParsers()
	for i, p := range list {
		switch p.Priority {
		case 300, 400, 800: // list, list item, block quote
			list[i].Value = bounded{p.Value.(parser.BlockParser)}
		}
	}
	return append(list, util.Prioritized(newFrontMatter(), 0))
}

// context is what the parsers of one document share.
type context struct {
	src      *source.Source
	block    frontMatterLines
	meta     *text.Segments // the lines of the front matter, once closed
	findings []diag.Finding
	cells    int          // of all tables so far
	bare     text.Segment // the last stretch of text that holds no address
}

var contextKey = parser.NewContextKey()

func contextOf(pc parser.Context) *context { return pc.Get(contextKey).(*context) }

func parseMarkdown(src *source.Source, block frontMatterLines) (ast.Node, *context) {
	ctx := &context{src: src, block: block}
	pc := parser.NewContext()
	pc.Set(contextKey, ctx)
	return markdown.Parser().Parse(text.NewReader(src.Text), parser.WithContext(pc)), ctx
}

func (c *context) report(rule string, start, end int, message, hint string) {
	c.findings = append(c.findings,
		diag.Finding{Rule: rule, File: c.src.File, Pos: c.src.Pos(start, end), Message: message, Hint: hint})
}
