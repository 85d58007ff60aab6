package redline

import (
	"slices"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// container writes two blocks that hold others.
func (w *writer) container(was, is *block) {
	a, b := was.parts(), is.parts()
	pairs := alignBlocks(a, b)
	w.open(is.node, "")
	if is.node != nil && is.node.DataAtom == atom.Ol {
		w.numbered(was, is, pairs)
	} else {
		w.pairs(a, b, pairs)
	}
	w.close(is.node)
}

// parts are the blocks within a block: of one that holds only a line, that line.
func (b *block) parts() []*block {
	if len(b.children) > 0 || len(b.inline) == 0 {
		return b.children
	}
	line := &block{inline: b.inline}
	line.sum()
	return []*block{line}
}

// numbered writes the items of a numbered list, each with the number that it has in its own text.
func (w *writer) numbered(was, is *block, pairs []pair) {
	a, b := was.parts(), is.parts()
	if count(pairs, func(p pair) bool { return p.was >= 0 && p.is >= 0 }) < len(pairs) {
		setNumbers(was.node, a)
		setNumbers(is.node, b)
	}
	w.pairs(a, b, pairs)
}

func setNumbers(list *html.Node, items []*block) {
	n, err := strconv.Atoi(attribute(list, "start"))
	if err != nil {
		n = 1
	}
	for _, item := range items {
		if item.node == nil || item.node.DataAtom != atom.Li {
			continue
		}
		item.node.Attr = append(slices.DeleteFunc(slices.Clone(item.node.Attr), func(a html.Attribute) bool { return a.Key == "value" }),
			html.Attribute{Key: "value", Val: strconv.Itoa(n)})
		n++
	}
}
