package adopt

import (
	"regexp"
	"strings"
)

var revisionPrefix = regexp.MustCompile(`(?i)^(?:revision|revisión|révision|revisione|revisjon|rev|version|versión|versione|versjon|vers|ver|v|issue|ausgabe|edition|ed|no|nr|n°|indice|stand)\b[.:#\s]*`)

// bareRevision returns a revision without words before it and without a date after it.
func bareRevision(text string) string {
	for {
		rest := strings.TrimSpace(revisionPrefix.ReplaceAllString(text, ""))
		if rest == "" || rest == text {
			break
		}
		text = rest
	}
	if len(text) > 1 && (text[0] == 'v' || text[0] == 'V') && text[1] >= '0' && text[1] <= '9' {
		text = text[1:]
	}
	if token := firstToken.FindString(text); token != "" && len(text) > len(token) {
		text = strings.TrimRight(token, ".,;:/( \t")
	}
	return text
}

// firstToken matches a number or letter at the start of a longer text: 3 (2018-06-01), B / June 2018.
var firstToken = regexp.MustCompile(`^(?:[0-9]+(?:\.[0-9]+)*[a-z]?|[A-Z])(?:\s|[,;:/(])`)

var editionName = regexp.MustCompile(`ISO[\s-]*9001\s*[:-]\s*((?:19|20)[0-9]{2})`)

// editionsIn counts the editions of ISO 9001 that a text names.
func editionsIn(text string) map[string]int {
	if !strings.Contains(text, "9001") {
		return nil
	}
	count := map[string]int{}
	for _, m := range editionName.FindAllStringSubmatch(text, -1) {
		count[m[1]]++
	}
	return count
}

// quoteShort quotes the beginning of a text.
func quoteShort(text string) string {
	const longest = 40
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest]) + "…"
	}
	return `"` + text + `"`
}
