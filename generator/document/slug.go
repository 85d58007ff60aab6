package document

import (
	"strconv"
	"strings"
	"unicode"
)

// slug makes an id of a heading's text: lower case, letters, marks and digits of every script,
// hyphens and low lines; blanks become hyphens and the rest goes.
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

// anchors hands out ids that are unique on the page.
// For each id that is taken it holds the number with which to look for a free one.
type anchors map[string]int

func (a anchors) unique(id string) string {
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
