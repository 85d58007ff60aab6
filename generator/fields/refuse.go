package fields

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/diag"
)

// refuse reports what a reader of the file could not follow.
func (r *reader) refuse(n *yaml.Node, pos diag.Pos) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.report(r.marked(pos, "*"+n.Value), fmt.Sprintf("alias *%s is not allowed here", n.Value), "write the value again where it is needed")
	case n.Anchor != "":
		r.report(r.marked(pos, "&"+n.Anchor), fmt.Sprintf("anchor &%s is not allowed here", n.Anchor), "delete it; write a value wherever it is needed")
	case n.Style&yaml.TaggedStyle != 0:
		r.report(pos, fmt.Sprintf("tag %s is not allowed here", n.Tag), "delete it; every value is read as its text")
	case strings.HasPrefix(r.from(pos), "! "):
		r.report(pos, "tag ! is not allowed here", "delete it; every value is read as its text")
	}
}

// marked is where a sign of the value at a place stands: a tag may come before an anchor. In a line
// below it is not looked for.
func (r *reader) marked(pos diag.Pos, sign string) diag.Pos {
	if rest := r.from(pos); strings.Contains(rest, sign) {
		pos.Column += utf8.RuneCountInString(rest[:strings.Index(rest, sign)])
		pos.Width = utf8.RuneCountInString(sign)
	}
	return pos
}
