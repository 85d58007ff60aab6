package document

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/diagram"
)

// maxDiagrams limits the text of all diagrams of a document, in bytes.
const maxDiagrams = 64 << 10

// code draws a diagram, or reports one in a language that is not drawn.
func (b *body) code(n *ast.FencedCodeBlock) {
	language := strings.ToLower(string(n.Language(b.src.Text)))
	name := strings.Trim(language, "{}.:")
	switch {
	case name == "mermaid":
		b.diagram(n)
	case foreignLanguages[name]:
		b.ctx.foreign(n.Pos(), "diagram")
	case directive.MatchString(language):
		b.ctx.foreign(n.Pos(), "directive")
	}
}

// directive matches the language of a fenced block that MyST, Quarto or mdBook replaces: {note}, {figure}, {include}.
var directive = regexp.MustCompile(`^\{[a-z][\w:-]*\}$|^(?:ad-|admonish$)`)

// diagram replaces Mermaid text by its drawing. What is not understood stays code.
func (b *body) diagram(n *ast.FencedCodeBlock) {
	text := string(joinLines(n.Lines(), b.src.Text))
	if b.diagrams += len(text); b.diagrams > maxDiagrams {
		b.report("mermaid", b.lineOf(n, 1), fmt.Sprintf("the diagrams of the document up to here have more than %d bytes", maxDiagrams), "split the document; this diagram is shown as code")
		return
	}
	svg, notes := diagram.Draw(strings.ToValidUTF8(text, "\ufffd"))
	for _, note := range notes {
		hint := "the diagram is shown as code; write it with nodes, edges and subgraphs, or with participants and messages"
		if svg != "" {
			hint = "remove the line, or keep it for other tools"
		}
		b.report("mermaid", b.lineOf(n, note.Line), note.Message, hint)
	}
	if svg != "" {
		n.Parent().ReplaceChild(n.Parent(), n, &literal{html: []byte(svg + "\n"), block: true})
	}
}

// lineOf is the position of a line of a code block, counted from 1.
func (b *body) lineOf(n *ast.FencedCodeBlock, line int) diag.Pos {
	if line > n.Lines().Len() {
		return b.place(n)
	}
	segment := n.Lines().At(line - 1)
	segment = segment.TrimLeftSpace(b.src.Text)
	segment = segment.TrimRightSpace(b.src.Text)
	return b.src.Pos(segment.Start, max(segment.Start, segment.Stop))
}
