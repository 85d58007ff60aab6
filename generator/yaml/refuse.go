package yaml

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/diag"
)

// refuse reports anchors, aliases and tags.
func (r *reader) refuse(n *yaml.Node, pos diag.Pos) {
	switch {
	case n.Kind == yaml.AliasNode:
		r.report(r.marked(pos, "*"+n.Value), fmt.Sprintf("alias *%s is not allowed here", n.Value), "write the value again where it is needed")
	case n.Anchor != "":
		r.report(r.marked(pos, "&"+n.Anchor), fmt.Sprintf("anchor &%s is not allowed here", n.Anchor), "delete it; write a value wherever it is needed")
	case n.Style&yaml.TaggedStyle != 0:
		r.report(pos, fmt.Sprintf("tag %s is not allowed here", n.Tag), "delete it; every value is read as its text")
	case bytes.HasPrefix(r.lineFrom(pos), []byte("! ")):
		r.report(pos, "tag ! is not allowed here", "delete it; every value is read as its text")
	}
}

// marked returns the position of an anchor or alias in the line of its value, since a tag may
// precede it.
func (r *reader) marked(pos diag.Pos, sign string) diag.Pos {
	if rest := r.restOfLine(pos); strings.Contains(rest, sign) {
		pos.Column += utf8.RuneCountInString(rest[:strings.Index(rest, sign)])
		pos.Width = utf8.RuneCountInString(sign)
	}
	return pos
}
