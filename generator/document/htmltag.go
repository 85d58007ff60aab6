package document

import (
	"html"
	"regexp"
	"strconv"
	"strings"
)

// Authors' HTML is never copied into a page: a tag is read, and what is known of it is written anew from these tables.
// A filter for finished HTML such as bluemonday would neither see the Markdown between the tags nor give the place of
// what is lost, and it does not close what is open.

// tag is an HTML tag as an author wrote it.
type tag struct {
	name       string // in lower case; "" for comments, declarations and the like
	closes     bool
	attributes map[string]string // decoded; nil if there are none
	raw        map[string]string // the same as written
}

var (
	tagName       = regexp.MustCompile(`^<(/?)[ \t]*([A-Za-z][A-Za-z0-9-]*)`)
	tagAttributes = regexp.MustCompile(`([A-Za-z_:][A-Za-z0-9_.:-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>` + "`" + `]+))?`)
)

func readTag(written string) tag {
	m := tagName.FindStringSubmatchIndex(written)
	if m == nil {
		return tag{}
	}
	t := tag{name: strings.ToLower(written[m[4]:m[5]]), closes: m[2] < m[3]}
	rest := written[m[1]:]
	if t.closes || len(rest) <= 1 {
		return t
	}
	for _, a := range tagAttributes.FindAllStringSubmatch(rest, maxAttributes) {
		if t.attributes == nil {
			t.attributes, t.raw = map[string]string{}, map[string]string{}
		}
		name := strings.ToLower(a[1])
		if _, again := t.attributes[name]; again {
			continue
		}
		value := a[2]
		if len(value) > 1 && (value[0] == '"' || value[0] == '\'') {
			value = value[1 : len(value)-1]
		}
		t.raw[name] = strings.TrimSpace(value)
		t.attributes[name] = visible(strings.TrimSpace(html.UnescapeString(value)))
	}
	return t
}

// maxAttributes is the number of attributes of a tag that are read.
const maxAttributes = 50

// anchor is the in-page address that a tag sets, or "".
func (t tag) anchor() string {
	id := t.attributes["id"]
	if id == "" && t.name == "a" {
		id = t.attributes["name"]
	}
	if !validAnchor(id) {
		return ""
	}
	return id
}

// runs reports whether the tag would run something on the reader's machine.
func (t tag) runs() bool {
	for name := range t.attributes {
		if strings.HasPrefix(name, "on") {
			return true
		}
	}
	return false
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

var (
	// breakTags have no contents.
	breakTags = words("br wbr")
	// phrases are kept in a line of text.
	phrases = words("b i u s em strong sub sup kbd mark ins del small abbr code cite q var samp dfn")
	// wrappers have no effect of their own, or only one on looks: their contents are kept.
	wrappers = words("div p span center font section article header footer main nav aside figure figcaption address big tt nobr strike " +
		"link picture source hgroup label a colgroup col")
	// wrappingBlocks are those wrappers that begin a paragraph.
	wrappingBlocks = words("div p center section article header footer main nav aside figure figcaption address hgroup")
	// flows are kept as blocks.
	flows = words("details summary table caption thead tbody tfoot tr td th ul ol li dl dt dd blockquote hr")
	// htmlHeadings are shown in bold: only a heading in Markdown gets into the outline.
	htmlHeadings = words("h1 h2 h3 h4 h5 h6")
)

// flowAttributes returns the attributes of a block as the page has them, with the prefix of ids as a mark.
func (t tag) flowAttributes() string {
	var b strings.Builder
	number := func(name string, least, most int) {
		if n, err := strconv.Atoi(t.attributes[name]); err == nil && n >= least && n <= most {
			b.WriteString(" " + name + `="` + strconv.Itoa(n) + `"`)
		}
	}
	flag := func(name string) {
		if _, ok := t.attributes[name]; ok {
			b.WriteString(" " + name)
		}
	}
	switch t.name {
	case "td", "th":
		number("colspan", 2, maxSpan)
		number("rowspan", 2, maxSpan)
		if align := strings.ToLower(t.attributes["align"]); align == "right" || align == "center" {
			b.WriteString(` class="` + align + `"`)
		}
		if scope := strings.ToLower(t.attributes["scope"]); t.name == "th" && (scope == "row" || scope == "col") {
			b.WriteString(` scope="` + scope + `"`)
		}
	case "ol":
		number("start", 0, 1_000_000)
		flag("reversed")
	case "details":
		flag("open")
	}
	return b.String()
}

// maxSpan limits the rows and columns that a cell covers.
const maxSpan = 200

// size returns the width and height of a picture as 300, 300x200 or x200, or "".
func (t tag) size() string {
	width, height := pixels(t.attributes["width"]), pixels(t.attributes["height"])
	if height != "" {
		return width + "x" + height
	}
	return width
}

// pixels returns a length in pixels, or "".
func pixels(length string) string {
	n, err := strconv.Atoi(strings.TrimSuffix(length, "px"))
	if err != nil || n < 1 || n > 10_000 {
		return ""
	}
	return strconv.Itoa(n)
}
