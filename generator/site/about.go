package site

import (
	"encoding/json"
	"net/url"

	"github.com/clausebook/clausebook/generator/manual"
)

// aboutLinked says of each document that a document names, in its text or its front matter, which title, revision and
// status it has: as JSON, by its address as seen from the page. It is empty if there is none.
func aboutLinked(b *Builder, p page, e *manual.Entry) string {
	about := map[string][3]string{}
	add := func(to *manual.Entry) {
		if to == nil || to == e || !to.Published() {
			return
		}
		address := p.Root + (&url.URL{Path: to.URL}).EscapedPath()
		if _, known := about[address]; !known {
			about[address] = [3]string{to.Title.Value, b.say("document.revision_line", to.Revision.Value), b.status(to).Word}
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
	if len(about) == 0 {
		return ""
	}
	text, _ := json.Marshal(about) // texts cannot fail
	return string(text)
}
