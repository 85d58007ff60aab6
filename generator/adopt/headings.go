package adopt

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	htmlHeading = regexp.MustCompile(`(?i)^[ \t]*<h([1-6])\b[^<>]*>(.*)$`)
	headingEnd  = regexp.MustCompile(`(?i)</h[1-6]>`)
	boldLine    = regexp.MustCompile(`^(?:\*\*|__)([^*_|]{3,120})(?:\*\*|__)$`)
	image       = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)`)
	partNumber  = regexp.MustCompile(`^[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]?\s+`)
)

// htmlHeadingAt returns the text and the level of a heading in HTML that begins in a line; level 0 if there is none.
func htmlHeadingAt(lines []string, i int) (text string, level int) {
	m := htmlHeading.FindStringSubmatch(lines[i])
	if m == nil {
		return "", 0
	}
	text = m[2]
	const longest = 5 // lines
	for _, line := range lines[i+1 : min(len(lines), i+longest)] {
		if headingEnd.MatchString(text) {
			break
		}
		text += " " + line
	}
	end := headingEnd.FindStringIndex(text)
	if end == nil {
		return "", 0
	}
	return text[:end[0]], int(m[1][0] - '0')
}

// add takes over a heading, and reports whether control data can still follow. It ends at the second heading, but for
// a subtitle, which follows the first with nothing between, and for headings of control data such as Approval.
func (h *head) add(v *vocabulary, text string, level int) bool {
	text = withoutSymbols(plain(text))
	name := fold(partNumber.ReplaceAllString(text, ""))
	switch {
	case v.controlHeadings[name]:
		h.bare = false
		return true
	case h.heading == "":
		h.heading, h.level, h.bare = text, level, true
		return true
	}
	if !h.bare || v.firstParts[name] || partNumber.MatchString(text) {
		return false
	}
	h.join(v, text, level)
	return true
}

// join takes over what a subtitle adds to the heading: an id or a revision that is alone in one of them, or a heading of a higher
// level, which is the title.
func (h *head) join(v *vocabulary, text string, level int) {
	id := v.idInHeading(h.heading)
	switch {
	case id != "" && v.titleFrom(h.heading, id) == "":
		h.heading, h.level = h.heading+" "+text, level
	case id == "" && v.idIn(text) != "" && v.titleFrom(text, v.idIn(text)) == "":
		h.heading = text + " " + h.heading
	case v.onlyRevision(text) != "":
		h.heading += " " + text
	case level < h.level:
		h.heading, h.level = text, level
	}
}

// line notes a line that is not a heading: text ends what may be a subtitle, and a line in bold may be the title.
func (h *head) line(v *vocabulary, text string) {
	if !h.bare && (h.heading != "" || h.boldTitle != "") {
		return
	}
	said := plain(image.ReplaceAllString(text, ""))
	if strings.Trim(said, "-*_= ") == "" {
		return
	}
	h.bare = false
	if m := boldLine.FindStringSubmatch(text); m != nil && h.heading == "" && h.boldTitle == "" {
		if name := strings.TrimSpace(m[1]); !strings.HasSuffix(name, ":") && v.types[fold(name)] == "" && !v.isKey(name) && !v.controlHeadings[fold(name)] {
			h.boldTitle = plain(name)
		}
	}
}

// settle takes a line in bold before all headings as the title if no heading is one.
func (h *head) settle(v *vocabulary) {
	name := fold(partNumber.ReplaceAllString(h.heading, ""))
	if h.boldTitle != "" && (h.heading == "" || h.level > 1 && (partNumber.MatchString(h.heading) || v.firstParts[name])) {
		h.heading, h.level = h.boldTitle, 1
	}
}

// cutComment removes comments in HTML from a line. open reports whether one goes on after it.
func cutComment(line string, open bool) (text string, still bool) {
	for {
		if open {
			_, after, closed := strings.Cut(line, "-->")
			if !closed {
				return text, true
			}
			line, open = after, false
		}
		before, after, opens := strings.Cut(line, "<!--")
		text += before
		if !opens {
			return text, false
		}
		line, open = after, true
	}
}

// withoutSymbols removes pictures and other symbols around a heading: 📋 QP-01 Purchasing ✅.
func withoutSymbols(text string) string {
	words := strings.Fields(text)
	isSymbol := func(word string) bool {
		return strings.TrimFunc(word, func(r rune) bool { return unicode.In(r, unicode.So, unicode.Sk, unicode.Mn, unicode.Cf) }) == ""
	}
	for len(words) > 1 && isSymbol(words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && isSymbol(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}
