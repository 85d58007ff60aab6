package document

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// destinationParser turns bare web and mail addresses into links. It skips lines that cannot
// contain one, because goldmark's parser would run at every blank.
type destinationParser struct{ parser.InlineParser }

func (d destinationParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	ctx := contextOf(pc)
	ctx.checkLine(len(line), at.Start)
	if known := &ctx.noAddress; at.Start < known.Start || at.Stop != known.Stop {
		if holdsAddress(line) {
			return d.InlineParser.Parse(parent, block, pc)
		}
		*known = at
	}
	return nil
}

// holdsAddress reports whether a line may contain a bare address.
func holdsAddress(line []byte) bool {
	return bytes.IndexByte(line, '@') >= 0 || bytes.Contains(line, []byte("://")) || bytes.Contains(line, []byte("www."))
}
