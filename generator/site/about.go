package site

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/clausebook/clausebook/generator/manual"
)

// linked is what pages say about a document that they link to.
type linked struct {
	once sync.Once
	path string
	json string // the path, with title, revision and status: a member of an object, without the first quotation mark
}

// aboutLinked says of each document that a document names, in its text or its front matter, which title, revision and
// status it has: as JSON, by its address as seen from the page. It is empty if there is none.
func aboutLinked(b *Builder, p page, e *manual.Entry) string {
	var list []*linked
	add := func(to *manual.Entry) {
		if to != nil && to != e && to.Published() {
			list = append(list, b.linked(to))
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
	slices.SortStableFunc(list, func(x, y *linked) int { return strings.Compare(x.path, y.path) })
	list = slices.CompactFunc(list, func(x, y *linked) bool { return x.path == y.path })
	if len(list) == 0 {
		return ""
	}
	root, _ := json.Marshal(p.Root)
	var text strings.Builder
	for i, l := range list {
		text.WriteByte("{,"[min(i, 1)])
		text.Write(root[:len(root)-1])
		text.WriteString(l.json)
	}
	text.WriteByte('}')
	return text.String()
}

// linked is made once for all pages, since many link to the same documents.
func (s *shared) linked(to *manual.Entry) *linked {
	l := &s.links[to.Rank]
	if to.Earlier != nil { // it has the rank of the revision in force
		l = &linked{}
	}
	l.once.Do(func() {
		l.path = (&url.URL{Path: to.URL}).EscapedPath()
		text, _ := json.Marshal(map[string][3]string{ // texts cannot fail
			l.path: {to.Title.Value, s.say("document.revision_line", to.Revision.Value), s.status(to).Word}})
		l.json = string(text[len(`{"`) : len(text)-len("}")])
	})
	return l
}
