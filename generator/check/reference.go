package check

import (
	_ "embed"
	"regexp"
	"strings"
	"sync"
)

//go:embed README.md
var reference string

var inReference = regexp.MustCompile(`\[([^]]+)\]\(#[^)]*\)`)

// ruleHelp holds the text of the reference on each rule, up to its first example.
var ruleHelp = sync.OnceValue(func() map[string]string {
	texts := map[string]string{}
	rule, fenced := "", false
	for line := range strings.Lines(reference) {
		name, heading := strings.CutPrefix(line, "## ")
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
			rule = ""
		case fenced:
		case heading:
			rule = strings.TrimSpace(name)
		case rule != "" && !strings.HasPrefix(line, "Severity: "):
			texts[rule] += inReference.ReplaceAllString(line, "$1")
		}
	}
	return texts
})

// Help returns the text of the reference on the rule, in Markdown, without examples.
func (r Rule) Help() string { return strings.TrimSpace(ruleHelp()[r.Name]) }
