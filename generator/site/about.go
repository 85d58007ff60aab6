package site

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
)

// linked is what pages with the same root say about a document that they link to.
type linked struct {
	address string // as seen from the page
	json    string // the address with title, revision and status, as a member of an object
}

// linkedKey identifies a linked.
type linkedKey struct {
	root string
	to   *manual.Entry
}

// aboutLinked says of each document that a document names, in its text or its front matter, which title, revision and
// status it has: as JSON, by its address as seen from the page. It is empty if there is none.
func aboutLinked(b *Builder, p page, e *manual.Entry) string {
	var list []linked
	add := func(to *manual.Entry) {
		if to != nil && to != e && to.Published() {
			list = append(list, b.linked(p.Root, to))
		}
	}
	for _, t := range b.manual.Targets(e) {
		add(t.Entry)
		for _, s := range t.Spans {
			add(s.Entry)
		}
	}
	for _, field := range e.IDFields() {
		for _, to := range b.manual.ByID(field.ID.Value) {
			add(to)
		}
	}
	for i := range e.Records {
		add(b.manual.Form(e, &e.Records[i]).Entry)
	}
	slices.SortStableFunc(list, func(x, y linked) int { return strings.Compare(x.address, y.address) })
	list = slices.CompactFunc(list, func(x, y linked) bool { return x.address == y.address })
	if len(list) == 0 {
		return ""
	}
	var text strings.Builder
	for i, l := range list {
		text.WriteByte("{,"[min(i, 1)])
		text.WriteString(l.json)
	}
	text.WriteByte('}')
	return text.String()
}

// linked is made once for all pages with the same root, since many link to the same documents.
func (s *shared) linked(root string, to *manual.Entry) linked {
	key := linkedKey{root, to}
	if known, ok := s.links.Load(key); ok {
		return known.(linked)
	}
	address := root + (&url.URL{Path: to.URL}).EscapedPath()
	text, _ := json.Marshal(map[string][3]string{ // texts cannot fail
		address: {to.Title.Value, s.say("document.revision_line", to.Revision.Value), s.status(to).Word}})
	made := linked{address, string(text[1 : len(text)-1])}
	s.links.Store(key, made)
	return made
}
