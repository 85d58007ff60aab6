//go:build !race

package generator_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/emersion/go-ical"
)

const hostileBase = "https://example.com/m/"

// TestHostileFiles: what a vector stands in is still a proper file of its kind, with nothing in it that leads elsewhere,
// for all that a site has beside its pages: feed, sitemap, calendar, tables, spreadsheet, JSON, scripts of the search.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	for _, files := range hostileSites(t, false) {
		seen := map[string]int{}
		for name, data := range files {
			if !fs.ValidPath(name) || strings.ContainsAny(name, "\\:\x00\n\"<>|*?") && !strings.HasPrefix(name, "files/") {
				t.Errorf("a file has the path %q", name)
			}
			kind := path.Ext(name)
			seen[kind]++
			switch kind {
			case ".xml":
				hostileXML(t, name, data)
			case ".json":
				if !json.Valid(data) {
					t.Errorf("%s is not JSON", name)
				}
			case ".csv":
				if rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll(); err != nil || len(rows) < 2 {
					t.Errorf("%s: %d rows, %v", name, len(rows), err)
				}
			case ".ics":
				hostileCalendar(t, name, data)
			case ".xlsx":
				hostileWorkbook(t, name, data)
			case ".js":
				if strings.HasPrefix(name, "search") {
					hostileScript(t, name, data)
				}
			}
		}
		for _, kind := range []string{".json", ".csv", ".ics", ".xlsx", ".js"} {
			if seen[kind] == 0 {
				t.Errorf("there is no %s", kind)
			}
		}
		if files["feed.xml"] != nil {
			if titles := readFeed(t, files["feed.xml"]); !strings.Contains(strings.Join(titles, "\n"), vectors[0]) {
				t.Errorf("the feed does not have the title %s as text", vectors[0])
			}
		}
	}
}

// hostileXML: a parser that accepts no fault reads it all, and each address is one of the site.
func hostileXML(t *testing.T, name string, data []byte) {
	t.Helper()
	known := map[string]bool{"feed": true, "id": true, "title": true, "updated": true, "author": true, "name": true, "link": true, "entry": true, "summary": true,
		"urlset": true, "url": true, "loc": true, "lastmod": true}
	element := ""
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		switch x := token.(type) {
		case xml.StartElement:
			if element = x.Name.Local; !known[element] {
				t.Errorf("%s has an element %s", name, element)
			}
			for _, a := range x.Attr {
				if a.Name.Local == "href" {
					ofSite(t, name, a.Value)
				}
			}
		case xml.CharData:
			if text := strings.TrimSpace(string(x)); text != "" && (element == "loc" || element == "id") {
				ofSite(t, name, text)
			}
		case xml.Directive:
			t.Errorf("%s has a directive %q", name, x)
		}
	}
}

// ofSite: an address is complete, below that of the site, and says what is in it.
func ofSite(t *testing.T, name, address string) {
	t.Helper()
	if u, err := url.Parse(address); err != nil || !strings.HasPrefix(address, hostileBase) || strings.ContainsAny(address, " \"<>\\\n") || strings.Contains(u.Path, "/../") {
		t.Errorf("%s: the address %q, %v", name, address, err)
	}
}

var calendarLine = regexp.MustCompile(`^(BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|NAME|X-WR-CALNAME|REFRESH-INTERVAL|X-PUBLISHED-TTL|UID|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|TRANSP|URL|CATEGORIES|STATUS)[;:]`)

// hostileCalendar: each line is one of ours, and a reader gets as many events as were begun.
func hostileCalendar(t *testing.T, name string, data []byte) {
	t.Helper()
	for line := range strings.SplitSeq(strings.ReplaceAll(string(data), "\r\n ", ""), "\r\n") {
		if line != "" && !calendarLine.MatchString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("%s has a line %q", name, line)
		}
		if address, ok := strings.CutPrefix(line, "URL:"); ok {
			ofSite(t, name, address)
		}
	}
	if _, err := ical.NewDecoder(bytes.NewReader(data)).Decode(); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// hostileWorkbook: every part is XML, no cell has a formula or more than Excel takes, and no link leads elsewhere.
func hostileWorkbook(t *testing.T, name string, data []byte) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		text, err := fs.ReadFile(archive, part.Name)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(text)); ; {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Errorf("%s, %s: %v", name, part.Name, err)
				break
			}
			switch x := token.(type) {
			case xml.StartElement:
				if x.Name.Local == "f" {
					t.Errorf("%s, %s has a formula", name, part.Name)
				}
				external, target := false, ""
				for _, a := range x.Attr {
					external = external || a.Name.Local == "TargetMode" && a.Value == "External"
					if a.Name.Local == "Target" {
						target = a.Value
					}
				}
				if external && linkedFile(target) == "" {
					t.Errorf("%s, %s leads to %q", name, part.Name, target)
				}
			case xml.CharData:
				if utf8.RuneCount(x) > 32767 {
					t.Errorf("%s, %s has a cell of %d characters", name, part.Name, utf8.RuneCount(x))
				}
			}
		}
	}
}

// linkedFile gives the file of the site that the address of a link in a spreadsheet leads to: relative without a base address.
func linkedFile(target string) string {
	name, based := strings.CutPrefix(target, hostileBase)
	name, _, _ = strings.Cut(name, "#")
	if unescaped, err := url.PathUnescape(name); err == nil && (based || !strings.Contains(target, "://")) && fs.ValidPath(unescaped) {
		return unescaped
	}
	return ""
}

// hostileScript: the index of the search calls one function with one value of JSON, without a character that ends a line of
// a script, or a script.
func hostileScript(t *testing.T, name string, data []byte) {
	t.Helper()
	text := strings.TrimSpace(string(data))
	inside, ok := strings.CutPrefix(text, "clausebookSearch(")
	inside, closed := strings.CutSuffix(strings.TrimSuffix(inside, ";"), ")")
	if !ok || !closed || !json.Valid([]byte("["+inside+"]")) {
		t.Errorf("%s is not one call with JSON: %.80q … %q", name, text, text[max(0, len(text)-40):])
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r == '\u2028' || r == '\u2029' || unicode.IsControl(r) && r != '\n' }) {
		t.Errorf("%s has a control character or a separator of lines", name)
	}
}
