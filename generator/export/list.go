package export

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"io"
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
)

// list writes a JSON object whose last member is a list, with the same bytes as diag.WriteJSON but
// item by item, to save memory.
type list struct {
	to    *bufio.Writer
	item  bytes.Buffer
	first bool
	err   error
}

// newList writes the members before the list, which are the fields of head.
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
	// JSON strings contain no line feeds, so each one starts a line.
	l.to.Write(bytes.ReplaceAll(l.text(item), []byte("\n"), []byte("\n    ")))
}

// text is the JSON of a value at the start of a line.
func (l *list) text(v any) []byte {
	l.item.Reset()
	if err := diag.WriteJSON(&l.item, v); err != nil && l.err == nil {
		l.err = err
	}
	return bytes.TrimSuffix(l.item.Bytes(), []byte("\n"))
}

// end completes the object and returns the first error.
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

// table writes CSV. Cells that a spreadsheet would run as a formula get an apostrophe, and no cell
// contains anything that a terminal or pipeline runner would execute.
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
	_ = t.out.Write(cells) // the error is returned by end
}

// formula matches the start of a formula: =, +, - or @, in any width, at the start of a cell or
// after a semicolon, which separates cells in many languages.
var formula = regexp.MustCompile(`(^|;)([\s\p{Z}\x{feff}\x{fffd}"]*[=+@＝＋－＠﹦﹢﹣﹫-])`)

func noFormula(cell string) string {
	if strings.IndexByte(cell, ';') < 0 && (cell == "" || strings.IndexByte(wordStarts, cell[0]) >= 0) {
		return cell // as nearly all are
	}
	return formula.ReplaceAllString(cell, "$1'$2")
}

const wordStarts = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

func (t table) end() error {
	t.out.Flush()
	return t.out.Error()
}
