package diagram

import (
	"cmp"
	"fmt"
)

func (p *flowParser) fault(format string, args ...any) *Note {
	return &Note{p.line, fmt.Sprintf(format, args...)}
}

// ignore notes once that a statement is left out, and why.
func (p *flowParser) ignore(what string) {
	if !p.noted[what] {
		p.noted[what] = true
		why := map[string]string{
			"click":     "nothing in a diagram is a link",
			"direction": "a whole chart runs one way",
			"accTitle":  "a screen reader reads the steps of the chart",
			"accDescr":  "a screen reader reads the steps of the chart",
		}[what]
		p.notes = append(p.notes, Note{p.line, fmt.Sprintf("`%s` has no effect: %s", what, cmp.Or(why, "colours and sizes are those of the site"))})
	}
}
