package yaml

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/diag"
)

var (
	fieldLine = regexp.MustCompile(`^( *)([\pL_][\pL\pN_ -]{0,40}):(?:[ \t]+(.*))?$`)
	// noBlank matches a field whose colon is followed by its value at once. An address or a time is not one.
	noBlank      = regexp.MustCompile(`^[\pL_](?:[\pL\pN_ -]{0,40}[\pL_])?(?::[^\s:/\\]|：)`)
	itemInLine   = regexp.MustCompile(`^( *(?:- )?[\pL_][\pL\pN_ -]{0,40}:[ \t]+)- `)
	specialStart = regexp.MustCompile("^( *(?:- )?[\\pL_][\\pL\\pN_ -]{0,40}:[ \\t]+|- )([*@`%!&\\]},?|>])")
	escape       = regexp.MustCompile(`\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0abtnvfre "/\\N_LP\t]|.?)`)
	shortEscape  = regexp.MustCompile(`^\\[xuU]$|^\\[^0abtnvfre "/\\N_LP\t]?$`)
)

// noSeparator reports a line that is no field because the blank after its colon is missing. The library reports the
// line after, or takes both for one value.
func (r *reader) noSeparator() bool {
	deep := false // in a value of several lines
	for n := r.lineOffset + 1; n < r.end; n++ {
		line := r.src.Line(n)
		if strings.HasPrefix(line, "--- ") || strings.HasPrefix(line, "%") {
			r.report(r.wholeLine(n), "this line is not `field: value`", "delete it")
			return true
		}
		indented := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "-") || line == ""
		if deep = deep && indented; deep || indented {
			continue
		}
		if m := fieldLine.FindStringSubmatch(line); m != nil {
			value := strings.TrimSpace(m[3])
			deep = value == "" || strings.ContainsAny(value[:1], `|>"'[{`)
			continue
		}
		if found := noBlank.FindString(line); found != "" {
			name, _, _ := strings.Cut(strings.Replace(found, "：", ":", 1), ":")
			r.report(r.wholeLine(n), fmt.Sprintf("a blank is missing after the colon of %s", name), fmt.Sprintf("write `%s: ` and then the value", name))
			return true
		}
	}
	return false
}

// wholeLine is the position of a line without its indentation.
func (r *reader) wholeLine(n int) diag.Pos {
	line := strings.TrimRight(r.src.Line(n), " \t\r")
	text := strings.TrimLeft(line, " ")
	return diag.Pos{Line: n, Column: 1 + len(line) - len(text), Width: utf8.RuneCountInString(text)}
}

// brokenLine reports what is wrong in the line that the library reports, where its words would mislead. context is what
// the library was reading.
func (r *reader) brokenLine(at diag.Pos, context string) bool {
	if at.Line >= r.end {
		return false
	}
	line := r.src.Line(at.Line)
	before := ""
	if at.Line > r.lineOffset+1 {
		before = r.src.Line(at.Line - 1)
	}
	if m := itemInLine.FindStringSubmatch(line); m != nil {
		pos := diag.Pos{Line: at.Line, Column: 1 + utf8.RuneCountInString(m[1]), Width: 1}
		r.report(pos, "a list begins in the line of its field", "put each `- item` in a line of its own below the field, or write [item, item]")
		return true
	}
	if m := specialStart.FindStringSubmatch(line); m != nil && utf8.RuneCountInString(m[1])+1 == at.Column {
		r.report(at, fmt.Sprintf("a value cannot begin with %s", m[2]), "put the value in quotation marks")
		return true
	}
	if rest := r.restOfLine(at); rest != "" && !strings.Contains(context, "flow") && strings.Contains("]}", rest[:1]) && strings.Trim(rest, "]} \t\r") == "" {
		r.report(at, fmt.Sprintf("this %s closes a bracket that was not opened", rest[:1]), "delete it")
		return true
	}
	m, above := fieldLine.FindStringSubmatch(line), fieldLine.FindStringSubmatch(before)
	if m == nil || len(m[1]) == 0 || strings.Count(line, ": ") > 1 {
		return false
	}
	if above == nil || len(above[1]) < len(m[1]) && strings.TrimSpace(above[3]) != "" || len(above[1]) > len(m[1]) {
		r.report(r.wholeLine(at.Line), fmt.Sprintf("this line is indented by %s, and not as the fields around it", blanks(len(m[1]))), "indent the fields of one list or map alike, and those of the document not at all; put a text of several lines that has a colon in quotation marks")
		return true
	}
	return false
}

func blanks(n int) string {
	if n == 1 {
		return "1 blank"
	}
	return fmt.Sprintf("%d blanks", n)
}

// openQuote reports a quoted value that does not end, or one that has a backslash which means nothing, as in
// "P:\Quality".
func (r *reader) openQuote(from diag.Pos) {
	value := r.restOfLine(from)
	if strings.HasPrefix(value, `"`) {
		for _, span := range escape.FindAllStringIndex(quoted(value), -1) {
			if found := value[span[0]:span[1]]; shortEscape.MatchString(found) && len(found) > 1 {
				pos := from
				pos.Column += utf8.RuneCountInString(value[:span[0]])
				pos.Width = utf8.RuneCountInString(found)
				r.report(pos, fmt.Sprintf("%s means nothing between double quotation marks", found), "write the backslash twice, or put the value in single quotation marks")
				return
			}
		}
	}
	hint := "close it; inside the value write it as \\\""
	if strings.HasPrefix(value, "'") {
		hint = "close it; inside the value write it twice"
	}
	r.report(from, "the quotation mark that opens here is not closed", hint)
}

var emptyItem = regexp.MustCompile(`([\[,][ \t]*),`)

// doubleComma reports a comma without an item before it in a list that is closed.
func (r *reader) doubleComma(from diag.Pos) bool {
	line := r.src.Line(from.Line)
	m := emptyItem.FindStringSubmatchIndex(line)
	if m == nil || !strings.ContainsAny(line[m[1]:], "]}") {
		return false
	}
	r.report(diag.Pos{Line: from.Line, Column: utf8.RuneCountInString(line[:m[1]]), Width: 1}, "nothing is before this comma", "delete the comma, or write what is missing")
	return true
}
