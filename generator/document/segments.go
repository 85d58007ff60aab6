package document

import (
	"iter"
	"strconv"
	"strings"
)

// Body is a rendered body with marks in it. It is one string, since ten thousand of them are held at
// once.
type Body string

// Segment is a piece of a body: HTML, or a mark whose HTML depends on other documents.
type Segment struct {
	HTML string
	Mark Mark
	Ref  int // index into Refs, of OpenRef and CloseRef
}

// Mark says what stands at a segment without HTML.
type Mark int

// A Prefix stands before every id and in-page address, since print.html shows all documents on
// one page.
const (
	NoMark Mark = iota
	OpenRef
	CloseRef
	Prefix
)

// A mark in the rendered text is a NUL, a letter, a number and a NUL. No text holds a NUL: it was
// replaced when the source was read.
func mark(m Mark, ref int) string {
	return "\x00" + string(marks[m]) + strconv.Itoa(ref) + "\x00"
}

const marks = "-ocp"

// Segments gives the pieces of the body in order.
func (b Body) Segments() iter.Seq[Segment] {
	return func(yield func(Segment) bool) {
		for rest := string(b); rest != ""; {
			html, after, marked := strings.Cut(rest, "\x00")
			if html != "" && !yield(Segment{HTML: html}) || !marked {
				return
			}
			mark, after, _ := strings.Cut(after, "\x00")
			ref, _ := strconv.Atoi(mark[1:])
			if !yield(Segment{Mark: Mark(strings.IndexByte(marks, mark[0])), Ref: ref}) {
				return
			}
			rest = after
		}
	}
}
