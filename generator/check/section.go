package check

import (
	"strings"
	"sync"
)

// sections holds the reference by rule, from each heading to the next.
var sections = sync.OnceValue(func() map[string]string {
	texts := map[string]string{}
	rule, fenced := "", false
	for line := range strings.Lines(reference) {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if name, heading := strings.CutPrefix(line, "## "); heading && !fenced {
			rule = strings.TrimSpace(name)
		}
		if rule != "" {
			texts[rule] += line
		}
	}
	return texts
})

// Section returns the reference on the rule with its heading and examples, as Markdown for a
// terminal: code blocks are indented and introduced, internal links are plain text. It is empty for
// an unknown rule.
func (r Rule) Section() string {
	var b strings.Builder
	fenced := false
	for line := range strings.Lines(strings.TrimSpace(sections()[r.Name]) + "\n") {
		kind, fence := strings.CutPrefix(line, "```")
		switch {
		case fence:
			fenced = !fenced
			b.WriteString(introductions[strings.TrimSpace(kind)])
		case fenced && strings.TrimSpace(line) != "":
			b.WriteString("    " + line)
		case fenced:
			b.WriteString(line)
		default:
			b.WriteString(inReference.ReplaceAllString(line, "$1"))
		}
	}
	return strings.TrimSpace(b.String())
}

// introductions introduce the kinds of code blocks in the reference.
var introductions = map[string]string{
	"txtar":         "Example: each `-- FILE --` is followed by the text of that file.\n\n",
	"txtar escaped": "Example: each `-- FILE --` is followed by the text of that file, with escapes as in Go.\n\n",
	"text":          "What `clausebook check` prints of this rule:\n\n",
}
