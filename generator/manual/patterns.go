package manual

import (
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// pattern is how ids of a manual are written: those that differ in their numbers only have one.
type pattern struct {
	ids    int
	widths []width // of their numbers
}

// width is the fewest digits that a number has, and the most.
type width struct{ least, most int }

// learn notes how ids are written, so that one in a text that no document has is known for one.
func (x *index) learn() {
	x.patterns, x.initials = map[string]*pattern{}, map[string]bool{}
	var widths []int
	for id := range x.byID {
		if !linkable(id) || !document.ValidID(id) {
			continue
		}
		var shape string
		shape, widths = shapeOf(id, widths[:0])
		p := x.patterns[shape]
		if p == nil {
			p = &pattern{widths: make([]width, len(widths))}
			for i, n := range widths {
				p.widths[i] = width{n, n}
			}
			x.patterns[shape] = p
		}
		p.ids++
		for i, n := range widths {
			p.widths[i] = width{min(p.widths[i].least, n), max(p.widths[i].most, n)}
		}
	}
	for shape, p := range x.patterns {
		if p.telling(shape) {
			first, _, _ := strings.Cut(shape, " ")
			x.initials[initial(first)] = true
		} else {
			delete(x.patterns, shape)
		}
	}
}

// telling reports whether what is written in a pattern can be nothing but an id. Two capitals or more can;
// A4 and Step 2 are found in texts that mean something else, so there has to be more than one such id.
func (p *pattern) telling(shape string) bool {
	letters := initial(shape)
	upper := len(letters) >= 2 && letters == strings.ToUpper(letters)
	const several = 2
	return upper || p.ids >= several && strings.ContainsAny(shape, "-_. ")
}

// initial is the letters with which an id begins.
func initial(id string) string {
	for i := range len(id) {
		if c := id[i] | 0x20; c < 'a' || c > 'z' {
			return id[:i]
		}
	}
	return id
}

// shapeOf gives an id with a 0 for each of its numbers, and their lengths.
func shapeOf(id string, widths []int) (string, []int) {
	var shape strings.Builder
	for i := 0; i < len(id); {
		if !digit(id[i]) {
			shape.WriteByte(id[i])
			i++
			continue
		}
		start := i
		for i < len(id) && digit(id[i]) {
			i++
		}
		shape.WriteByte('0')
		widths = append(widths, i-start)
	}
	return shape.String(), widths
}

// likeIDs reports whether a name is written as ids of the manual are. The last number may have a digit more,
// as QP-10 behind QP-9. A number with a year in it counts records, which are no documents.
func (x *index) likeIDs(name string) bool {
	if !linkable(name) || !document.ValidID(name) {
		return false
	}
	shape, widths := shapeOf(name, nil)
	p := x.patterns[shape]
	if p == nil || year.MatchString(name) {
		return false
	}
	for i, n := range widths {
		most := p.widths[i].most
		if i == len(widths)-1 {
			most++
		}
		if n < p.widths[i].least || n > most {
			return false
		}
	}
	return true
}

var year = regexp.MustCompile(`(?:^|[^0-9])(?:199|20[0-9])[0-9](?:[^0-9]|$)`)
