package yaml

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"github.com/clausebook/clausebook/generator/diag"
)

// unreadable reports an error of the YAML library in terms that do not require knowledge of YAML.
func (r *reader) unreadable(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		r.report(diag.Pos{Line: r.lineOffset + 1, Column: 1}, "this cannot be read as lines of `field: value`", "put values with special characters in quotation marks")
		return
	}
	at := diag.Pos{Line: load.Mark.Line + r.lineOffset, Column: load.Mark.Column}
	from := diag.Pos{Line: load.ContextMark.Line + r.lineOffset, Column: load.ContextMark.Column}
	if load.Mark.Line == 0 {
		at = diag.Pos{Line: r.lineOffset + 1, Column: 1}
	}
	if load.ContextMark.Line == 0 {
		from = at
	}
	r.explain(load.Message, load.ContextMsg, at, from)
}

func (r *reader) explain(message, context string, at, from diag.Pos) {
	line := r.src.Line(at.Line)
	next := string(r.src.Text[r.src.Offset(at.Line, at.Column):])
	switch {
	case strings.HasPrefix(line, "\t") || strings.HasPrefix(next, "\t"):
		r.report(at, "a tab indents this line; YAML takes blanks only", "replace the tab by two blanks")
	case strings.Contains(message, "cannot start any token") && next != "":
		char, _ := utf8.DecodeRuneInString(next)
		r.report(at, fmt.Sprintf("a value cannot begin with %c", char), "put the value in quotation marks")
	case r.noSeparator(), r.brokenLine(at, context):
	case strings.Contains(message, "mapping values are not allowed"):
		r.report(at, "a second `: ` in one line", "put the value in quotation marks if the colon is part of it")
	case strings.Contains(context, "quoted scalar"):
		r.openQuote(from)
	case strings.Contains(context, "flow"):
		from = r.opening(from)
		if !r.doubleComma(from) {
			r.report(from, "the bracket that opens here is not closed", r.bracketHint(from))
		}
	case r.brokenValue(at, from):
	case strings.Contains(message, "could not find expected ':'"), strings.Contains(message, "did not find expected key"):
		r.report(at, "expected `field: value` here", "check the indentation of this line and the line before")
	case strings.Contains(message, "multiple"):
		r.report(r.separator(), "this line ends the YAML, and more follows", "delete it")
	default:
		r.report(at, "this line cannot be read as `field: value`", "put the value in quotation marks, and check the indentation")
	}
}

// separator finds the line that separates two YAML documents, which the library does not report.
func (r *reader) separator() diag.Pos {
	for n := r.lineOffset + 1; n < r.end; n++ {
		if line := r.src.Line(n); strings.HasPrefix(line, "...") || strings.HasPrefix(line, "---") {
			return diag.Pos{Line: n, Column: 1, Width: utf8.RuneCountInString(line)}
		}
	}
	return diag.Pos{Line: r.lineOffset + 1, Column: 1}
}

// opening returns the position of an open bracket. If the library reports the end of the text, it
// is the last one.
func (r *reader) opening(at diag.Pos) diag.Pos {
	start, end := r.src.Offset(r.lineOffset+1, 1), r.src.Offset(r.end, 1)
	if r.src.Offset(at.Line, at.Column) < end && at.Line < r.end {
		return at
	}
	last := strings.LastIndexAny(string(r.src.Text[start:end]), "[{")
	at = r.src.Pos(start+max(last, 0), start+max(last, 0))
	return at
}

func (r *reader) bracketHint(from diag.Pos) string {
	if strings.Contains(r.src.Line(from.Line), " #") {
		return "` #` begins a comment that goes on to the end of the line; write 8.4.1#section without the blank"
	}
	return "add the missing ] or }"
}
