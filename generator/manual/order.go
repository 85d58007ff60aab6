package manual

import (
	"cmp"
	"strings"
)

// Compare orders ids and paths as people count: QP-2 before QP-10, the case of ASCII letters aside.
// Equal only where the texts are equal.
func Compare(a, b string) int {
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if digit(a[i]) && digit(b[j]) {
			n, m := number(a[i:]), number(b[j:])
			x, y := strings.TrimLeft(a[i:i+n], "0"), strings.TrimLeft(b[j:j+m], "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)); c != 0 {
				return c
			}
			i, j = i+n, j+m
			continue
		}
		if c := cmp.Compare(lower(a[i]), lower(b[j])); c != 0 {
			return c
		}
		i, j = i+1, j+1
	}
	return cmp.Or(cmp.Compare(len(a)-i, len(b)-j), cmp.Compare(a, b))
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// number is the length of the digits that a text begins with.
func number(s string) int {
	n := 0
	for n < len(s) && digit(s[n]) {
		n++
	}
	return n
}
