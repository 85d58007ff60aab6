package document

import (
	"slices"
	"strings"
	"unicode"
)

// revisionWords are the words before a revision, which make no difference to it.
var revisionWords = []string{"revision", "rev", "révision", "revisión", "revisione", "revisjon", "version", "ver", "v", "versión", "versione", "versjon", "r",
	"issue", "ausgabe", "stand", "index", "no", "nr", "edition", "edición", "edizione", "utgave", "ed"}

// EqualRevisions reports whether two spellings mean the same revision: 1.0 and 1, 00 and 0, Rev. 2
// and 2, a and A.
func EqualRevisions(a, b string) bool {
	if a == b {
		return true
	}
	parts := revisionParts(a)
	return len(parts) > 0 && slices.Equal(parts, revisionParts(b))
}

// revisionParts returns the numbers and words of a revision, without leading zeros and trailing
// ".0".
func revisionParts(s string) []string {
	s = strings.ToLower(BareRevision(s))
	var parts []string
	numeric := true
	for s != "" {
		r := []rune(s)[0]
		kind := unicode.IsDigit
		if !unicode.IsDigit(r) {
			kind = func(r rune) bool { return !unicode.IsDigit(r) && !separates(r) }
		}
		if separates(r) {
			s = s[len(string(r)):]
			continue
		}
		end := strings.IndexFunc(s, func(r rune) bool { return !kind(r) })
		if end < 0 {
			end = len(s)
		}
		part := s[:end]
		if s = s[end:]; unicode.IsDigit(r) {
			if part = strings.TrimLeft(part, "0"); part == "" {
				part = "0"
			}
		} else {
			numeric = false
		}
		parts = append(parts, part)
	}
	for numeric && len(parts) > 1 && parts[len(parts)-1] == "0" {
		parts = parts[:len(parts)-1]
	}
	return parts
}

func separates(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }

// BareRevision removes prefixes, as in Rev. 2.
func BareRevision(s string) string {
	s = strings.TrimSpace(s)
	for {
		end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
		if end <= 0 || !slices.Contains(revisionWords, strings.ToLower(s[:end])) {
			return s
		}
		rest := strings.TrimLeft(s[end:], ".:# \u00a0")
		if !strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			return s
		}
		s = rest
	}
}
