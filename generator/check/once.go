package check

import (
	"fmt"

	"github.com/clausebook/clausebook/generator/diag"
)

// oncePerManual joins the findings of a rule that say the same in several documents, except for accepted ones. The
// first one is kept, and says in how many others it is. Findings must be in order.
func oncePerManual(rule string, findings []diag.Finding) []diag.Finding {
	first, others := map[string]int{}, map[string]int{}
	kept := findings[:0]
	for _, f := range findings {
		if f.Rule == rule && f.Accepted == "" {
			if _, again := first[f.Message]; again {
				others[f.Message]++
				continue
			}
			first[f.Message] = len(kept)
		}
		kept = append(kept, f)
	}
	for message, n := range others {
		where := fmt.Sprintf("%d other files", n)
		if n == 1 {
			where = "another file"
		}
		kept[first[message]].Message = fmt.Sprintf("%s; also in %s", message, where)
	}
	return kept
}
