package document

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// wikiForm matches [[name]], [[name#heading]], [[#heading]] or one of them with |text; a table writes the bar as \|. A
// name is an id, a path or a title in any script, and may have entities.
var wikiForm = regexp.MustCompile(`^\[\[((?:(?:[\pL\pN_./(]|&#?[A-Za-z0-9]{1,8};)(?:&#[A-Za-z0-9]{1,8};|[^\[\]|#\n\\]|\\[^\[\]|#\n])*)?)(?:#([^\[\]|\\\n]+))?(?:\\?\|([^\]\n]+))?\]\]`)

// tableOfContents matches what asks other tools for a table of contents. A page has its own.
var tableOfContents = regexp.MustCompile(`(?i)^\[\[?_?toc_?\]?\]$`)

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

func (wikiParser) Trigger() []byte { return []byte{'[', '!'} }

func (wikiParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	embeds := line[0] == '!'
	if embeds {
		line = line[1:]
	}
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
	n := &wikiLink{id: written(bytes.TrimSpace(m[1])), anchor: written(bytes.TrimSpace(m[2])),
		text: written(bytes.TrimSpace(m[3])), start: segment.Start, end: segment.Start + len(m[0])}
	if n.id == "" && n.anchor == "" || tableOfContents.Match(m[0]) {
		return nil
	}
	if embeds {
		n.end++
	}
	block.Advance(n.end - n.start)
	n.SetPos(segment.Start)
	if embeds && shownFiles[strings.ToLower(path.Ext(n.id))] {
		return embedded(n)
	}
	if embeds {
		contextOf(pc).foreign(n.start, "embedded-document")
	}
	if block := strings.IndexByte(n.anchor, '^'); block == 0 && n.id != "" {
		contextOf(pc).foreign(n.start, "block-link")
		n.anchor = ""
	}
	return n
}

// shownFiles are the endings of files that an embed shows.
var shownFiles = words(".png .jpg .jpeg .gif .svg .webp .avif .bmp .ico")

var embeddedSize = regexp.MustCompile(`^([0-9]{1,4})?(?:x([0-9]{1,4}))?$`)

// embedded returns the picture for ![[picture.png]]; the text behind its bar is a size or an alternative text.
func embedded(n *wikiLink) *picture {
	p := &picture{address: encodePath(n.id), byName: true, start: n.start, end: n.end}
	p.SetPos(n.start)
	for part := range strings.SplitSeq(n.text, "|") {
		if m := embeddedSize.FindStringSubmatch(part); m != nil {
			p.size = tag{attributes: map[string]string{"width": m[1], "height": m[2]}}.size()
		} else {
			p.alt = part
		}
	}
	if p.alt == "" {
		p.alt = strings.TrimSuffix(path.Base(n.id), path.Ext(n.id))
	}
	return p
}

// encodePath writes a path as the destination of a Markdown link.
func encodePath(name string) string {
	return strings.TrimPrefix((&url.URL{Path: name}).EscapedPath(), "./")
}
