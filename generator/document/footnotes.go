package document

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// unusedFootnotes reports footnotes without references, which goldmark drops. It has to run before
// goldmark's transformer.
type unusedFootnotes struct{}

func (unusedFootnotes) Transform(root *ast.Document, r text.Reader, pc parser.Context) {
	ctx := contextOf(pc)
	if !bytes.Contains(ctx.src.Text, []byte("[^")) {
		return
	}
	named := map[string]bool{}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		note, ok := n.(*east.Footnote)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		name := string(note.Ref)
		if note.Index < 0 {
			message, hint := "nothing refers to this footnote, and it is not shown", fmt.Sprintf("write [^%s] where it belongs, or take it out", name)
			if named[name] {
				message, hint = "a footnote before this one has the same name, and this one is not shown", "give one of them another name"
			}
			start := max(note.Pos(), 0)
			ctx.report("unused-footnote", start, start+len("[^]")+len(name), message, hint)
		}
		named[name] = true
		return ast.WalkContinue, nil
	})
}
