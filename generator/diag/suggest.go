package diag

import (
	"strings"
	"unicode/utf8"
)

// Nearest returns the choice that is closest to a word, or "" when none is close enough to be
// meant: at most a third of its letters differ, case aside. Of equals, the first wins.
func Nearest(word string, choices []string) string {
	best, bestDistance := "", 1+max(1, utf8.RuneCountInString(word)/3)
	for _, choice := range choices {
		if d := distance(strings.ToLower(word), strings.ToLower(choice), bestDistance); d < bestDistance {
			best, bestDistance = choice, d
		}
	}
	return best
}

// distance is the number of letters to insert, drop or replace, or limit where it is not below it.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range y {
			cost := diagonal
			if r != s {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(y)], limit)
}
