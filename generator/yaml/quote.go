package yaml

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

var harmless = regexp.MustCompile(`^\pL([\pL\pN ,.()/&'+–-]*[\pL\pN.)])?$`)

// words are not read as strings by YAML parsers.
var words = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

// Quote returns a single-line text as a YAML value that every parser reads as that string, quoted
// if needed.
func Quote(text string) string {
	if harmless.MatchString(text) && !slices.Contains(words, strings.ToLower(text)) {
		return text
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // strings can always be encoded
	return strings.TrimSuffix(b.String(), "\n")
}
