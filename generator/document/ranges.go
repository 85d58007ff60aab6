package document

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// clauseRange matches two clauses with a word or dash between them: 8.5.1 to 8.5.3, 5.1–5.4.
var clauseRange = regexp.MustCompile(`^([0-9]+(?:\.[0-9]+)*)\s*(?:[-\x{2010}-\x{2015}\x{2212}~]|\.\.\.?|…|\p{L}{1,7})\s*([0-9]+(?:\.[0-9]+)*)$`)

// rangeHint says how to write a range of clauses, or returns "" for another text. It lists them where the
// ends differ in the last number only.
func rangeHint(text string) string {
	m := clauseRange.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	cut := func(clause string) (string, int) {
		at := strings.LastIndexByte(clause, '.')
		n, err := strconv.Atoi(clause[at+1:])
		if err != nil {
			n = -1
		}
		return clause[:at+1], n
	}
	const most = 30
	above, first := cut(m[1])
	same, last := cut(m[2])
	if above != same && m[2] == strconv.Itoa(last) {
		same = above // 8.5.1-3
	}
	if above != same || first < 0 || last <= first || last-first > most {
		return fmt.Sprintf("write a list of all clauses from %s to %s", m[1], m[2])
	}
	var list []string
	for n := first; n <= last; n++ {
		list = append(list, above+strconv.Itoa(n))
	}
	return "write a list: [" + strings.Join(list, ", ") + "]"
}
