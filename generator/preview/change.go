package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/clausebook/clausebook/generator/config"
	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/manual"
	"github.com/clausebook/clausebook/generator/site"
)

// change is what browsers learn of a rebuild. Pages are named by their paths in the site.
type change struct {
	Build   int      `json:"build"`
	Added   []string `json:"added"`
	Updated []string `json:"updated"`
	Removed []string `json:"removed"`
	// Renamed maps the old to the new page of documents whose address changed.
	Renamed map[string]string `json:"renamed"`
	// Styles reports that a style sheet changed, which needs no reload of the page.
	Styles bool `json:"styles"`

	files string // what changed, for the terminal
}

// changeTo compares two sites and returns nil if nothing changed. The open pages are compared by
// their bytes, all others by their keys.
func (s *snapshot) changeTo(now *snapshot, open []string) *change {
	c := &change{Added: []string{}, Updated: []string{}, Removed: []string{}, Renamed: map[string]string{}}
	saved := s.summarize(now)
	other := s.pages != nil && now.pages != nil && s.pages.Whole() != now.pages.Whole()
	if len(saved) == 0 && !other && s.stale() == now.stale() && slices.Equal(s.findings, now.findings) {
		return nil
	}
	switch c.files = listFiles(saved); {
	case now.unreadable:
		c.files = "reading failed"
	case s.unreadable && len(saved) == 0:
		c.files = "read again"
	}
	c.compareDocuments(s, now)
	c.Styles = s.sheets != now.sheets
	touched := s.touched(now)
	for _, page := range open {
		c.compareOpen(s, now, page, touched)
	}
	for _, list := range [][]string{c.Added, c.Updated, c.Removed} {
		slices.Sort(list)
	}
	return c
}

// compareDocuments compares the pages of all documents by their keys.
func (c *change) compareDocuments(before, now *snapshot) {
	if before.pages == now.pages {
		return
	}
	added, updated, removed := now.pages.Since(before.pages)
	c.Added, c.Updated, c.Removed = append(c.Added, added...), append(c.Updated, updated...), append(c.Removed, removed...)
	if len(removed) == 0 {
		return
	}
	gone := before.addresses()
	for file, to := range now.addresses() {
		if from := gone[file]; from != "" && from != to && slices.Contains(c.Removed, from) && slices.Contains(c.Added, to) {
			c.Renamed[from] = to
			c.Removed = without(c.Removed, from)
			c.Added = without(c.Added, to)
		}
	}
}

func without(list []string, word string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == word })
}

// addresses maps the file of each published document to its page.
func (s *snapshot) addresses() map[string]string {
	list := map[string]string{}
	if s.good != nil {
		for _, e := range s.good.Matrix.Manual.Entries {
			if latest := e.Latest(); latest.Published() {
				list[e.File] = latest.URL
			} else if e.Published() {
				list[e.File] = e.URL
			}
		}
	}
	return list
}

// compareOpen compares one page that a browser shows.
func (c *change) compareOpen(before, now *snapshot, page string, touched [][]byte) {
	if c.Renamed[page] != "" {
		return
	}
	old, fresh := before.page(page), now.page(page)
	c.Updated = without(c.Updated, page)
	switch {
	case old == nil && fresh == nil:
	case old == nil:
		c.Added = append(without(c.Added, page), page)
	case fresh == nil:
		c.Removed = append(without(c.Removed, page), page)
	case !bytes.Equal(old, fresh), slices.ContainsFunc(touched, func(name []byte) bool { return bytes.Contains(fresh, name) }):
		c.Updated = append(c.Updated, page)
	}
}

// page returns the bytes of an HTML page, or nil if there is none.
func (s *snapshot) page(name string) []byte {
	if s.pages == nil || !s.pages.Has(name) || path.Ext(name) != ".html" {
		return nil
	}
	data, err := s.pages.Bytes(name)
	if err != nil {
		return []byte(err.Error())
	}
	return data
}

// pageKey identifies the bytes of a page. It is the same in every run of the program.
func (s *snapshot) pageKey(name string) string {
	data := s.page(name)
	if data == nil {
		return ""
	}
	return key(data)
}

func key(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// sheets returns a key of all style sheets of a site.
func sheets(pages *site.Pages) (string, error) {
	all := sha256.New()
	for _, name := range pages.Sheets() {
		data, err := pages.Bytes(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(all, "%s %d\n%s", name, len(data), data)
	}
	return hex.EncodeToString(all.Sum(nil)[:8]), nil
}

// touched lists the changed pictures and forms by their addresses as written in pages.
func (s *snapshot) touched(now *snapshot) [][]byte {
	var list [][]byte
	for _, name := range s.touchedFiles(now) {
		if now.good == nil {
			continue
		}
		for _, f := range now.good.Manual.Files {
			if f.Path == name {
				list = append(list, []byte(html.EscapeString((&url.URL{Path: f.URL}).EscapedPath())))
			}
		}
	}
	return list
}

func (s *snapshot) touchedFiles(now *snapshot) []string {
	var list []string
	for name, state := range now.files {
		if old, ok := s.files[name]; ok && old != state {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

// summarize lists what changed between two checks, manual.yaml first.
func (s *snapshot) summarize(now *snapshot) []string {
	if now.unreadable {
		return nil
	}
	old, fresh := s.latest.Manual, now.latest.Manual
	var list []string
	if old.Config.Sum != fresh.Config.Sum {
		list = append(list, config.File)
	}
	for _, e := range fresh.Entries {
		if was := old.ByFile(e.File); was == nil || old.Text(was).Sum != fresh.Text(e).Sum {
			list = append(list, e.File)
		}
	}
	for _, e := range old.Entries {
		if fresh.ByFile(e.File) == nil {
			list = append(list, e.File)
		}
	}
	list = append(list, changedIntros(old, fresh)...)
	was, is := paths(old.Files), paths(fresh.Files)
	for name := range is {
		if !was[name] {
			list = append(list, name)
		}
	}
	for name := range was {
		if !is[name] {
			list = append(list, name)
		}
	}
	list = append(list, s.touchedFiles(now)...)
	if old.Options.Date != fresh.Options.Date {
		list = append(list, "the day")
	}
	if o, f := old.Options.History, fresh.Options.History; (o == nil) != (f == nil) || o != nil && o.Head != f.Head {
		list = append(list, "a commit")
	}
	slices.SortStableFunc(list, func(a, b string) int {
		return strings.Compare(strings.TrimPrefix(a, config.File), strings.TrimPrefix(b, config.File))
	})
	return list
}

// changedIntros lists the pages of sections that are new, changed or gone.
func changedIntros(old, fresh *manual.Manual) []string {
	sums := map[string]uint64{}
	for _, d := range manual.IntroTexts(old) {
		sums[d.File] = d.Sum
	}
	var list []string
	for _, d := range manual.IntroTexts(fresh) {
		if was, ok := sums[d.File]; !ok || was != d.Sum {
			list = append(list, d.File)
		}
		delete(sums, d.File)
	}
	return append(list, slices.Sorted(maps.Keys(sums))...)
}

func paths(files []*manual.File) map[string]bool {
	list := make(map[string]bool, len(files))
	for _, f := range files {
		list[f.Path] = true
	}
	return list
}

// listFiles names at most three files.
func listFiles(files []string) string {
	const most = 3
	if len(files) == 0 {
		return "theme"
	}
	text := strings.Join(files[:min(most, len(files))], ", ")
	if more := len(files) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return diag.Clean(text)
}
