package document

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// wikiForm matches [[ID]], [[ID#heading]] or either with |text; a table writes the bar as \|.
// Blanks and hyphens may be of any kind, and may be entities.
var wikiForm = regexp.MustCompile(`^\[\[([A-Za-z0-9](?:[A-Za-z0-9._ -]|[\p{Zs}\x{ad}\x{200b}-\x{200d}\x{2010}-\x{2013}\x{2060}\x{2212}\x{feff}]|&#?[A-Za-z0-9]{1,8};)*)(?:#([^\]|\\\n]+))?(?:\\?\|([^\]\n]+))?\]\]`)

// wikiLink is the node of a wiki link.
type wikiLink struct {
	ast.BaseInline
	id, anchor, text string
	start, end       int
	ref              int
}

var kindWikiLink = ast.NewNodeKind("WikiLink")

func (w *wikiLink) Kind() ast.NodeKind { return kindWikiLink }

func (w *wikiLink) Dump(source []byte, level int) { ast.DumpHelper(w, source, level, nil, nil) }

// longestWiki limits the search for the end of a wiki link, in bytes.
const longestWiki = 500

type wikiParser struct{}

func (wikiParser) Trigger() []byte { return []byte{'['} }

func (wikiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil
	}
	// A link contains no brackets, so the first closing one ends it.
	end := bytes.IndexByte(line[:min(len(line), longestWiki)], ']')
	if end < 0 || end+1 == len(line) || line[end+1] != ']' {
		return nil
	}
	m := wikiForm.FindSubmatch(line[:end+2])
	if m == nil || bytes.HasPrefix(line[len(m[0]):], []byte("(")) {
		return nil
	}
	block.Advance(len(m[0]))
	n := &wikiLink{id: written(bytes.TrimSpace(m[1])), anchor: string(bytes.TrimSpace(m[2])),
		text: string(bytes.TrimSpace(m[3])), start: segment.Start, end: segment.Start + len(m[0])}
	n.SetPos(segment.Start)
	return n
}
