package yaml

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/clausebook/clausebook/generator/diag"
)

// endsEarly matches a value that YAML takes to end before its line does: [Draft] Purchasing, "A" and "B".
var endsEarly = regexp.MustCompile(`^(\s*(?:- )?[^\s:#][^:]*:\s+|\s*- )((?:\[[^\[\]]*\]|\{[^{}]*\}|"(?:[^"\\]|\\.)*"|'[^']*')[ \t]*[^\s,#\]}].*)$`)

// brokenValue reports a line whose value begins with a bracket or a quotation mark and goes on after the
// closing one, which the library reports as something else, and often a line later.
func (r *reader) brokenValue(at, from diag.Pos) bool {
	for _, line := range []int{at.Line, at.Line - 1, from.Line} {
		if line <= r.lineOffset || line >= r.end {
			continue
		}
		m := endsEarly.FindStringSubmatch(r.src.Line(line))
		if m == nil {
			continue
		}
		value := strings.TrimSpace(m[2])
		quoted := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
		if strings.Contains(value, `"`) && !strings.Contains(value, "'") {
			quoted = "'" + value + "'"
		}
		what := "bracket"
		if value[0] == '"' || value[0] == '\'' {
			what = "quotation mark"
		}
		pos := diag.Pos{Line: line, Column: 1 + utf8.RuneCountInString(m[1]), Width: utf8.RuneCountInString(value)}
		r.report(pos, fmt.Sprintf("the value begins with a %s and goes on after the closing one", what), "put the whole value in quotation marks: "+quoted)
		return true
	}
	return false
}
