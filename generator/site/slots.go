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

// slots are the large parts of a page that templates place without looking into them: bodies, and the entries
// of the navigation. A template gets an empty element for each; its content is written afterwards, so that it
// is not copied twice.
//
// Such an element cannot come from anywhere else: what authors write is escaped, or is in a slot itself. In an
// attribute a template drops elements, so nothing is ever written there.
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

// add returns the element for a new slot. fill writes its content of about size bytes.
func (s *slots) add(size int, fill func(*bytes.Buffer) error) template.HTML {
	s.fill, s.size = append(s.fill, fill), s.size+size
	return template.HTML(slotStart + strconv.Itoa(len(s.fill)-1) + slotEnd)
}

// render writes the output of a template with its slots filled.
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

// buffers are reused: growing a new one for each page took more memory than everything else.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// usualPage is the largest size in bytes of a buffer that is reused; fullBuffer is the size at which a buffer is
// written out if possible.
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
