package adopt

import (
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/generator/document"
)

// The sources of a value, in the order in which they are believed.
const (
	fromField    = "front matter"
	fromSpelling = "other spelling" // front matter under another name
	fromText     = "text"           // bold fields and tables at the top
	fromName     = "file name"
	fromHeading  = "heading"
	fromPath     = "path"
)

// sources lists them in order.
var sources = []string{fromField, fromSpelling, fromText, fromName, fromHeading, fromPath}

// pair is a key of control data with its value.
type pair struct {
	key, value string
	source     string
	line       int
}

// The part of a document that is searched for control data ends at the second heading, and here at the
// latest.
const headLines = 45

// head is what the top of a document says about it.
type head struct {
	pairs     []pair
	heading   string // the first heading, without marks
	level     int    // of the heading
	bare      bool   // nothing but headings has been read so far
	boldTitle string // a line in bold before the first heading
}

var (
	atxHeading = regexp.MustCompile(`^ {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	underline  = regexp.MustCompile(`^ {0,3}(?:=+|-{2,})[ \t]*$`)
	marker     = regexp.MustCompile(`^(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|[0-9]{1,3}[.)][ \t]+)`)
	delimiter  = regexp.MustCompile(`^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$`)
	boldKey    = regexp.MustCompile(`(?:\*{1,3}|__?)[ \t]*([^*_|:]{1,60}?)[ \t]*(?:[:：][ \t]*(?:\*{1,3}|__?)|(?:\*{1,3}|__?)[ \t]*[:：])`)
	boldWord   = regexp.MustCompile(`^(?:\*\*|__)[ \t]*([^*_|:]{1,60}?)[ \t]*(?:\*\*|__)[ \t]+(?:[–—-][ \t]+)?([\p{Lu}\pN](?:[^.!?]|\.[0-9]){0,60})$`)
	plainKey   = regexp.MustCompile(`^(\pL[^:|]{0,50}?)[ \t]*[:：](?:[ \t]+(.+))$`)
	lineBreak  = regexp.MustCompile(`(?i)<br\s*/?>`)
	several    = regexp.MustCompile(`[ \t]\|[ \t]|[ \t]{3,}|\t|[ \t][·•‖][ \t]|;[ \t]`)
)

// readHead searches the first lines of a body for control data.
func (v *vocabulary) readHead(lines []string, first int) head {
	var h head
	fence, comment := "", false
	var table []string
	tableAt := 0
	endTable := func() {
		h.pairs = append(h.pairs, tablePairs(v, tableRows(table), tableAt)...)
		table = nil
	}
	for i := 0; i < min(len(lines), headLines); i++ {
		text := unquote(lines[i])
		if fence == "" && (comment || strings.Contains(text, "<!--")) {
			text, comment = cutComment(text, comment)
			if text = strings.TrimSpace(text); text == "" {
				continue
			}
		}
		switch {
		case fence != "":
			if strings.HasPrefix(text, fence) {
				fence = ""
			}
			continue
		case strings.HasPrefix(text, "```"), strings.HasPrefix(text, "~~~"):
			fence = text[:3]
			continue
		}
		if heading, level := headingAt(lines, i); level > 0 {
			if !h.add(v, heading, level) {
				break
			}
			continue
		}
		h.line(v, text)
		if isTableLine(text) && (len(table) > 0 || strings.HasPrefix(text, "|") && strings.HasSuffix(text, "|") && strings.Count(text, "|") > 2 || i+1 < len(lines) && delimiter.MatchString(unquote(lines[i+1]))) {
			if len(table) == 0 {
				tableAt = first + i
			}
			table = append(table, text)
			continue
		}
		if len(table) > 0 {
			endTable()
		}
		pairs, skip := v.pairsAt(lines, i, text, first+i)
		h.pairs = append(h.pairs, pairs...)
		i += skip
	}
	endTable()
	h.settle(v)
	return h
}

// pairsAt reads the pairs that begin in a line of text, and returns how many more lines they have.
func (v *vocabulary) pairsAt(lines []string, i int, text string, line int) (pairs []pair, more int) {
	if rows, after, closed := htmlTable(lines, i); closed {
		pairs = tablePairs(v, rows, 0)
		for j := range pairs {
			pairs[j].line = line
		}
		return pairs, after - 1 - i
	}
	if value := definitionOf(lines, i); value != "" && v.isKey(text) {
		return kept(v, []pair{{plainKeyOf(text), value, fromText, line}}), 1
	}
	if value, n := v.below(lines, i); n > 0 {
		return kept(v, []pair{{plainKeyOf(text), value, fromText, line}}), n
	}
	return linePairs(v, marker.ReplaceAllString(text, ""), line), 0
}

// headingAt returns the text and the level of a heading in a line; of one that is underlined, in the line of the text.
// The level is 0 if there is none.
func headingAt(lines []string, i int) (string, int) {
	if m := atxHeading.FindStringSubmatch(lines[i]); m != nil {
		return m[1], strings.Count(lines[i][:len(lines[i])-len(strings.TrimLeft(lines[i], " #"))], "#")
	}
	if text, level := htmlHeadingAt(lines, i); level > 0 {
		return text, level
	}
	text := strings.TrimSpace(lines[i])
	if text == "" || i+1 >= len(lines) || !underline.MatchString(lines[i+1]) || underline.MatchString(lines[i]) ||
		isTableLine(text) || yamlLine.MatchString(text) || marker.MatchString(text) || strings.HasPrefix(text, ">") {
		return "", 0
	}
	return text, 1
}

// unquote removes the marks of quotations and the indentation.
func unquote(line string) string {
	line = strings.TrimSpace(line)
	for strings.HasPrefix(line, ">") {
		line = strings.TrimSpace(line[1:])
	}
	return line
}

func isTableLine(text string) bool {
	return strings.HasPrefix(text, "|") || strings.Count(text, "|") > 0
}

// linePairs reads the pairs in a line: with bold keys, or with known keys that are not.
func linePairs(v *vocabulary, text string, line int) []pair {
	if !strings.ContainsAny(text, ":：") {
		return kept(v, v.pairsWithoutColon(text, line))
	}
	text = strings.TrimPrefix(strings.ReplaceAll(text, ":: ", ": "), ":") // owner:: Buyer, and :Owner: Buyer
	var pairs []pair
	for _, part := range lineBreak.Split(text, -1) {
		for _, segment := range several.Split(part, -1) {
			pairs = append(pairs, segmentPairs(v, strings.TrimSpace(segment), line)...)
		}
	}
	return kept(v, pairs)
}

func segmentPairs(v *vocabulary, text string, line int) []pair {
	found := boldKey.FindAllStringSubmatchIndex(text, -1)
	if len(found) == 0 {
		m := plainKey.FindStringSubmatch(plain(text))
		if m == nil {
			return nil
		}
		if !v.isKey(m[1]) {
			if v.columns[fold(m[1])] {
				if _, rest := v.cutAtKey(m[2]); rest != "" { // Date: 2024-05-01 Owner: Buyer
					return segmentPairs(v, rest, line)
				}
			}
			return nil
		}
		if value, rest := v.cutAtKey(m[2]); rest != "" { // Revision: 3, Owner: Buyer
			return append([]pair{{m[1], value, fromText, line}}, segmentPairs(v, rest, line)...)
		}
		return []pair{{m[1], m[2], fromText, line}}
	}
	var pairs []pair
	for i, m := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		pairs = append(pairs, pair{plain(text[m[2]:m[3]]), text[m[1]:end], fromText, line})
	}
	return pairs
}

// longestValue is the length of the longest value of control data, in bytes. What is longer is running text.
const longestValue = 200

// kept cleans values, and drops empty ones, placeholders and running text.
func kept(v *vocabulary, pairs []pair) []pair {
	list := pairs[:0]
	for _, p := range pairs {
		if v.fields[fold(p.key)] == "clauses" {
			p.value = plain(lineBreak.ReplaceAllString(p.value, "; ")) // placeholders are reported
		} else {
			p.value = cleanValue(p.value)
		}
		if p.value != "" && p.key != "" && len(p.value) <= longestValue && len(p.key) <= 60 {
			list = append(list, p)
		}
	}
	return list
}

// cleanValue returns a value without marks; "" for one that says nothing.
func cleanValue(text string) string {
	text = strings.Trim(plain(lineBreak.ReplaceAllString(text, " ")), " ,;|·•\u00a0")
	for _, end := range []string{" /", " -", " –", " —"} {
		text = strings.TrimSuffix(text, end)
	}
	switch strings.ToLower(strings.Trim(text, ".")) {
	case "n/a", "na", "-", "–", "—", "none", "nil", "keine", "keiner", "aucun", "ninguno", "nessuno", "ingen", "/", "...":
		return ""
	}
	if document.Placeholder(text) != "" || strings.Contains(text, "☐") || strings.Trim(text, "-–—_. ") == "" {
		return ""
	}
	return text
}
