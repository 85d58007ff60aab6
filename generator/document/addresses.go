package document

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// destinationParser makes links of web and mail addresses in text. Goldmark's parser looks for one behind
// every blank, and few lines hold any: those that do not are told at one look.
type destinationParser struct{ parser.InlineParser }

func (d destinationParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	ctx := contextOf(pc)
	ctx.fits(len(line), at.Start)
	if known := &ctx.bare; at.Start < known.Start || at.Stop != known.Stop {
		if holdsAddress(line) {
			return d.InlineParser.Parse(parent, block, pc)
		}
		*known = at
	}
	return nil
}

// holdsAddress reports whether a line may hold what the parser of addresses takes for one.
func holdsAddress(line []byte) bool {
	return bytes.IndexByte(line, '@') >= 0 || bytes.Contains(line, []byte("://")) || bytes.Contains(line, []byte("www."))
}
