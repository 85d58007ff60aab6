package document

import (
	"strconv"
	"strings"
	"unicode"
)

// slug derives an id from a heading's text: lower case; letters, marks and digits of every script,
// hyphens and underscores are kept, blanks become hyphens, everything else is removed.
func slug(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), r == '-', r == '_':
			return unicode.ToLower(r)
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, strings.TrimSpace(text))
}

// idSet generates ids that are unique on the page. It maps each id in use to the next suffix to
// try.
type idSet map[string]int

func (a idSet) unique(id string) string {
	if id == "" {
		id = "section"
	}
	free := id
	for a[free] > 0 {
		free = id + "-" + strconv.Itoa(a[id])
		a[id]++
	}
	a[free] = 1
	return free
}
