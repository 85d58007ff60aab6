package fields

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

var harmless = regexp.MustCompile(`^\pL([\pL\pN ,.()/&'+–-]*[\pL\pN.)])?$`)

// words are read by programs as something other than the text they are.
var words = []string{"null", "true", "false", "yes", "no", "on", "off", "y", "n"}

// Quote writes a text of one line as a value that every reader of YAML takes for that text, with
// quotation marks where they are needed.
func Quote(text string) string {
	if harmless.MatchString(text) && !slices.Contains(words, strings.ToLower(text)) {
		return text
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // a string can always be encoded
	return strings.TrimSuffix(b.String(), "\n")
}
