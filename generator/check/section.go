package check

import (
	"strings"
	"sync"
)

// sections holds the reference by rule, each section from its heading to the next.
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

// Section is what the reference says of the rule, in Markdown, with its heading and its examples. Blocks
// of code are indented and introduced by what they are, and links inside the reference are plain text,
// so that it can be read on a terminal. It is empty where there is no such rule.
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

// introductions say what a block of code in the reference is.
var introductions = map[string]string{
	"txtar":         "Example: each `-- FILE --` is followed by the text of that file.\n\n",
	"txtar escaped": "Example: each `-- FILE --` is followed by the text of that file, with escapes as in Go.\n\n",
	"text":          "What `clausebook check` prints of this rule:\n\n",
}
