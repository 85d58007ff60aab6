package document

import (
	"iter"
	"strconv"
	"strings"
)

// Body is a rendered body with marks. It is a single string, because ten thousand bodies are held
// in memory.
type Body string

// Segment is a piece of a body: HTML, or a mark whose HTML depends on other documents.
type Segment struct {
	HTML string
	Mark Mark
	Ref  int // index into Refs; for OpenRef and CloseRef
}

// Mark is the kind of a segment without HTML.
type Mark int

// A Prefix precedes every id and in-page address, since print.html shows all documents on one page.
const (
	NoMark Mark = iota
	OpenRef
	CloseRef
	Prefix
)

// mark encodes a mark as NUL, letter, number, NUL. Texts contain no NUL, because diag.ReadSource
// replaces it.
func mark(m Mark, ref int) string {
	return "\x00" + string(marks[m]) + strconv.Itoa(ref) + "\x00"
}

const marks = "-ocp"

// Segments returns the pieces of the body in order.
func (b Body) Segments() iter.Seq[Segment] {
	return func(yield func(Segment) bool) {
		for rest := string(b); rest != ""; {
			start := strings.IndexByte(rest, 0)
			if start < 0 {
				yield(Segment{HTML: rest})
				return
			}
			if start > 0 && !yield(Segment{HTML: rest[:start]}) {
				return
			}
			rest = rest[start+1:]
			end := strings.IndexByte(rest, 0)
			ref, _ := strconv.Atoi(rest[1:end])
			if !yield(Segment{Mark: Mark(strings.IndexByte(marks, rest[0])), Ref: ref}) {
				return
			}
			rest = rest[end+1:]
		}
	}
}
