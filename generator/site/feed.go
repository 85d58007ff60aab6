package site

import (
	"cmp"
	"encoding/xml"
	"net/url"
	"slices"

	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/route"
)

// feedEntries is the largest number of entries of the feed.
const feedEntries = 50

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// feed is an Atom feed of what became effective: the revisions in force, the latest first. An entry keeps its id as long
// as its revision is in force. It needs a base address.
func feed(b *Builder) ([]byte, error) {
	var list []*manual.Entry
	for _, e := range b.current {
		if b.tally.Effective(e) {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(x, y *manual.Entry) int {
		return cmp.Or(cmp.Compare(y.InForceFrom().Value, x.InForceFrom().Value), manual.ByRank(x, y))
	})
	list = list[:min(len(list), feedEntries)]
	f := atomFeed{
		Lang: b.words.Name, ID: b.base, Title: b.say("feed.title", b.manual.Title.Value), Author: cmp.Or(b.manual.Company.Value, b.manual.Title.Value),
		Updated: midnight(b.manual.Options.Date),
		Links:   []atomLink{{"self", "application/atom+xml", b.base + route.Feed}, {"alternate", "text/html", b.base + route.Changes}},
	}
	for i, e := range list {
		day := e.InForceFrom().Value
		if i == 0 {
			f.Updated = midnight(day)
		}
		address := b.base + (&url.URL{Path: e.URL}).EscapedPath()
		summary := b.say("feed.effective", e.Revision.Value, b.words.Day(day))
		if e.Summary.Given() {
			summary += " " + e.Summary.Value
		}
		f.Entries = append(f.Entries, atomEntry{
			ID: address + "#revision-" + url.QueryEscape(e.Revision.Value), Title: b.say("feed.entry", e.ID.Value, e.Title.Value, e.Revision.Value),
			Updated: midnight(day), Link: atomLink{"alternate", "text/html", address}, Summary: summary,
		})
	}
	out, err := xml.MarshalIndent(f, "", "  ")
	return append([]byte(xml.Header), append(out, '\n')...), err
}

// midnight is the beginning of a day as Atom writes times.
func midnight(day string) string { return day + "T00:00:00Z" }
