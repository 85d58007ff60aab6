package site

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"sync"

	"github.com/clausebook/clausebook/generator/view"
)

// slots are the large parts of a page that templates place and need not look into: bodies, and the
// navigation's entries. A template gets an empty element in the place of each. What belongs there is
// written afterwards, so that no page copies it twice.
//
// The element cannot come from elsewhere: what authors write is escaped, or stands in a slot itself.
// In an attribute a template drops elements, so nothing is ever written there.
type slots struct {
	fill []func(*bytes.Buffer) error
	size int       // about the bytes that all of them write
	to   io.Writer // what a page that grows large is written to before it is complete; may be nil
}

// page is the common part of a view that is being made, with the slots of its template.
type page struct {
	view.Page
	slots *slots
}

const slotStart, slotEnd = `<cb-slot id="`, `"></cb-slot>`

// add gives what a template has to place for something that fill writes, of about a size.
func (s *slots) add(size int, fill func(*bytes.Buffer) error) template.HTML {
	s.fill, s.size = append(s.fill, fill), s.size+size
	return template.HTML(slotStart + strconv.Itoa(len(s.fill)-1) + slotEnd)
}

// render writes what a template makes, with its slots filled.
func (s *slots) render(to *bytes.Buffer, template func(raw *bytes.Buffer) error) error {
	raw := getBuffer()
	defer putBuffer(raw)
	if err := template(raw); err != nil {
		return err
	}
	return s.expand(to, raw.Bytes())
}

// expand copies a page with its slots filled.
func (s *slots) expand(to *bytes.Buffer, page []byte) error {
	to.Grow(min(len(page)+s.size, usualPage))
	for {
		before, rest, found := bytes.Cut(page, []byte(slotStart))
		to.Write(before)
		if !found {
			return nil
		}
		number, after, _ := bytes.Cut(rest, []byte(slotEnd))
		n, err := strconv.Atoi(string(number))
		if err != nil || n >= len(s.fill) {
			return fmt.Errorf("the page has no slot %q", number)
		}
		if err := s.fill[n](to); err != nil {
			return err
		}
		if err := s.flush(to); err != nil {
			return err
		}
		page = after
	}
}

// flush empties a buffer that is full into the writer of the page, so that a page of a hundred
// documents takes no more memory than one of them.
func (s *slots) flush(page *bytes.Buffer) error {
	if s.to == nil || page.Len() < fullBuffer {
		return nil
	}
	_, err := page.WriteTo(s.to)
	return err
}

// buffers are lent to one page after the other: growing a new one for each took more memory than
// all else.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// usualPage is the size past which a buffer is not kept for the next page, and fullBuffer the one past
// which it is written out where that is possible.
const usualPage, fullBuffer = 1 << 20, 64 << 10

func getBuffer() *bytes.Buffer { return buffers.Get().(*bytes.Buffer) }

func putBuffer(list ...*bytes.Buffer) {
	for _, b := range list {
		if b.Cap() <= usualPage {
			b.Reset()
			buffers.Put(b)
		}
	}
}
