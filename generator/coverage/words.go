package coverage

import (
	"fmt"
	"strings"

	"github.com/clausebook/clausebook/generator/manual"
)

// Reason says why a clause has its state. It is empty for a heading and for a covered clause,
// whose claims speak for themselves.
func (c *Clause) Reason(x *Matrix) string {
	switch c.State {
	case Pending:
		return "on its way: " + c.uncounted(Claim.onItsWay)
	case Gap:
		if len(c.Claims) == 0 {
			return "no document claims it"
		}
		return "claimed only by what does not count: " + c.uncounted(nil)
	case NotApplicable:
		if c.ByScope {
			return "not applicable under scope " + x.Model.Number
		}
		return "declared not applicable"
	case Outside:
		return "not part of " + x.Model.Name
	}
	return ""
}

func (c *Clause) uncounted(of func(Claim) bool) string {
	var parts []string
	for _, claim := range c.Claims {
		if !claim.Counted() && (of == nil || of(claim)) {
			parts = append(parts, fmt.Sprintf("%s (%s)", claim.Entry.Name(), claim.Reason()))
		}
	}
	return strings.Join(parts, "; ")
}

// Justification is the organization's own reason why a clause is not applicable, as written.
func (c *Clause) Justification() string {
	if c.State != NotApplicable || c.Declaration == nil {
		return ""
	}
	return c.Declaration.Justification
}

// notes collects what has to stand beside the figures of this view.
func notes(m *manual.Manual) []string {
	var list []string
	if m.Standard.Provisional {
		list = append(list, fmt.Sprintf("The list of clauses of %s is provisional: it is compiled from secondary sources.", m.Standard.Name))
	}
	if m.Own != nil && m.Own != m.Standard {
		list = append(list, fmt.Sprintf("The manual is written for edition %s. Looked at as edition %s, only claims and records that name %s count, and declarations are set aside, except the one on design under scope 9002.",
			m.Own.Year, m.Standard.Year, m.Standard.Year))
	}
	own := m.Config.Scope.Value
	switch {
	case own == m.Model.Number || own != "9001" && own != "9002":
	case own == "9002":
		list = append(list, fmt.Sprintf("The manual's own scope is 9002. Looked at as scope 9001, what it declares on design (%s) is set aside.", m.Standard.Design()))
	default:
		list = append(list, fmt.Sprintf("The manual's own scope is 9001. Looked at as scope 9002, design (%s) is left out.", m.Standard.Design()))
	}
	return list
}
