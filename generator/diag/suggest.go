package diag

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Nearest returns the choice most similar to a word, or "" if more than a third of its letters
// differ. Case is ignored; of equals, the first wins. It returns "" for words of more than a
// hundred letters.
func Nearest(word string, choices []string) string {
	const longest = 100
	if utf8.RuneCountInString(word) > longest {
		return ""
	}
	best, bestDistance := "", 1+max(1, utf8.RuneCountInString(word)/3)
	for _, choice := range choices {
		if d := distance(strings.ToLower(word), strings.ToLower(choice), bestDistance); d < bestDistance {
			best, bestDistance = choice, d
		}
	}
	return best
}

// Distance is the number of letters to insert, delete or replace, or of neighbours to swap, to turn
// one word into the other.
func Distance(a, b string) int {
	return distance(a, b, utf8.RuneCountInString(a)+utf8.RuneCountInString(b)+1)
}

// distance is Distance, or limit if that is smaller.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) >= limit || len(y)-len(x) >= limit {
		return limit
	}
	before, row := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		next := make([]int, len(y)+1)
		next[0] = i + 1
		for j := range y {
			cost := row[j]
			if x[i] != y[j] {
				cost++
			}
			next[j+1] = min(cost, next[j]+1, row[j+1]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
		if slices.Min(row) >= limit {
			return limit
		}
	}
	return min(row[len(y)], limit)
}
