package generator_test

import (
	"encoding/xml"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/clausebook/clausebook/generator"
	"github.com/clausebook/clausebook/generator/manual"
)

// readFeed reads an Atom feed, and checks what RFC 4287 asks of one.
func readFeed(t *testing.T, data []byte) (titles []string) {
	t.Helper()
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Author  string   `xml:"author>name"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			ID, Updated, Title, Summary string
			Link                        struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	type entry struct {
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Title   string `xml:"title"`
	}
	var entries struct {
		Entries []entry `xml:"entry"`
	}
	for _, to := range []any{&feed, &entries} {
		if err := xml.Unmarshal(data, to); err != nil {
			t.Fatal(err)
		}
	}
	if feed.ID == "" || feed.Title == "" || feed.Author == "" || len(feed.Links) != 2 || feed.Links[0].Rel != "self" {
		t.Errorf("the feed lacks something: %+v", feed)
	}
	seen := map[string]bool{}
	last := "9999"
	for i, e := range entries.Entries {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Updated > last || e.ID == "" || e.Title == "" || seen[e.ID] || feed.Entries[i].Link.Href == "" {
			t.Errorf("entry %+v: %v", e, err)
		}
		seen[e.ID], last = true, e.Updated
		titles = append(titles, e.Title)
	}
	if _, err := time.Parse(time.RFC3339, feed.Updated); err != nil {
		t.Error(err)
	}
	return titles
}

// TestFeed: with a base address there is a feed of what became effective, and of nothing else.
func TestFeed(t *testing.T) {
	build := func(base, files string) map[string][]byte {
		folder := fstest.MapFS{"manual.yaml": {Data: []byte("title: T & <U>\ncompany: C\nedition: 2015\nscope: 9001\nscope_statement: S.\n")}}
		for i, line := range strings.Split(files, "; ") {
			f := strings.Fields(line) // id, revision, status, day
			folder[fmt.Sprintf("documents/%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil,
				"---\nid: %s\ntitle: A & <b>\nrevision: %s\nstatus: %s\nowner: O\napprover: M\napproved_date: 2020-01-01\neffective_date: %s\n---\n\nWords.\n", f[0], f[1], f[2], f[3])}
		}
		r, err := generator.Check(folder, generator.Options{Options: manual.Options{Date: "2026-11-22"}, BaseURL: base})
		if err != nil {
			t.Fatal(err)
		}
		return pages(t, r)
	}
	const base = "https://example.com/q"
	made := build(base, "QP-1 1.10 approved 2026-01-01; QP-2 2 approved 2026-05-01; QP-3 1 draft 2026-01-01; QP-4 1 approved 2026-12-24; QP-5 1 obsolete 2026-01-01")
	if got, want := strings.Join(readFeed(t, made["feed.xml"]), "; "), "QP-2 A & <b>, revision 2; QP-1 A & <b>, revision 1.10"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !strings.Contains(string(made["changes.html"]), `<link rel="alternate" type="application/atom+xml"`) {
		t.Error("changes.html does not name the feed")
	}
	if without := build("", "QP-1 1 approved 2026-01-01"); without["feed.xml"] != nil || strings.Contains(string(without["changes.html"]), "feed.xml") {
		t.Error("there is a feed without a base address")
	}
	readFeed(t, build(base, "QP-1 1 draft 2026-01-01")["feed.xml"])
	var many []string
	for i := range 60 {
		many = append(many, fmt.Sprintf("QP-%d 1 approved 2026-01-01", i))
	}
	if n := len(readFeed(t, build(base, strings.Join(many, "; "))["feed.xml"])); n != 50 {
		t.Errorf("%d entries", n)
	}
}

// TestFeedOfExample: the feed of the example is valid.
func TestFeedOfExample(t *testing.T) {
	r, err := generator.Check(os.DirFS("../example-manual"), generator.Options{Options: manual.Options{Date: today}, BaseURL: "https://example.com/"})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(readFeed(t, pages(t, r)["feed.xml"])); n != 50 {
		t.Errorf("%d entries", n)
	}
}
