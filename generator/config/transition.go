package config

import (
	"fmt"
	"strings"
	"time"

	"github.com/clausebook/clausebook/generator/standard"
	"github.com/clausebook/clausebook/generator/standardname"
	"github.com/clausebook/clausebook/generator/yaml"
)

// nextEdition reads the edition to prepare for. Whether it is later than the manual's edition is
// checked in checkNextEdition, since the keys come in any order.
func (r *reader) nextEdition(v *yaml.Value) {
	t := r.text(v)
	if t.Given() && standard.Load(t.Value) == nil {
		hint := standard.Explain(t.Value)
		if hint == "" {
			hint = "expected one of " + strings.Join(standardname.Years(), ", ")
		}
		r.bad(v, fmt.Sprintf("%s is not an edition", t.Value), hint)
		t.Value = ""
	}
	r.config.NextEdition = t
}

func (r *reader) transitionEnd(v *yaml.Value) {
	t := r.text(v)
	_, err := time.Parse(time.DateOnly, t.Value)
	if t.Given() && err != nil {
		r.bad(v, fmt.Sprintf("%s is not a date", t.Value), "write it as YYYY-MM-DD, such as 2028-09-30")
	}
	r.config.TransitionEnd.Text, r.config.TransitionEnd.Valid = t, err == nil
}

// checkNextEdition reports a next edition to which the manual cannot move, and drops it.
func (r *reader) checkNextEdition() {
	c := r.config
	from, next := standard.Load(c.Edition.Value), standard.Load(c.NextEdition.Value)
	if from == nil || next == nil {
		return
	}
	later := from.Later()
	hint := "no later edition is known; delete the line"
	if len(later) > 0 {
		hint = "expected " + strings.Join(later, " or ")
	}
	for _, year := range later {
		if year == next.Year {
			return
		}
	}
	message := fmt.Sprintf("no correspondence from %s to %s is known", from.Year, next.Year)
	if next.Year <= from.Year {
		message = fmt.Sprintf("next_edition %s is not later than the manual's edition %s", next.Year, from.Year)
	}
	r.report("bad-value", c.NextEdition.Pos, message, hint)
	c.NextEdition.Value = ""
}
