package search

import (
	"slices"
	"strings"
	"testing"
)

// TestEndings: forms of one word share what is left without their endings, others do not.
func TestEndings(t *testing.T) {
	for _, c := range []struct{ language, words, left string }{
		{"en", "calibrated calibration calibrator", "calibr calibr calibr"},
		{"en", "policies policy release", "polic polic releas"},
		{"en", "audit auditing audits", "audit audit audit"},
		{"en-GB", "sis was 8.4.1 qp-08-04", "sis was 8.4.1 qp-08-04"},
		{"de", "anlage anlagen prufung prufungen", "anlag anlag prufung prufung"},
		{"fr", "mesure mesurer mesures", "mesur mesur mesur"},
		{"ja", "words word", "words word"},
		{"", "words word", "words word"},
	} {
		words := strings.Fields(c.words)
		slices.SortFunc(words, compare)
		var left []string
		for i, end := range endings(words, c.language) {
			cut := 0
			if end != ' ' {
				cut = int(end - firstLast)
			}
			runes := []rune(words[i])
			left = append(left, string(runes[:len(runes)-cut]))
		}
		want := strings.Fields(c.left)
		slices.Sort(want)
		slices.Sort(left)
		if !slices.Equal(left, want) {
			t.Errorf("%s: %v is left of %v, expected %v", c.language, left, words, want)
		}
	}
}
