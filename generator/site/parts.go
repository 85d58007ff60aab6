package site

import (
	"slices"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
	"github.com/clausebook/clausebook/generator/view"
)

// part is a page of a list that is too long for one page.
type part struct {
	path    string
	entries []*manual.Entry
}

// inParts splits a list into parts of at most so many documents. There is at least one part, and the first
// keeps the address of the list.
func inParts(path string, entries []*manual.Entry, most int) []part {
	parts := []part{{path, entries[:min(len(entries), most)]}}
	for run := range slices.Chunk(entries[len(parts[0].entries):], most) {
		parts = append(parts, part{route.Part(path, len(parts)+1), run})
	}
	return parts
}

// partLinks links to each part by its first and last document. It is nil if there is only one part.
func partLinks(parts []part, at int) []view.Link {
	if len(parts) == 1 {
		return nil
	}
	var links []view.Link
	for n, p := range parts {
		first, last := p.entries[0].Name(), p.entries[len(p.entries)-1].Name()
		text := first + " – " + last
		if first == last {
			text = first
		}
		links = append(links, view.Link{Text: text, URL: p.path, Current: n == at})
	}
	return links
}

// partHeading is the heading of a part of a list: with its number, if there are several.
func (b *Builder) partHeading(list string, n int, parts []part) string {
	if len(parts) == 1 {
		return list
	}
	return b.say("frame.part", list, n+1, len(parts))
}
