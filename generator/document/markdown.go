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
			extension.TaskList,
		),
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(blockParsers()...),
			parser.WithInlineParsers(inlineParsers()...),
			parser.WithParagraphTransformers(
				util.Prioritized(countedDefinitions{parser.LinkReferenceParagraphTransformer}, 100),
				util.Prioritized(boundedTables{extension.NewTableParagraphTransformer()}, 200)),
			parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0),
				util.Prioritized(unusedFootnotes{}, 900), util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
		)),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(
			util.Prioritized(bodyRenderer{}, 1),
			util.Prioritized(extension.NewTableHTMLRenderer(), 500),
			util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
			util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
			util.Prioritized(extension.NewFootnoteHTMLRenderer(extension.WithFootnoteIDPrefix(mark(Prefix, 0))), 500),
		)),
	)
	return md
}

// blockParsers are CommonMark's with definition lists and footnotes, with front matter before them and
// with a bound on how deep containers may stand in each other.
func blockParsers() []util.PrioritizedValue {
	list := parser.DefaultBlockParsers()
	for i, p := range list {
		switch p.Priority {
		case 100: // underlined heading
			list[i].Value = shortHeadings{parser.NewSetextHeadingParser(parser.WithHeadingAttribute())}
		case 600: // heading
			list[i].Value = shortHeadings{parser.NewATXHeadingParser(parser.WithHeadingAttribute())}
		case 300, 400, 800: // list, list item, block quote
			list[i].Value = boundedBlocks{p.Value.(parser.BlockParser)}
		}
	}
	return append(list, util.Prioritized(newFrontMatter(), 0),
		util.Prioritized(boundedBlocks{extension.NewDefinitionListParser()}, 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(boundedBlocks{countedFootnotes{extension.NewFootnoteBlockParser()}}, 999))
}

// inlineParsers are CommonMark's and those of extensions, with a bound on their work.
func inlineParsers() []util.PrioritizedValue {
	list := append(parser.DefaultInlineParsers(),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(extension.NewStrikethroughParser(), 500))
	for i, p := range list {
		list[i].Value = measure(p.Value.(parser.InlineParser))
	}
	return append(list, util.Prioritized(wikiParser{}, 150), util.Prioritized(destinationParser{extension.NewLinkifyParser()}, 999))
}

// context is what the parsers of one document share.
type context struct {
	src         *source.Source
	frontMatter frontMatterLines
	meta        *text.Segments // the lines of the front matter, once closed
	findings    []diag.Finding
	found       map[string]int // by rule, how many findings were made
	rest        map[string]int // by rule, the place of the finding that sums up the others
	cells       int            // of all tables so far
	bare        text.Segment   // the last stretch of text that holds no address
	steps       int            // of pairing so far
	definitions int            // of links and footnotes so far
	block       ast.Node       // whose text is being read
	delimiters  int            // in this block so far
	brackets    []bracket      // that are open in this block
	tooLarge    *diag.Finding
}

var contextKey = parser.NewContextKey()

func contextOf(pc parser.Context) *context { return pc.Get(contextKey).(*context) }

// parseMarkdown gives the syntax tree of a text, or nil where the context says that it is too large.
func parseMarkdown(src *source.Source, block frontMatterLines) (root ast.Node, ctx *context) {
	ctx = &context{src: src, frontMatter: block}
	defer func() {
		switch fault := recover().(type) {
		case nil:
		case refusal:
			ctx.refused(fault)
		default:
			panic(fault)
		}
	}()
	pc := parser.NewContext()
	pc.Set(contextKey, ctx)
	return markdown.Parser().Parse(text.NewReader(src.Text), parser.WithContext(pc)), ctx
}

func (c *context) report(rule string, start, end int, message, hint string) {
	c.add(rule, c.src.Pos(start, end), message, hint)
}

// add takes a finding about the body. Those beyond the first of a rule are only counted.
func (c *context) add(rule string, pos diag.Pos, message, hint string) {
	if c.full(rule) {
		return
	}
	f := diag.Finding{Rule: rule, File: c.src.File, Pos: pos, Message: message, Hint: hint}
	if c.found == nil {
		c.found, c.rest = map[string]int{}, map[string]int{}
	}
	if c.found[rule]++; c.found[rule] > diag.Most {
		c.rest[rule] = len(c.findings)
		f.Many = 1
	}
	c.findings = append(c.findings, f)
}

// full counts one more finding of a rule that has enough of them, and says whether it has. Where a
// finding is costly to make it is asked first.
func (c *context) full(rule string) bool {
	at, full := c.rest[rule]
	if full {
		c.findings[at].Many++
	}
	return full
}

// all gives the findings about the body.
func (c *context) all() []diag.Finding {
	for _, at := range c.rest {
		c.findings[at] = c.findings[at].SumUp(c.findings[at].Many)
	}
	return c.findings
}
