package document

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	meta "github.com/yuin/goldmark-meta"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/clausebook/clausebook/generator/diag"
)

// maxFrontMatter is the size limit of front matter, in bytes.
const maxFrontMatter = 64 << 10

// frontMatterLines is the extent of the front matter: the line of its closing `---`, or 0 and the
// reason.
type frontMatterLines struct {
	end     int
	finding *diag.Finding
	bare    bool // there is no front matter at all
}

func (f frontMatterLines) closed() bool { return f.end > 0 }

// findFrontMatter finds the closing line before any parser runs, since goldmark-meta treats an
// unclosed block as the whole document and has no limit.
func findFrontMatter(src *diag.Source) frontMatterLines {
	fault := func(line int, message, hint string) frontMatterLines {
		return frontMatterLines{finding: &diag.Finding{Rule: "front-matter", File: src.File,
			Pos: diag.Pos{Line: line, Column: 1, Width: utf8.RuneCountInString(src.Line(line))}, Message: message, Hint: hint}}
	}
	const example = "begin it with `---`, then `id:`, `title:`, `revision:`, `status:` and `owner:`, then `---`"
	if len(bytes.TrimSpace(src.Text)) == 0 {
		f := fault(1, "the file is empty, expected a document", example)
		f.bare = true
		return f
	}
	if !isFence(src.Line(1)) {
		if line := firstLine(src); isFence(src.Line(line)) {
			return fault(line, "front matter has to begin on line 1", "delete the lines before it")
		}
		if line := firstLine(src); opensWithFields(src, line) {
			return fault(line, "the front matter has no line `---` before it", "put a line `---` before this one")
		}
		f := fault(1, "the document has no front matter", example)
		f.bare = true
		return f
	}
	for line := 2; line <= src.LineCount(); line++ {
		if isFence(src.Line(line)) {
			if size := src.Offset(line, 1); size > maxFrontMatter {
				return fault(1, fmt.Sprintf("the front matter has %d bytes, expected at most %d", size, maxFrontMatter),
					"move text to the body")
			}
			return frontMatterLines{end: line}
		}
	}
	return fault(1, "the front matter that opens here is not closed", "put a line `---` after the last field")
}

// opensWithFields reports whether a text begins like front matter whose opening line is missing: with known
// fields, the first of which is followed by others or by a line `---`.
func opensWithFields(src *diag.Source, line int) bool {
	const most = 60
	known := 0
	for n := line; n <= min(src.LineCount(), line+most); n++ {
		text := src.Line(n)
		if isFence(text) {
			return known > 0
		}
		name, value, found := strings.Cut(text, ":")
		if found && KnownField(name) && (value == "" || value[0] == ' ') {
			if known++; known > 1 {
				return true
			}
		} else if n == line {
			return false
		}
	}
	return false
}

func isFence(line string) bool { return strings.TrimRight(line, " \t") == "---" }

func firstLine(src *diag.Source) int {
	for n := 1; n <= src.LineCount(); n++ {
		if strings.TrimSpace(src.Line(n)) != "" {
			return n
		}
	}
	return 1
}

// frontMatter lets goldmark-meta recognize the block, and keeps its lines. The values that
// goldmark-meta decodes are not used: it reads 4.10 as 4.1. It would also end the block at a line
// with a single dash, so it sees only the closing line.
type frontMatter struct{ parser.BlockParser }

func newFrontMatter() parser.BlockParser { return frontMatter{meta.NewParser()} }

func (f frontMatter) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if !contextOf(pc).frontMatter.closed() {
		return nil, parser.NoChildren
	}
	return f.BlockParser.Open(parent, r, pc)
}

func (f frontMatter) Continue(node ast.Node, r text.Reader, pc parser.Context) parser.State {
	ctx := contextOf(pc)
	if line, _ := r.Position(); line+1 >= ctx.frontMatter.end {
		return f.BlockParser.Continue(node, r, pc)
	}
	_, segment := r.PeekLine()
	node.Lines().Append(segment)
	return parser.Continue | parser.NoChildren
}

func (f frontMatter) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	contextOf(pc).meta = node.Lines()
	node.Parent().RemoveChild(node.Parent(), node)
}
