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
)

// markdown is CommonMark with tables, task lists, strikethrough, autolinks, footnotes, definition
// lists and heading attributes. It is stateless and safe for concurrent use.
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
				util.Prioritized(quoteCallouts{}, 50),
				util.Prioritized(definitionCounter{parser.LinkReferenceParagraphTransformer}, 100),
				util.Prioritized(tableLimiter{extension.NewTableParagraphTransformer()}, 200)),
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

// blockParsers are those of CommonMark, front matter, definition lists and footnotes, with limits.
func blockParsers() []util.PrioritizedValue {
	list := parser.DefaultBlockParsers()
	for i, p := range list {
		switch p.Priority {
		case 100: // underlined heading
			list[i].Value = headingLimiter{parser.NewSetextHeadingParser(parser.WithHeadingAttribute())}
		case 600: // heading
			list[i].Value = headingLimiter{parser.NewATXHeadingParser(parser.WithHeadingAttribute())}
		case 300, 400, 800: // list, list item, block quote
			list[i].Value = nestingLimiter{p.Value.(parser.BlockParser)}
		case 900: // HTML
			list[i] = util.Prioritized(htmlBlocks{p.Value.(parser.BlockParser)}, 450) // before code
		}
	}
	return append(list, util.Prioritized(newFrontMatter(), 0),
		util.Prioritized(nestingLimiter{indentedCallouts{}}, 90), util.Prioritized(nestingLimiter{fencedCallouts{}}, 90),
		util.Prioritized(nestingLimiter{extension.NewDefinitionListParser()}, 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(nestingLimiter{footnoteCounter{extension.NewFootnoteBlockParser()}}, 999))
}

// inlineParsers are those of CommonMark and of extensions, with limits.
func inlineParsers() []util.PrioritizedValue {
	list := append(parser.DefaultInlineParsers(),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(highlightParser{}, 500))
	for i, p := range list {
		list[i].Value = meter(p.Value.(parser.InlineParser))
	}
	return append(list, util.Prioritized(wikiParser{}, 150), util.Prioritized(destinationParser{extension.NewLinkifyParser()}, 999))
}

// context is the state that the parsers of one document share.
type context struct {
	src         *diag.Source
	frontMatter frontMatterLines
	meta        *text.Segments // the lines of the front matter, once closed
	findings    []diag.Finding
	counts      map[string]int  // number of findings by rule
	summaries   map[string]int  // index of the summary finding by rule
	cells       int             // in all tables so far
	noAddress   text.Segment    // the last text without an address
	steps       int             // see spend
	definitions int             // of links and footnotes so far
	block       ast.Node        // whose text is being read
	delimiters  int             // in this block so far
	brackets    []bracket       // that are open in this block
	html        bool            // there is HTML
	tables      int             // in HTML that are open
	wrapper     bool            // the open block of HTML has only wrappers so far
	colonsAt    int             // see lastColons
	noted       map[string]bool // what foreign has reported
	tooLarge    *diag.Finding
}

var contextKey = parser.NewContextKey()

func contextOf(pc parser.Context) *context { return pc.Get(contextKey).(*context) }

// parseMarkdown returns the syntax tree, or nil if a limit was exceeded; see context.tooLarge.
func parseMarkdown(src *diag.Source, block frontMatterLines) (root ast.Node, ctx *context) {
	ctx = &context{src: src, frontMatter: block}
	defer func() {
		switch fault := recover().(type) {
		case nil:
		case limitError:
			ctx.setTooLarge(fault)
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

// add adds a finding about the body. After the first ones of a rule, the others are only counted.
func (c *context) add(rule string, pos diag.Pos, message, hint string) {
	if c.countOnly(rule) {
		return
	}
	f := diag.Finding{Rule: rule, File: c.src.File, Pos: pos, Message: message, Hint: hint}
	if c.counts == nil {
		c.counts, c.summaries = map[string]int{}, map[string]int{}
	}
	if c.counts[rule]++; c.counts[rule] > diag.Most {
		c.summaries[rule] = len(c.findings)
		f.Many = 1
	}
	c.findings = append(c.findings, f)
}

// countOnly reports whether a rule has enough findings, and then counts one more. Call it before
// making an expensive finding.
func (c *context) countOnly(rule string) bool {
	at, full := c.summaries[rule]
	if full {
		c.findings[at].Many++
	}
	return full
}

// all returns the findings about the body.
func (c *context) all() []diag.Finding {
	for _, at := range c.summaries {
		c.findings[at] = c.findings[at].SumUp(c.findings[at].Many)
	}
	return c.findings
}
