package document

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"

	"github.com/clausebook/clausebook/generator/diag"
	"github.com/clausebook/clausebook/generator/source"
)

const (
	maxLine  = 16 << 10 // bytes of a line
	maxMarks = 8 << 10  // signs for emphasis in one paragraph, cell or item
	maxNamed = 2000     // definitions of links and footnotes
	maxHeads = 5000     // headings
)

var (
	fence     = regexp.MustCompile("^ {0,3}(```+|~~~+)")
	delimiter = regexp.MustCompile(`^[ \t|:-]*-[ \t|:-]*$`)
	bullet    = regexp.MustCompile(`^[ \t]*([-+*]|1[.)])[ \t]`)
	named     = regexp.MustCompile(`^ {0,3}\[[^\]]*\]:`)
	numbered  = regexp.MustCompile(`^[ \t]*[0-9]{1,9}[.)][ \t]`)
)

// dense looks for text that would take goldmark the square of its length: one endless line, or
// thousands of signs for emphasis in one paragraph, of definitions or of headings. Such a body is not read as Markdown. Rows of a
// table and items of a list are looked at each by itself, as goldmark does; code is not looked at.
func dense(src *source.Source, first int) *diag.Finding {
	if sparse(src.Text) {
		return nil
	}
	marks, table, list, code := 0, false, false, ""
	definitions, headings := 0, 0
	for n := first; n <= src.LineCount(); n++ {
		line := src.Line(n)
		if m := fence.FindStringSubmatch(line); m != nil && (code == "" || strings.HasPrefix(m[1], code)) {
			if code == "" {
				code = m[1]
			} else {
				code = ""
			}
			continue
		}
		switch {
		case code != "":
			continue
		case strings.TrimSpace(line) == "":
			marks, table, list = 0, false, false
			continue
		case strings.Contains(line, "|") && delimiter.MatchString(line):
			table = true
		case bullet.MatchString(line):
			marks, list = 0, true
		case table, list && numbered.MatchString(line):
			marks = 0
		}
		marks += strings.Count(line, "*") + strings.Count(line, "_") + strings.Count(line, "~")
		if named.MatchString(line) {
			definitions++
		}
		if strings.HasPrefix(line, "#") {
			headings++
		}
		what := ""
		switch {
		case definitions > maxNamed:
			what = fmt.Sprintf("there are more than %d definitions of links and footnotes", maxNamed)
		case headings > maxHeads:
			what = fmt.Sprintf("there are more than %d headings", maxHeads)
		case len(line) > maxLine:
			what = fmt.Sprintf("the line has %d bytes, expected at most %d", len(line), maxLine)
		case marks > maxMarks:
			what = fmt.Sprintf("there are more than %d signs for emphasis without a blank line between", maxMarks)
		default:
			continue
		}
		return &diag.Finding{Rule: "too-large", File: src.File, Pos: diag.Pos{Line: n, Column: 1}, Message: what,
			Hint: "split the document or the text here; until then it is shown as plain text"}
	}
	return nil
}

// sparse reports that a whole text has less of everything than one paragraph may have, as nearly
// every text does.
func sparse(text []byte) bool {
	count := func(sign string) int { return bytes.Count(text, []byte(sign)) }
	if count("*")+count("_")+count("~") > maxMarks || count("]:") > maxNamed || count("#") > maxHeads {
		return false
	}
	for len(text) > maxLine {
		end := bytes.LastIndexByte(text[:maxLine+1], '\n')
		if end < 0 {
			return false
		}
		text = text[end+1:]
	}
	return true
}

// plainText shows a body as it stands in the file.
func plainText(src *source.Source, first int) Body {
	body := html.EscapeString(string(src.Text[src.Offset(first, 1):]))
	return Body("<pre tabindex=\"0\">" + body + "</pre>\n")
}
