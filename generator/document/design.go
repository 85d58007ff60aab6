package document

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"github.com/clausebook/clausebook/generator/designwords"
	"github.com/clausebook/clausebook/generator/diag"
)

// maxDesignWords is the largest number of words about design that are kept of a document.
const maxDesignWords = 5

// DesignWord is a word in the text that tells of design and development.
type DesignWord struct {
	Text string
	Pos  diag.Pos
}

// designWords finds words about design in paragraphs, lists and tables, each once. Headings and code
// are left out, and so is what is below a heading that says why design does not apply.
func (b *body) designWords(root ast.Node) []DesignWord {
	if !designwords.May(b.src.Text) {
		return nil
	}
	var list []DesignWord
	quiet := 0 // the level of the heading whose section is left out
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			if quiet == 0 || n.Level <= quiet {
				quiet = 0
				if text := b.plain(n); designwords.Excluded(text) {
					quiet = n.Level
				}
			}
			return ast.WalkSkipChildren, nil
		case *ast.Paragraph, *ast.TextBlock, *east.TableCell:
			if quiet == 0 {
				list = b.designIn(n, list)
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return list
}

// designIn adds the words of a block that are not in the list.
func (b *body) designIn(n ast.Node, list []DesignWord) []DesignWord {
	lines := n.Lines()
	if lines == nil || lines.Len() == 0 {
		return list
	}
	start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if !designwords.May(b.src.Text[start:stop]) {
		return list
	}
	for _, w := range designwords.Find(string(b.src.Text[start:stop])) {
		known := false
		for _, other := range list {
			known = known || designwords.Same(other.Text, w.Text)
		}
		if !known && len(list) < maxDesignWords {
			list = append(list, DesignWord{w.Text, b.src.Pos(start+w.At, start+w.At+len(w.Text))})
		}
	}
	return list
}
