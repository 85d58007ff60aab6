package check_test

import (
	"strings"
	"testing"

	"github.com/clausebook/clausebook/generator/check"
)

// TestSection: each rule has its own section of the reference and no other, with its example.
func TestSection(t *testing.T) {
	for _, rule := range check.Rules() {
		text := rule.Section()
		for _, want := range []string{"## " + rule.Name + "\n\nSeverity: **", "\nExample: each `-- FILE --`", "    -- ", "[" + rule.Name + "]"} {
			if !strings.Contains(text, want) {
				t.Errorf("the section on %s does not have %q", rule.Name, want)
			}
		}
		for _, other := range check.Rules() {
			if other.Name != rule.Name && strings.Contains(text, "\n## "+other.Name+"\n") {
				t.Errorf("the section on %s goes on to %s", rule.Name, other.Name)
			}
		}
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "    ") && (strings.HasPrefix(line, "```") || strings.Contains(line, "](#")) {
				t.Errorf("the section on %s has Markdown that cannot be read on a terminal: %s", rule.Name, line)
			}
		}
	}
	if text := (check.Rule{Name: "there-is-no-such-rule"}).Section(); text != "" {
		t.Error(text)
	}
}
