package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"regexp"

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

// table writes CSV. What a spreadsheet would run as a formula gets an apostrophe before it, and no cell
// holds what a terminal or the runner of a pipeline would obey.
type table struct{ out *csv.Writer }

func newTable(w io.Writer, heads ...string) table {
	t := table{csv.NewWriter(w)}
	t.put(heads...)
	return t
}

func (t table) put(cells ...string) {
	for i, cell := range cells {
		cells[i] = noFormula(diag.Inert(diag.Clean(cell)))
	}
	_ = t.out.Write(cells) // an error stays, and end tells it
}

// formula is the beginning of a formula: one of the signs =, +, - and @, of full width or small too, at the
// beginning of a cell or behind a semicolon, which separates cells in many languages.
var formula = regexp.MustCompile(`(^|;)([\s\p{Z}\x{feff}\x{fffd}"]*[=+@＝＋－＠﹦﹢﹣﹫-])`)

func noFormula(cell string) string { return formula.ReplaceAllString(cell, "$1'$2") }

func (t table) end() error {
	t.out.Flush()
	return t.out.Error()
}
