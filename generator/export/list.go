package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// list writes a JSON object whose last member is a list: the bytes that diag.WriteJSON would write,
// made item by item, since all at once they take more memory than the documents they tell of.
type list struct {
	to    *bufio.Writer
	item  bytes.Buffer
	first bool
	err   error
}

// newList writes the members before the list, which head has as its fields.
func newList(w io.Writer, head any, name string) *list {
	l := &list{to: bufio.NewWriter(w), first: true}
	start := bytes.TrimSuffix(l.text(head), []byte("}"))
	if start = bytes.TrimSuffix(start, []byte("\n")); len(start) > 1 {
		start = append(start, ',')
	}
	l.to.Write(start)
	l.to.WriteString("\n  \"" + name + "\": [")
	return l
}

func (l *list) put(item any) {
	if !l.first {
		l.to.WriteString(",")
	}
	l.first = false
	l.to.WriteString("\n    ")
	// No string of JSON holds a line feed, so each begins a line.
	l.to.Write(bytes.ReplaceAll(l.text(item), []byte("\n"), []byte("\n    ")))
}

// text is a value as it stands at the beginning of a line.
func (l *list) text(v any) []byte {
	l.item.Reset()
	if err := diag.WriteJSON(&l.item, v); err != nil && l.err == nil {
		l.err = err
	}
	return bytes.TrimSuffix(l.item.Bytes(), []byte("\n"))
}

// end gives the first error of all that was written.
func (l *list) end() error {
	if !l.first {
		l.to.WriteString("\n  ")
	}
	l.to.WriteString("]\n}\n")
	if err := l.to.Flush(); l.err == nil {
		l.err = err
	}
	return l.err
}

// table writes CSV. A cell that a spreadsheet would run as a formula gets an apostrophe before it,
// and none holds what a terminal would obey.
type table struct{ out *csv.Writer }

func newTable(w io.Writer, heads ...string) table {
	t := table{csv.NewWriter(w)}
	t.put(heads...)
	return t
}

func (t table) put(cells ...string) {
	for i, cell := range cells {
		cells[i] = diag.Clean(cell)
		if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
			cells[i] = "'" + cells[i]
		}
	}
	_ = t.out.Write(cells) // an error stays, and end tells it
}

func (t table) end() error {
	t.out.Flush()
	return t.out.Error()
}
