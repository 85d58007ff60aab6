package redline

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table is a table all of whose rows have the same number of cells.
type table struct {
	caption *html.Node
	rows    []*row
	columns int
}

type row struct {
	node  *html.Node
	head  bool // it is in a thead
	cells []*block
	key   string
	words []uint64
}

// tableOf reads a table. It is nil where cells span others, or rows differ in length.
func tableOf(n *html.Node) *table {
	t := &table{columns: -1}
	var read func(n *html.Node, head bool) bool
	read = func(n *html.Node, head bool) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Caption:
				t.caption = c
			case atom.Thead, atom.Tbody, atom.Tfoot:
				if !read(c, c.DataAtom == atom.Thead) {
					return false
				}
			case atom.Tr:
				if !t.add(c, head) {
					return false
				}
			}
		}
		return true
	}
	if !read(n, false) || len(t.rows) == 0 {
		return nil
	}
	return t
}

func (t *table) add(n *html.Node, head bool) bool {
	r := &row{node: n, head: head}
	var key strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if span(c, "colspan") || span(c, "rowspan") {
			return false
		}
		b := newBlock(c)
		r.cells = append(r.cells, b)
		key.WriteString(b.key)
		r.words = append(r.words, b.words...)
	}
	if t.columns >= 0 && len(r.cells) != t.columns || len(r.cells) == 0 {
		return false
	}
	t.columns, r.key = len(r.cells), key.String()
	t.rows = append(t.rows, r)
	return true
}

func span(n *html.Node, name string) bool {
	v := attribute(n, name)
	count, err := strconv.Atoi(v)
	return v != "" && (err != nil || count != 1)
}

// column gives the blocks of a column below each other, for the alignment of columns.
func (t *table) column(n int) *block {
	b := &block{node: t.rows[0].cells[n].node}
	head := t.rows[0].cells[n]
	b.key = head.key
	for _, r := range t.rows {
		b.words = append(b.words, r.cells[n].words...)
	}
	b.words = sorted(b.words)
	return b
}

// columns aligns the columns of two tables: by their heads, else by what they hold.
func alignColumns(was, is *table) []pair {
	a, b := make([]*block, was.columns), make([]*block, is.columns)
	for i := range a {
		a[i] = was.column(i)
	}
	for i := range b {
		b[i] = is.column(i)
	}
	if len(a) == len(b) {
		// Cells that changed are more likely than a column that was replaced, so columns without a partner stay in
		// their places where the heads or most others agree.
		pairs := alignBlocks(a, b)
		if same := count(pairs, func(p pair) bool { return p.was >= 0 && p.is >= 0 && p.was == p.is }); 2*same >= len(a) {
			inPlace := true
			for _, p := range pairs {
				inPlace = inPlace && (p.was < 0 || p.is < 0 || p.was == p.is)
			}
			if inPlace {
				return inOrder(len(a))
			}
		}
		return pairs
	}
	return alignBlocks(a, b)
}

func inOrder(n int) []pair {
	list := make([]pair, n)
	for i := range list {
		list[i] = pair{i, i}
	}
	return list
}

func count(pairs []pair, of func(pair) bool) int {
	n := 0
	for _, p := range pairs {
		if of(p) {
			n++
		}
	}
	return n
}

// alignRows aligns the rows of two tables, of which the same first cell tells most.
func alignRows(was, is *table, columns []pair) []pair {
	asBlocks := func(t *table, of func(pair) int) []*block {
		list := make([]*block, len(t.rows))
		for i, r := range t.rows {
			b := &block{node: r.node}
			var key strings.Builder
			for _, c := range columns {
				if n := of(c); n >= 0 && c.was >= 0 && c.is >= 0 {
					key.WriteString(r.cells[n].key)
					b.words = append(b.words, r.cells[n].words...)
					if n == 0 && len(r.cells[n].words) > 0 { // the first cell names the row
						b.words = append(b.words, hash(r.cells[n].key), hash(r.cells[n].key))
					}
				}
			}
			if b.key = key.String(); r.head {
				b.key = "head " + b.key
			}
			b.words = sorted(b.words)
			list[i] = b
		}
		return list
	}
	return alignBlocks(asBlocks(was, func(p pair) int { return p.was }), asBlocks(is, func(p pair) int { return p.is }))
}

// table writes two tables cell by cell.
func (w *writer) table(was, is *block) {
	columns := alignColumns(was.table, is.table)
	rows := alignRows(was.table, is.table, columns)
	w.open(is.node, "")
	if c := is.table.caption; c != nil {
		w.render(c)
	}
	t := tableWriter{writer: w}
	for _, p := range rows {
		switch {
		case p.is < 0:
			t.part(was.table.rows[p.was].head)
			t.row(was.table.rows[p.was], columns, Delete)
		case p.was < 0:
			t.part(is.table.rows[p.is].head)
			t.row(is.table.rows[p.is], columns, Insert)
		default:
			t.part(is.table.rows[p.is].head)
			t.merged(was.table.rows[p.was], is.table.rows[p.is], columns)
		}
	}
	t.end()
	w.close(is.node)
}

func (w *writer) wholeTable(of *table, op Op) {
	columns := inOrder(of.columns)
	t := tableWriter{writer: w}
	for _, r := range of.rows {
		t.part(r.head)
		t.row(r, columns, op)
	}
	t.end()
}

// tableWriter writes rows within thead and tbody.
type tableWriter struct {
	*writer
	in string
}

func (t *tableWriter) part(head bool) {
	name := "tbody"
	if head && t.in != "tbody" { // a head after the body would not be valid
		name = "thead"
	}
	if name != t.in {
		t.end()
		t.out.WriteString("<" + name + ">")
		t.in = name
	}
}

func (t *tableWriter) end() {
	if t.in != "" {
		t.out.WriteString("</" + t.in + ">")
	}
}

// row writes a row that one table only has. Columns that this table does not have stay empty.
func (t *tableWriter) row(r *row, columns []pair, op Op) {
	t.open(r.node, classes[op])
	label := map[Op]string{Insert: t.RowsIn, Delete: t.RowsOut}[op]
	for _, c := range columns {
		n := c.is
		if op == Delete {
			n = c.was
		}
		if n < 0 {
			t.out.WriteString("<td></td>")
			continue
		}
		t.cell(r.cells[n], op, label)
		label = ""
	}
	t.close(r.node)
}

// cell writes a cell that was inserted or deleted with its row or column, with a hidden label before it.
func (t *tableWriter) cell(b *block, op Op, label string) {
	t.open(b.node, classes[op])
	if label != "" {
		t.out.WriteString(`<span class="hush">[` + html.EscapeString(label) + `] </span>`)
	}
	t.quiet = true
	for _, part := range b.parts() {
		t.whole(part, op)
	}
	t.quiet = false
	t.close(b.node)
}

// merged writes a row of both tables.
func (t *tableWriter) merged(was, is *row, columns []pair) {
	t.open(is.node, "")
	for _, c := range columns {
		label := ""
		switch {
		case c.is < 0:
			if is.head {
				label = t.ColumnOut
			}
			t.cell(was.cells[c.was], Delete, label)
		case c.was < 0:
			if is.head {
				label = t.ColumnIn
			}
			t.cell(is.cells[c.is], Insert, label)
		default:
			t.merge(was.cells[c.was], is.cells[c.is])
		}
	}
	t.close(is.node)
}
