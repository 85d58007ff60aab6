package fields

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/diag"
)

// refuse reports what a reader of the file could not follow.
func (p *reader) refuse(n *yaml.Node, pos diag.Pos) {
	switch {
	case n.Kind == yaml.AliasNode:
		p.report(p.marked(pos, "*"+n.Value), fmt.Sprintf("alias *%s is not allowed here", n.Value), "write the value again where it is needed")
	case n.Anchor != "":
		p.report(p.marked(pos, "&"+n.Anchor), fmt.Sprintf("anchor &%s is not allowed here", n.Anchor), "delete it; write a value wherever it is needed")
	case n.Style&yaml.TaggedStyle != 0:
		p.report(pos, fmt.Sprintf("tag %s is not allowed here", n.Tag), "delete it; every value is read as its text")
	case strings.HasPrefix(p.from(pos), "! "):
		p.report(pos, "tag ! is not allowed here", "delete it; every value is read as its text")
	}
}

// marked is where a sign of the value at a place stands: a tag may come before an anchor. In a line
// below it is not looked for.
func (p *reader) marked(pos diag.Pos, sign string) diag.Pos {
	if rest := p.from(pos); strings.Contains(rest, sign) {
		pos.Column += utf8.RuneCountInString(rest[:strings.Index(rest, sign)])
		pos.Width = utf8.RuneCountInString(sign)
	}
	return pos
}
